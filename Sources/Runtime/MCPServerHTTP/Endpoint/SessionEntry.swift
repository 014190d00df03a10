#if HTTP
import MCPServer
import Synchronization

/// A session that is in the table: what runs in it, and what it streams.
final class SessionEntry: Sendable {
    let session: Session
    /// Names the session in logs, where its id must not stand: it would be as good as a password there.
    let label: String
    let logThreshold = LogThreshold()
    /// When the session began, or came into this process.
    let opened = ContinuousClock.now
    private let path: String

    /// Invariant: `calls` has the calls that run and have not been cancelled; `streams` those that have more to say, and
    /// none once the session has ended.
    private struct State {
        /// Who alone may use the session; `nil` as long as nobody has come with a credential.
        var owner: SessionOwner?
        /// The level of log messages that the store of sessions knows, if there is one.
        var keptLogLevel: LogLevel
        var lastUse: ContinuousClock.Instant
        /// How many calls run and streams are open.
        var useCount = 0
        var calls: [RequestID: CallHandle] = [:]
        var streams: [Int: EventStream] = [:]
        var lastStream: Int
        /// Has the standalone stream told of no more changes.
        var deafen: (@Sendable () -> Void)?
        var hasEnded = false
    }

    private let log: any EventLog
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// Creates an entry.
    ///
    /// - Parameters:
    ///   - record: The session.
    ///   - lastStream: The number before that of its first stream.
    ///   - log: Where the events of its streams are kept.
    ///   - now: Tells the time.
    init(
        _ record: SessionRecord,
        lastStream: Int = EventID.standaloneStream,
        _ log: any EventLog,
        _ now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        session = record.session
        path = record.path
        label = record.label
        self.log = log
        self.now = now
        logThreshold.level = record.logLevel
        state = Mutex(
            State(owner: record.owner, keptLogLevel: record.logLevel, lastUse: now(), lastStream: lastStream)
        )
    }

    // MARK: - What can be kept elsewhere

    /// The session as it is now, without what runs in it.
    var record: SessionRecord {
        let owner = state.withLock { $0.owner }
        return SessionRecord(session: session, path: path, label: label, owner: owner, logLevel: logThreshold.level)
    }

    /// Takes over what may have changed elsewhere.
    func update(_ record: SessionRecord) {
        logThreshold.level = record.logLevel
        state.withLock {
            $0.owner = record.owner
            $0.keptLogLevel = record.logLevel
        }
    }

    /// The level of log messages if the client has changed it since this was asked last.
    func takeChangedLogLevel() -> LogLevel? {
        let level = logThreshold.level
        return state.withLock { state in
            guard state.keptLogLevel != level else { return nil }
            state.keptLogLevel = level
            return level
        }
    }

    /// Ends the streams, and forgets what they said.
    func end() {
        let (streams, deafen) = state.withLock { state in
            defer {
                state.hasEnded = true
                state.streams = [:]
                state.deafen = nil
            }
            return (state.streams.values, state.deafen)
        }
        deafen?()
        for stream in streams { stream.end() }
        log.forget(session.id)
    }

    // MARK: - Use

    /// Whether a caller may use the session: who opened it or, where nobody had a credential then, the first who came with
    /// one. Before that, whoever knows the id.
    func admits(_ principal: Principal?) -> Bool {
        let caller = principal.map(SessionOwner.init)
        return state.withLock { state in
            if state.owner == nil { state.owner = caller }
            return state.owner == caller
        }
    }

    /// When the session was used last: now, while a call runs or a stream is open.
    func lastUse(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        state.withLock { $0.useCount > 0 ? now : $0.lastUse }
    }

    /// Whether a call runs or a stream is open.
    var isInUse: Bool { state.withLock { $0.useCount > 0 } }

    func use(_ now: ContinuousClock.Instant) { state.withLock { $0.lastUse = now } }

    func beginUse() { state.withLock { $0.useCount += 1 } }

    func endUse() {
        let now = now()
        state.withLock {
            $0.useCount -= 1
            $0.lastUse = now
        }
    }

    // MARK: - Calls

    /// Takes note of a call that begins. Where an id is used twice at once, a cancellation ends the later call.
    func began(_ id: RequestID, _ call: CallHandle) {
        state.withLock {
            $0.calls[id] = call
            $0.useCount += 1
        }
    }

    /// Takes note of a call that has ended.
    func ended(_ id: RequestID, _ call: CallHandle) {
        let now = now()
        state.withLock {
            if $0.calls[id] === call { $0.calls[id] = nil }
            $0.useCount -= 1
            $0.lastUse = now
        }
    }

    /// Ends the call with that id. Nothing happens if there is none (any more).
    func cancel(_ id: RequestID) {
        let call = state.withLock { $0.calls.removeValue(forKey: id) }
        call?.cancel()
    }

    // MARK: - Streams

    /// Whether streams begin with an event that has an id alone, so that clients can come back before there is more to
    /// say. Clients of older revisions would take it for a message.
    var primesStreams: Bool { session.revision >= .v2025_11_25 }

    /// Records the stream of a call.
    ///
    /// - Parameters:
    ///   - stream: The stream.
    ///   - taken: The messages that were taken from it already.
    /// - Returns: Its number, or `nil` where the session has ended.
    func record(_ stream: EventStream, taken: [[UInt8]]) -> Int? {
        let number = state.withLock { state -> Int? in
            guard !state.hasEnded else { return nil }
            state.lastStream += 1
            state.streams[state.lastStream] = stream
            return state.lastStream
        }
        guard let number else { return nil }
        let recording = recording(number)
        if !stream.record(recording, taken: taken) { recording.ended() }
        return number
    }

    private func recording(_ number: Int) -> StreamRecording {
        StreamRecording(log: log, session: session.id, stream: number) { [weak self] in
            self?.state.withLock { $0.streams[number] = nil }
        }
    }

    /// The stream with that number, if it has more to say.
    func stream(_ number: Int) -> EventStream? { state.withLock { $0.streams[number] } }

    /// The stream of what belongs to no request. It begins when it is asked for first.
    ///
    /// - Returns: The stream, or `nil` where the session has ended.
    func standaloneStream(_ changes: ChangeBus) -> EventStream? {
        let number = EventID.standaloneStream
        let (stream, isNew) = state.withLock { state -> (EventStream?, Bool) in
            guard !state.hasEnded else { return (nil, false) }
            if let stream = state.streams[number] { return (stream, false) }
            let stream = EventStream(isRead: false)
            _ = stream.record(recording(number), taken: [])
            state.streams[number] = stream
            return (stream, true)
        }
        guard let stream, isNew else { return stream }
        let deafen = changes.whenChanged { stream.announce($0.notification()) }
        let hasEnded = state.withLock { state in
            if !state.hasEnded { state.deafen = deafen }
            return state.hasEnded
        }
        if hasEnded { deafen() }
        return stream
    }
}
#endif
