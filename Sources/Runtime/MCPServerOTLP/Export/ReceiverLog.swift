#if OTLP
import Logging
import MCPServer
import Synchronization

/// Says what goes wrong with a receiver: the first time at once, then at most once a minute, and when all is well again.
final class ReceiverLog: Sendable {
    private struct State {
        var lastLine: ContinuousClock.Instant?
        var isFailing = false
        /// How much has been lost since the last line.
        var lostCount = 0
    }

    private let things: String
    private let endpoint: Endpoint
    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    private static let interval = Duration.seconds(60)

    /// Creates a log of the sending of some things, such as `spans`.
    init(
        _ things: String,
        to endpoint: Endpoint,
        _ logger: Logger,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.things = things
        self.endpoint = endpoint
        self.logger = logger
        self.now = now
    }

    /// Something was not taken, or is lost.
    func failed(_ reason: String, lost count: Int) {
        let lost = state.withLock { state -> Int? in
            state.isFailing = true
            state.lostCount += count
            if let last = state.lastLine, now() - last < Self.interval { return nil }
            state.lastLine = now()
            defer { state.lostCount = 0 }
            return state.lostCount
        }
        guard let lost else { return }
        let loss = lost == 0 ? "" : " \(lost) \(things) are lost."
        logger.warning("\(endpoint.address) does not take \(things): \(printable(reason, limit: 200)).\(loss)")
    }

    /// All was taken.
    func succeeded() {
        let lost = state.withLock { state -> Int? in
            guard state.isFailing else { return nil }
            defer { state = State() }
            return state.lostCount
        }
        guard let lost else { return }
        let loss = lost == 0 ? "" : " \(lost) more were lost."
        logger.notice("\(endpoint.address) takes \(things) again.\(loss)")
    }

    /// The server stops: what has not been told is told now.
    func end() {
        let lost = state.withLock { state in
            defer { state.lostCount = 0 }
            return state.lostCount
        }
        if lost > 0 { logger.warning("\(lost) \(things) for \(endpoint.address) are lost.") }
    }
}
#endif
