#if JWT
/// What is known of an issuer's keys, and when they may and must be got again.
struct KeyState {
    /// How long keys are used without asking the issuer again.
    static let maximumAge = Duration.seconds(600)
    /// The age from which on they are got again in the background.
    static let refreshAge = maximumAge * 4 / 5
    /// How much longer they are used while the issuer fails.
    static let staleWindow = Duration.seconds(3600)
    /// How long after a refresh an unknown key causes none.
    static let cooldown = Duration.seconds(30)
    /// How long after a failure there is no other attempt. Each further failure doubles it, up to the bound.
    static let firstDelay = Duration.seconds(1)
    static let maximumDelay = Duration.seconds(60)

    /// The refresh that runs.
    var refresh: Task<Void, Never>?

    private var keys: KeySet?
    /// When ``keys`` were got.
    private var fetched = Duration.zero
    /// When the last refresh ended.
    private var lastRefresh: Duration?
    /// How many refreshes have failed since the last good one.
    private(set) var failures = 0
    /// Why the last one failed.
    private(set) var lastFault = ""

    /// The keys, unless they are so old that they may have been withdrawn long ago.
    func usableKeys(at now: Duration) -> KeySet? {
        now < fetched + Self.maximumAge + Self.staleWindow ? keys : nil
    }

    /// How old the keys are that can be used.
    func usableAge(at now: Duration) -> Duration? { usableKeys(at: now).map { _ in now - fetched } }

    /// Whether the age of the keys asks for a refresh.
    func isDue(at now: Duration) -> Bool { keys == nil || now >= fetched + Self.refreshAge }

    /// Whether callers need not wait for a refresh that is due.
    func canDoWithout(at now: Duration) -> Bool {
        guard let age = usableAge(at: now) else { return false }
        // Where the issuer has failed already the next failure is not worth the wait.
        return age < Self.maximumAge || failures > 0
    }

    /// Whether it is too early for another attempt after failures.
    func isDelayed(at now: Duration) -> Bool {
        guard failures > 0, let lastRefresh else { return false }
        // Doubled six times at most, which is beyond the bound already.
        let delay = min(Self.firstDelay * (1 << min(failures - 1, 6)), Self.maximumDelay)
        return now < lastRefresh + delay
    }

    /// Whether it is too early for a refresh that only an unknown key asks for.
    func isCoolingDown(at now: Duration) -> Bool {
        isDelayed(at: now) || lastRefresh.map { now < $0 + Self.cooldown } ?? false
    }

    /// Takes new keys, in place of all before.
    ///
    /// - Returns: How many refreshes failed before.
    mutating func succeed(_ keys: KeySet, at now: Duration) -> Int {
        defer { failures = 0 }
        self.keys = keys
        (fetched, lastRefresh, refresh) = (now, now, nil)
        return failures
    }

    /// Notes a failure.
    mutating func fail(_ fault: String, at now: Duration) {
        failures += 1
        lastFault = fault
        (lastRefresh, refresh) = (now, nil)
    }
}
#endif
