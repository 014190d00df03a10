#if HTTP
import HTTPTypes
import Logging
import MCPServer
import Testing

@testable import MCPServerHTTP

/// A real stage that notes when it is entered and left.
private struct Noted: Stage {
    let stage: any Stage
    let kind: StageKind
    let probe: Probe

    var name: String { stage.name }

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        probe.note("+\(kind)")
        defer { probe.note("-\(kind)") }
        return try await stage.handle(request, trace, next: next)
    }
}

/// The stages of the tests.
private enum StageKind: CaseIterable {
    case correlation, log, cors, allowlist, authenticate, rateLimit

    static let site = "https://a.example"

    func stage(_ log: LogCollector) -> any Stage {
        switch self {
        case .correlation: Correlation()
        case .log: RequestLog(log.output)
        case .cors: CORS(origins: [Self.site])
        case .allowlist: IPAllowlist(["192.0.2.0/24"])
        case .authenticate: Authenticate(by: [APIKeys(Keys.all)])
        case .rateLimit: RateLimit(requests: 1, per: .seconds(3600), burst: 1, by: .ip)
        }
    }
}

/// A stack in one of its orders, without a socket.
private struct Stack {
    let order: [StageKind]
    let log = LogCollector()
    let probe = Probe()
    private let handler: RequestHandler

    init(_ order: [StageKind]) {
        self.order = order
        let stages = order.map { [log, probe] in Noted(stage: $0.stage(log), kind: $0, probe: probe) }
        let boundary = ErrorBoundary(logger: Logger(label: "test"), observer: nil)
        let endpoint: RequestHandler = { [probe] _, _ in
            probe.note("endpoint")
            return ServerResponse(status: .ok, text: "answered")
        }
        handler = join(stages, endpoint, boundary)
    }

    func ask(key: String? = Keys.ann, from address: String = "192.0.2.7") async -> ServerResponse {
        var fields: HTTPFields = [.origin: StageKind.site]
        if let key { fields[.authorization] = "Bearer \(key)" }
        let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/mcp", headerFields: fields)
        let request = ServerRequest(
            head,
            path: "/mcp",
            kind: .mcp,
            isOnLoopback: true,
            connection: nil,
            origin: ForwardedOrigin(address: IPAddress(address), isSecure: nil),
            body: { _ in [] }
        )
        let response = await handler(request, RequestTrace())
        response.ended(ServerResponse.End(bytes: 0, isComplete: true))
        return response
    }

    /// What is noted where a request goes as far as a stage, or to the endpoint.
    func way(to last: StageKind? = nil) -> [String] {
        let passed = last.flatMap { order.firstIndex(of: $0) }.map { Array(order[...$0]) } ?? order
        let (entered, left) = (passed.map { "+\($0)" }, passed.reversed().map { "-\($0)" })
        return entered + (last == nil ? ["endpoint"] : []) + left
    }

    func isBefore(_ stage: StageKind, _ other: StageKind) -> Bool {
        order.firstIndex(of: stage) ?? 0 < order.firstIndex(of: other) ?? 0
    }
}

@Suite("Six real stages in every order", .timeLimit(.minutes(1)))
struct StackOrderTests {
    @Test("A request enters the stages in their order, and its response leaves them in the reverse one")
    func everyOrder() async {
        let orders = permutations(StageKind.allCases)
        #expect(orders.count == 720)
        for order in orders {
            let stack = Stack(order)
            let response = await stack.ask()
            #expect(stack.probe.events == stack.way(), "\(order)")
            #expect(response.status == .ok, "\(order)")
            #expect(response.headers[.requestID] != nil, "\(order)")
            #expect(response.headers[.accessControlAllowOrigin] == StageKind.site, "\(order)")
            #expect(await stack.log.line(0).contains(#""status":200"#), "\(order)")
        }
    }

    @Test("A refusal turns back where it is made: the first stage that would refuse does")
    func refusals() async {
        for order in permutations(StageKind.allCases) {
            let outsider = Stack(order)
            let first = outsider.isBefore(.allowlist, .authenticate) ? StageKind.allowlist : .authenticate
            let status = await outsider.ask(key: nil, from: "198.51.100.1").status
            #expect(status.code == (first == .allowlist ? 403 : 401), "\(order)")
            #expect(outsider.probe.events == outsider.way(to: first), "\(order)")

            // The second request of nobody: the limit was reached by the first one if that came as far.
            let flood = Stack(order)
            let counts = flood.isBefore(.rateLimit, .authenticate)
            #expect(await flood.ask(key: nil).status.code == 401, "\(order)")
            #expect(await flood.ask(key: nil).status.code == (counts ? 429 : 401), "\(order)")
            let ways = flood.way(to: .authenticate) + flood.way(to: counts ? .rateLimit : .authenticate)
            #expect(flood.probe.events == ways, "\(order)")
        }
    }
}
#endif
