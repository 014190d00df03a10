#if HTTP
import MCPServer
import Synchronization

/// The legacy sessions of a route: so many at once, each until it has been idle for too long.
///
/// It alone knows where sessions are kept. Finding one takes no `async` function, which would cost every request; sessions
/// that are kept elsewhere would be asked for where this has none.
final class SessionTable: Sendable {
    private let capacity: Int
    private let timeout: Duration
    /// What the streams of the sessions have said.
    let log: any EventLog
    private let now: @Sendable () -> ContinuousClock.Instant
    private let entries = Mutex<[String: SessionEntry]>([:])
    /// What is measured; `nil` where nobody looks at it.
    private let metrics: SessionMetrics?

    /// How long a session must have been idle to give way to a new one where there is no more room.
    static let shortestIdleTime = Duration.seconds(60)

    init(
        capacity: Int,
        timeout: Duration,
        log: any EventLog = MemoryEventLog(),
        metrics: SessionMetrics? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capacity = capacity
        self.timeout = timeout
        self.log = log
        self.metrics = metrics
        self.now = now
    }

    /// How many sessions there are.
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
        let entry = SessionEntry(session, principal, log, now)
        let now = now()
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
        guard isOpen else { return nil }
        metrics?.began()
        return entry
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
