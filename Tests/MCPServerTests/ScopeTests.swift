import MCPServerTesting
import Testing

@testable import MCPServer

@Suite struct ScopeTests {
    private static let reader = Principal(subject: "r", scopes: ["orders:read", "unrelated"])
    private static let writer = Principal(subject: "w", scopes: ["orders:read", "orders:write"])
    private static let halfWriter = Principal(subject: "h", scopes: ["orders:write"])

    private func names(_ principal: Principal?, _ revision: ProtocolRevision) async throws -> [JSONValue] {
        let connection = OrderServer().testConnection(revision, principal: principal)
        var names: [JSONValue] = []
        var params: JSONObject = [:]
        repeat {
            let result = try await connection.request("tools/list", params)
            #expect(result["cacheScope"] == (revision.isLegacy ? nil : "private"))
            guard case .array(let tools) = result["tools"] else { break }
            #expect(tools.count == 1)
            for case .object(let tool) in tools { names += [tool["name"] ?? .null] }
            params["cursor"] = result["nextCursor"]
        } while params["cursor"] != nil && names.count < 10
        return names
    }

    @Test("A list has what its caller may call, page by page", arguments: ProtocolRevision.all)
    func lists(_ revision: ProtocolRevision) async throws {
        #expect(try await names(nil, revision) == ["help", "about"])
        #expect(try await names(Self.reader, revision) == ["help", "read", "about"])
        #expect(try await names(Self.halfWriter, revision) == ["help", "about"])
        #expect(try await names(Self.writer, revision) == ["help", "read", "write", "about"])
        #expect(try await names(.processOwner, revision) == ["help", "read", "write", "about"])
        let namesake = Principal(subject: Principal.processOwner.subject)
        #expect(try await names(namesake, revision) == ["help", "about"])
    }

    @Test("What a caller may not see is as unknown as what is not there", arguments: ProtocolRevision.all)
    func calls(_ revision: ProtocolRevision) async throws {
        func answer(_ tool: String, _ principal: Principal?) async throws -> String {
            let connection = OrderServer().testConnection(revision, principal: principal)
            do {
                return try await connection.call(tool, [:]).text
            } catch let failure as ProtocolFailure {
                return "\(failure.code.rawValue) \(failure.message) \(failure.data as Any? == nil)"
            }
        }
        for tool in ["write", "none"] {
            for principal in [nil, Self.reader, Self.halfWriter] {
                #expect(try await answer(tool, principal) == "-32602 Unknown tool: \(tool) true")
            }
        }
        #expect(try await answer("write", Self.writer) == "done")
        #expect(try await answer("write", .processOwner) == "done")
        #expect(try await answer("help", nil) == "done")
    }

    @Test("Cursors count what is seen, and nothing is public where callers differ")
    func cursors() async throws {
        let connection = OrderServer().testConnection(principal: Self.reader)
        await #expect(throws: ProtocolFailure(code: .invalidParams, message: "Invalid params: unknown cursor")) {
            try await connection.request("tools/list", ["cursor": "3"])
        }
        #expect(try await connection.request("server/discover")["cacheScope"] == "private")
    }

    @Test func whoMayDoWhat() {
        #expect(Self.reader.has("orders:read"))
        #expect(!Self.reader.has("orders:write"))
        #expect(Principal.processOwner.has("anything"))
    }
}

/// Tools for some, one a page.
private struct OrderServer: ToolServer {
    struct Client: ToolClient {
        init(_ caller: any ToolCaller) {}
    }

    let tools: Void = ()

    static var info: ServerInfo { ServerInfo(name: "orders", version: "1") }
    static var catalog: ToolCatalog {
        ToolCatalog(
            names: "help\nread\nwrite\nabout",
            list: #"[{"name":"help"},{"name":"read"},{"name":"write"},{"name":"about"}]"#,
            pageSize: 1
        )
    }

    static func tool(at index: Int) -> Tool<Void>? {
        switch index {
        case 1: return Tool(run, scopes: ["orders:read"])
        case 2: return Tool(run, scopes: ["orders:write", "orders:read"])
        default: return Tool(run)
        }
    }

    private static func run(_ call: ToolCall, _ tools: Void) async throws -> ToolResult { .text("done") }
}
