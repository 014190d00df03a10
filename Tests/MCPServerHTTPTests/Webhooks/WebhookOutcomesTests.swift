#if HTTP
import Metrics
import Synchronization
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

/// Keeps counts by their dimensions.
private final class CountingFactory: MetricsFactory {
    private let counts = Mutex<[String: Int64]>([:])

    var nonzero: [String: Int64] { counts.withLock { $0.filter { $0.value > 0 } } }
    var names: Int { counts.withLock { $0.count } }

    private final class Handler: CounterHandler {
        let name: String
        let factory: CountingFactory

        init(_ name: String, _ factory: CountingFactory) {
            self.name = name
            self.factory = factory
        }

        func increment(by amount: Int64) { factory.counts.withLock { $0[name, default: 0] += amount } }
        func reset() {}
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let name = ([label] + dimensions.map { "\($0)=\($1)" }).joined(separator: " ")
        counts.withLock { $0[name] = 0 }
        return Handler(name, self)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}

@Suite("Counts of webhooks")
struct WebhookOutcomesTests {
    @Test(
        "Every answer counts as one word of a few",
        arguments: [
            (204, nil, "handled"), (200, .duplicate, "duplicate"), (409, .duplicate, "duplicate"),
            (202, .accepted, "accepted"), (422, .invalid, "invalid"), (401, .error, "refused"), (429, nil, "refused"),
            (500, .error, "failed"), (504, .error, "failed"), (503, nil, "unavailable"),
        ] as [(Int, RequestTrace.Outcome?, String)]
    )
    func words(_ status: Int, _ outcome: RequestTrace.Outcome?, _ word: String) {
        let factory = CountingFactory()
        let outcomes = WebhookOutcomes(route: "/hook", factory: factory)
        #expect(factory.names == 7)
        let trace = RequestTrace()
        trace.note { $0.outcome = outcome }
        outcomes.count(ServerResponse(status: .init(code: status)), trace)
        #expect(factory.nonzero == ["mcp.webhooks route=/hook outcome=\(word)": 1])
        #expect(factory.names == 7)
    }
}
#endif
