#if OTLP
import MCPServer
import Synchronization
import ToolValidation

/// Sends one signal to its receiver, again and again where that may help (OpenTelemetry Protocol, "OTLP/HTTP Response").
final class Sender: Sendable {
    private struct State {
        /// Until when the receiver wants to be left alone.
        var pauseEnd: ContinuousClock.Instant?
        /// From then on each batch has one attempt.
        var isStopping = false
    }

    private let destination: OTLPSettings.Destination
    private let client: any ReceiverClient
    private let backoff: Backoff
    private let log: ReceiverLog
    private let alarm = Alarm()
    private let state = Mutex(State())

    init(
        _ destination: OTLPSettings.Destination,
        _ client: any ReceiverClient,
        _ log: ReceiverLog,
        backoff: Backoff = Backoff()
    ) {
        self.destination = destination
        self.client = client
        self.log = log
        self.backoff = backoff
    }

    /// Whether there is no time for further attempts.
    private var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Has no more time wasted: the server stops.
    func stop() {
        state.withLock { $0.isStopping = true }
        alarm.ring()
    }

    /// Sends a batch, or gives it up.
    ///
    /// - Parameters:
    ///   - body: The JSON.
    ///   - count: How many things it has.
    ///   - timeout: How long that may take, with all attempts.
    func send(_ body: [UInt8], count: Int, within timeout: Duration) async {
        let end = ContinuousClock.now + timeout
        var reason = "it wants to be left alone for a while"
        for attempt in 0... {
            if let pause = state.withLock({ $0.pauseEnd }), pause > .now, await !wait(until: pause, before: end) {
                return log.failed(reason, lost: count)
            }
            let delay: Duration
            do {
                let timeout = min(destination.timeout, end - .now)
                let answer = try await client.post(body, to: destination, within: timeout)
                guard !(200..<300).contains(answer.status) else { return taken(answer) }
                reason = "the status is \(answer.status)"
                guard [429, 502, 503, 504].contains(answer.status) else { return log.failed(reason, lost: count) }
                delay = answer.retryAfter ?? backoff.delay(after: attempt)
                if answer.retryAfter != nil { state.withLock { $0.pauseEnd = .now + delay } }
            } catch {
                reason = "\(error)"
                delay = backoff.delay(after: attempt)
            }
            guard await wait(until: .now + delay, before: end, then: { log.failed(reason, lost: 0) }) else {
                return log.failed(reason, lost: count)
            }
        }
    }

    /// Waits, if there is time for that.
    private func wait(
        until time: ContinuousClock.Instant,
        before end: ContinuousClock.Instant,
        then tell: () -> Void = {}
    ) async -> Bool {
        guard !isStopping, !Task.isCancelled, time < end else { return false }
        tell()
        await alarm.sleep(for: time - .now)
        return !isStopping && !Task.isCancelled
    }

    /// Notes a success, of which the receiver may say that it was none in part.
    private func taken(_ answer: ReceiverAnswer) {
        guard case .object(let root)? = try? JSONValue.read(answer.body),
            case .object(let part)? = root["partialSuccess"]
        else { return log.succeeded() }
        let rejected = part.members.first { $0.key.hasPrefix("rejected") }.map { Self.count($0.value) } ?? 0
        var message = ""
        if case .string(let text)? = part["errorMessage"] { message = text }
        guard rejected > 0 || !message.isEmpty else { return log.succeeded() }
        log.failed("it took a part only and says \"\(message)\"", lost: rejected)
    }

    /// A count, which 64 bits make a text.
    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .string(let text): Int(text) ?? 0
        case .number(let number): Int(exactly: number) ?? 0
        default: 0
        }
    }
}
#endif
