#if HTTP
import Digests
import MCPServerHTTP
import Testing

@testable import MCPServer

/// Tools for everybody and tools for some.
struct GuardedServer: ToolServer {
    typealias Client = TestClient
    let tools: TestTools

    static var info: ServerInfo { ServerInfo(name: "guarded", version: "1") }
    static var catalog: ToolCatalog {
        ToolCatalog(
            names: "whoami\norders\nrefund\ncount",
            list: #"[{"name":"whoami"},{"name":"orders"},{"name":"refund"},{"name":"count"}]"#
        )
    }

    static func tool(at index: Int) -> Tool<TestTools>? {
        switch index {
        case 0: Tool(whoami)
        case 1: Tool(whoami, scopes: ["orders:read"])
        case 2: Tool(whoami, scopes: ["orders:write", "orders:read"])
        case 3: Tool(count)
        default: nil
        }
    }

    private static func whoami(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        call.context.logger.info("Somebody calls.")
        tools.probe.note("called")
        return .text("I am \(call.context.principal?.subject ?? "nobody")")
    }

    private static func count(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        for number in 1...3 { await call.context.reportProgress(Double(number), total: 3) }
        return .text("counted")
    }
}

/// Keys for tests, and what the server knows of them.
enum Keys {
    static let ann = "mcp_ann-\(String(repeating: "a", count: 40))"
    static let bob = "mcp_bob-\(String(repeating: "b", count: 40))"
    /// Another key of bob's.
    static let newBob = "mcp_bob-\(String(repeating: "n", count: 40))"
    static let probe = "mcp_probe-\(String(repeating: "p", count: 40))"

    /// As a setting lists them.
    static let list = """
        ann:\(KeyDigest(of: ann).hexadecimal), bob:\(KeyDigest(of: bob).hexadecimal):orders:read, \
        bob:\(KeyDigest(of: newBob).hexadecimal):orders:read orders:write
        """

    static var all: [APIKey] {
        var settings = SettingsReader(values: ["API_KEYS": list])
        return settings.apiKeys("API_KEYS", at: "tools.yaml:1")
    }

    static var probeDigest: String { KeyDigest(of: probe).hexadecimal }
}

/// Says of every token what it was told to.
struct Judging: Authenticator {
    var verdict: Authentication

    func authenticate(_ token: String) async -> Authentication { verdict }
}

extension TestRequest {
    /// With a credential, if there is one.
    func with(key: String?) -> TestRequest { setting("Authorization", key.map { "Bearer \($0)" }) }

    /// Modern methods that are part of the handshake, then others; the same of a session of the handshake's eras.
    static func modernHandshake() -> [TestRequest] {
        [.modern("server/discover", name: nil), .modern("tools/list", name: nil)]
    }

    /// What a session may be asked for that is part of the handshake.
    static func legacyHandshake(_ session: String) -> [TestRequest] {
        [
            .legacy(session, message: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#),
            .legacy(session, message: #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#),
            .legacy(session, message: #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#),
        ]
    }

    /// What is not part of the handshake, in both eras.
    static func beyondHandshake(_ session: String) -> [TestRequest] {
        [
            .modern(name: "whoami", id: "7"), .modern(name: "none", id: "7"),
            .modern("subscriptions/listen", name: nil, id: "7"), .modern("resources/list", name: nil, id: "7"),
            .legacy(session, name: "whoami", id: "7"), .legacy(session, name: "none", id: "7"),
            .legacy(
                session,
                message: #"{"jsonrpc":"2.0","id":7,"method":"logging/setLevel","params":{"level":"info"}}"#
            ),
            .legacy(session, message: #"{"jsonrpc":"2.0","id":7,"result":{}}"#),
        ]
    }
}

extension Wire {
    /// A refusal. A stream in its place would have no end that could be waited for.
    func refusal(of request: TestRequest) async throws -> WireResponse {
        var response = try await open(request)
        try #require(response.status >= 400)
        response.body = try await read(count: response.headers["content-length"].flatMap { Int($0) } ?? 0)
        return response
    }
}
#endif
