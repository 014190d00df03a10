#if HTTP
@testable import MCPServerHTTP

/// A store outside of the servers that use it. It fails for as long as a test wants.
actor SharedSessions: SessionStore {
    struct Failure: Error {}

    private var records: [String: (record: SessionRecord, end: ContinuousClock.Instant)] = [:]
    private var isDown = false
    /// How often sessions were asked for.
    private(set) var useCount = 0

    var count: Int { records.count }

    func fail(_ isDown: Bool) { self.isDown = isDown }

    func insert(_ record: SessionRecord, lifetime: Duration) throws {
        try check()
        records[record.session.id] = (record, .now + lifetime)
    }

    func use(_ id: String, by caller: SessionOwner?, lifetime: Duration) throws -> SessionRecord? {
        try check()
        useCount += 1
        guard var (record, end) = records[id], .now < end else { return nil }
        if record.owner == nil { record.owner = caller }
        if record.owner == caller { end = .now + lifetime }
        records[id] = (record, end)
        return record
    }

    func setLogLevel(_ level: LogLevel, of id: String) throws {
        try check()
        records[id]?.record.logLevel = level
    }

    func remove(_ id: String) throws {
        try check()
        records[id] = nil
    }

    private func check() throws {
        if isDown { throw Failure() }
    }
}
#endif
