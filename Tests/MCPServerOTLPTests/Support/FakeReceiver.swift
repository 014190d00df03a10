#if OTLP
import Synchronization
import Testing

@testable import MCPServerOTLP

/// Answers as a test tells it, and keeps what it gets.
final class FakeReceiver: ReceiverClient {
    enum Answer: Sendable {
        case status(Int, retryAfter: Duration? = nil, body: String = "")
        case failure
        /// None, until the request is given up.
        case silence
    }

    private struct State {
        var answers: [Answer]
        var requests: [String] = []
        var times: [ContinuousClock.Instant] = []
        var waiters: [(Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    /// Creates a receiver; the last answer holds for all further requests.
    init(_ answers: Answer...) { state = Mutex(State(answers: answers)) }

    var requests: [String] { state.withLock { $0.requests } }
    var times: [ContinuousClock.Instant] { state.withLock { $0.times } }

    /// Waits until so many requests have come.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.requests.count < count { state.waiters.append((count, continuation)) }
                return state.requests.count >= count
            }
            if isThere { continuation.resume() }
        }
    }

    func post(
        _ body: [UInt8],
        to destination: OTLPSettings.Destination,
        within timeout: Duration
    ) async throws -> ReceiverAnswer {
        let (answer, waiters) = state.withLock { state in
            state.requests.append(String(decoding: body, as: UTF8.self))
            state.times.append(.now)
            let waiters = state.waiters.filter { $0.0 <= state.requests.count }
            state.waiters.removeAll { $0.0 <= state.requests.count }
            return (state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0], waiters)
        }
        for (_, waiter) in waiters { waiter.resume() }
        switch answer {
        case .status(let status, let pause, let body):
            return ReceiverAnswer(status: status, retryAfter: pause, body: Array(body.utf8))
        case .failure: throw Refused()
        case .silence:
            try await Task.sleep(for: timeout)
            throw NoAnswer()
        }
    }

    private struct Refused: Error, CustomStringConvertible {
        var description: String { "connection refused" }
    }
}

extension OTLPSettings.Destination {
    /// One whose URL has a secret.
    static var test: OTLPSettings.Destination {
        get throws {
            OTLPSettings.Destination(endpoint: try #require(Endpoint("http://127.0.0.1:4318/v1/traces?key=secret")))
        }
    }
}
#endif
