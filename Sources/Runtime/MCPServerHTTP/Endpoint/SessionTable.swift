#if HTTP
import MCPServer
import Synchronization

/// The legacy sessions of a route: so many at once, each until it has been idle for too long.
///
/// It alone knows where sessions are kept. Finding one takes no `async` function, which would cost every request; sessions
/// that are kept elsewhere would be asked for where this has none.
final class SessionTable: Sendable {
    /// A session that is in the table.
    final class Entry: Sendable {
        let session: Session
        /// Who opened the session, and may alone use it.
        let principal: Principal?
        /// Names the session in logs, where its id must not stand: it would be as good as a password there.
        let label: String
        /// Invariant: `calls` has the calls that run and have not been cancelled.
        fileprivate let state:
            Mutex<(lastUse: ContinuousClock.Instant, calls: [RequestID: CallHandle], runningCount: Int)>
        fileprivate let now: @Sendable () -> ContinuousClock.Instant

        fileprivate init(
            _ session: Session,
            _ principal: Principal?,
            _ now: @escaping @Sendable () -> ContinuousClock.Instant
        ) {
            self.session = session
            self.principal = principal
            self.now = now
            label = hexadecimal([UInt64.random(in: 0...UInt64.max)])
            state = Mutex((now(), [:], 0))
        }
    }

    private let capacity: Int
    private let timeout: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let entries = Mutex<[String: Entry]>([:])

    /// How long a session must have been idle to give way to a new one where there is no more room.
    static let shortestIdleTime = Duration.seconds(60)

    init(
        capacity: Int,
        timeout: Duration,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capacity = capacity
        self.timeout = timeout
        self.now = now
    }

    /// How many sessions there are.
    var count: Int {
        let now = now()
        return entries.withLock { entries in
            removeExpired(&entries, now)
            return entries.count
        }
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
    func open(_ session: Session, by principal: Principal? = nil) -> Entry? {
        let entry = Entry(session, principal, now)
        let now = now()
        return entries.withLock { entries in
            if entries.count >= capacity { removeExpired(&entries, now) }
            if entries.count >= capacity {
                guard let idlest = entries.values.min(by: { $0.lastUse(now) < $1.lastUse(now) }),
                    now - idlest.lastUse(now) >= Self.shortestIdleTime
                else { return nil }
                entries[idlest.session.id] = nil
            }
            entries[session.id] = entry
            return entry
        }
    }

    /// Finds a session, which counts as a use of it.
    ///
    /// - Parameters:
    ///   - id: What names the session.
    ///   - principal: Who asks. To whoever did not open the session there is none: an id is no credential.
    /// - Returns: Its entry.
    func find(_ id: String, for principal: Principal? = nil) -> Entry? {
        let now = now()
        return entries.withLock { entries in
            guard let entry = entries[id], Principal.isSame(entry.principal, principal) else { return nil }
            guard now - entry.lastUse(now) < timeout else {
                entries[id] = nil
                return nil
            }
            entry.state.withLock { $0.lastUse = now }
            return entry
        }
    }

    /// Ends a session. Calls that run in it go on: their answers are still wanted where they were asked for.
    ///
    /// - Returns: Whether it was there still.
    func close(_ entry: Entry) -> Bool {
        entries.withLock { $0.removeValue(forKey: entry.session.id) != nil }
    }

    /// Forgets what has been idle for too long.
    func removeExpired() {
        let now = now()
        entries.withLock { removeExpired(&$0, now) }
    }

    private func removeExpired(_ entries: inout [String: Entry], _ now: ContinuousClock.Instant) {
        let expired = entries.values.filter { now - $0.lastUse(now) >= timeout }
        for entry in expired { entries[entry.session.id] = nil }
    }
}

// MARK: - Calls

extension SessionTable.Entry {
    /// When the session was used last: now, while a call runs.
    fileprivate func lastUse(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        state.withLock { $0.runningCount > 0 ? now : $0.lastUse }
    }

    /// Takes note of a call that begins. Where an id is used twice at once, a cancellation ends the later call.
    func began(_ id: RequestID, _ call: CallHandle) {
        state.withLock {
            $0.calls[id] = call
            $0.runningCount += 1
        }
    }

    /// Takes note of a call that has ended.
    func ended(_ id: RequestID, _ call: CallHandle) {
        let now = now()
        state.withLock {
            if $0.calls[id] === call { $0.calls[id] = nil }
            $0.runningCount -= 1
            $0.lastUse = now
        }
    }

    /// Ends the call with that id. Nothing happens if there is none (any more).
    func cancel(_ id: RequestID) {
        let call = state.withLock { $0.calls.removeValue(forKey: id) }
        call?.cancel()
    }
}
extension Principal {
    /// Whether a session of the one is a session of the other. Scopes may change from one token to the next.
    fileprivate static func isSame(_ one: Principal?, _ other: Principal?) -> Bool {
        one?.subject == other?.subject && one?.client == other?.client
    }
}
#endif
