#if HTTP
import MCPServer
import Synchronization

/// The legacy sessions of a route: so many at once, each until it has been idle for too long.
///
/// Finding one takes no `async` function, which would cost every request. Where sessions are kept elsewhere, too, this has
/// those that were used here; what the store says of one is taken over before it is looked for.
final class SessionTable: Sendable {
    /// The path of the route.
    private let path: String
    private let capacity: Int
    let timeout: Duration
    /// Where sessions are kept besides this process.
    let store: (any SessionStore)?
    /// What the streams of the sessions have said.
    let log: any EventLog
    private let now: @Sendable () -> ContinuousClock.Instant
    private let entries = Mutex<[String: SessionEntry]>([:])
    /// What is measured; `nil` where nobody looks at it.
    private let metrics: SessionMetrics?

    /// How long a session must have been idle to give way to a new one where there is no more room.
    static let shortestIdleTime = Duration.seconds(60)

    init(
        path: String = "/mcp",
        capacity: Int,
        timeout: Duration,
        store: (any SessionStore)? = nil,
        log: any EventLog = MemoryEventLog(),
        metrics: SessionMetrics? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.path = path
        self.capacity = capacity
        self.timeout = timeout
        self.store = store
        self.log = log
        self.metrics = metrics
        self.now = now
    }

    /// How many sessions there are in this process.
    var count: Int {
        removeExpired()
        return entries.withLock { $0.count }
    }

    /// An id that nobody can guess: 192 bits of the system's randomness, in visible characters.
    static func makeID() -> String {
        var generator = SystemRandomNumberGenerator()
        return hexadecimal([generator.next(), generator.next(), generator.next()])
    }

    /// Keeps a session.
    ///
    /// - Parameters:
    ///   - session: The session, under an id that was made here.
    ///   - principal: Who opens it, if that is known.
    /// - Returns: Its entry, or `nil` where there is no room: all sessions have been used lately.
    func open(_ session: Session, by principal: Principal? = nil) -> SessionEntry? {
        let record = SessionRecord(
            session: session,
            path: path,
            label: hexadecimal([UInt64.random(in: 0...UInt64.max)]),
            owner: principal.map(SessionOwner.init),
            logLevel: LogThreshold().level
        )
        let entry = SessionEntry(record, log, now)
        return insert(entry) ? entry : nil
    }

    /// Takes over what a store says of a session, which counts as a use of it.
    ///
    /// - Parameters:
    ///   - id: What names the session.
    ///   - record: The session; `nil` where there is none (any more).
    /// - Returns: Whether there was room for it.
    func take(_ id: String, _ record: SessionRecord?) -> Bool {
        guard let record, record.path == path else {
            if let ended = entries.withLock({ $0.removeValue(forKey: id) }) { end(ended) }
            return true
        }
        if let entry = entries.withLock({ $0[id] }) {
            entry.update(record)
            entry.use(now())
            return true
        }
        // Streams that began elsewhere, or here before the entry was forgotten, must not be taken for those to come.
        return insert(SessionEntry(record, lastStream: Int.random(in: 1 << 32..<1 << 52), log, now))
    }

    /// The sessions in which a call runs or a stream is open.
    var entriesInUse: [SessionEntry] { entries.withLock { $0.values.filter(\.isInUse) } }

    /// - Returns: Whether there was room for the entry.
    private func insert(_ entry: SessionEntry) -> Bool {
        let (session, now) = (entry.session, now())
        let (isOpen, removed) = entries.withLock { entries -> (Bool, [SessionEntry]) in
            var removed = entries.count < capacity ? [] : removeExpired(&entries, now)
            if entries.count >= capacity {
                guard let idlest = entries.values.min(by: { $0.lastUse(now) < $1.lastUse(now) }),
                    now - idlest.lastUse(now) >= Self.shortestIdleTime
                else { return (false, removed) }
                entries[idlest.session.id] = nil
                removed.append(idlest)
            }
            entries[session.id] = entry
            return (true, removed)
        }
        for entry in removed { end(entry) }
        if isOpen { metrics?.began() }
        return isOpen
    }

    /// Finds a session, which counts as a use of it.
    ///
    /// - Parameters:
    ///   - id: What names the session.
    ///   - principal: Who asks. To whom the session does not belong there is none: an id is no credential.
    /// - Returns: Its entry.
    func find(_ id: String, for principal: Principal? = nil) -> SessionEntry? {
        let now = now()
        let (entry, isExpired) = entries.withLock { entries -> (SessionEntry?, Bool) in
            guard let entry = entries[id], entry.admits(principal) else { return (nil, false) }
            guard now - entry.lastUse(now) < timeout else {
                entries[id] = nil
                return (entry, true)
            }
            entry.use(now)
            return (entry, false)
        }
        guard isExpired else { return entry }
        if let entry { end(entry) }
        return nil
    }

    /// Ends a session and its streams. Calls that run in it go on: answers that are no streams are still wanted where
    /// they were asked for.
    ///
    /// - Returns: Whether it was there still.
    func close(_ entry: SessionEntry) -> Bool {
        let removed = entries.withLock { $0.removeValue(forKey: entry.session.id) }
        if let removed { end(removed) }
        return removed != nil
    }

    /// Forgets what has been idle for too long.
    func removeExpired() {
        let now = now()
        let removed = entries.withLock { removeExpired(&$0, now) }
        for entry in removed { end(entry) }
    }

    private func end(_ entry: SessionEntry) {
        entry.end()
        metrics?.ended(entry.session, since: entry.opened)
    }

    /// - Returns: The sessions that have to be ended, outside of the lock.
    private func removeExpired(
        _ entries: inout [String: SessionEntry],
        _ now: ContinuousClock.Instant
    ) -> [SessionEntry] {
        let expired = entries.values.filter { now - $0.lastUse(now) >= timeout }
        for entry in expired { entries[entry.session.id] = nil }
        return expired
    }
}
#endif
