import MCPServerTesting
import Testing

@testable import MCPServer

@Suite struct ToolListTests {
    /// The names on each page, as a client that follows the cursors gets them.
    private func pages<Server: ToolServer>(_ server: Server, _ revision: ProtocolRevision) async throws -> [[String]] {
        let connection = server.testConnection(revision)
        var pages: [[String]] = []
        var params: JSONObject = [:]
        while pages.count < 10 {
            let result = try await connection.request("tools/list", params)
            #expect(result["ttlMs"] == (revision.isLegacy ? nil : 1500))
            #expect(result["cacheScope"] == (revision.isLegacy ? nil : "private"))
            #expect(result["resultType"] == (revision.isLegacy ? nil : "complete"))
            pages.append(names(result))
            guard let cursor = result["nextCursor"] else { break }
            params["cursor"] = cursor
        }
        return pages
    }

    @Test("Every page has so many tools, the last one the rest", arguments: ProtocolRevision.all)
    func paging(_ revision: ProtocolRevision) async throws {
        #expect(try await pages(FiveTools(), revision) == [["a", "b"], ["c", "d"], ["e"]])
    }

    @Test(
        "A cursor is one that was given out",
        arguments: [
            "", "0", "1", "3", "6", "-2", "+2", "02", " 2", "2.0", "x", "9223372036854775808", 2, nil, [],
        ] as [JSONValue]
    )
    func cursors(_ cursor: JSONValue) async throws {
        for revision in [ProtocolRevision.v2025_06_18, .newest] {
            let connection = FiveTools().testConnection(revision)
            await #expect(throws: ProtocolFailure(code: .invalidParams, message: "Invalid params: unknown cursor")) {
                try await connection.request("tools/list", ["cursor": cursor])
            }
        }
    }

    @Test func legacyPagesWrapOutputs() async throws {
        let result = try await FiveTools().testConnection(.v2025_11_25).request("tools/list", ["cursor": "4"])
        guard case .array(let tools) = result["tools"], case .object(let tool) = tools.first else { return }
        let wrapped: JSONValue = [
            "type": "object", "properties": ["result": ["type": "array"]], "required": ["result"],
        ]
        #expect(tool["outputSchema"] == wrapped)
        let modern = try await FiveTools().testConnection().request("tools/list", ["cursor": "4"])
        guard case .array(let tools) = modern["tools"], case .object(let tool) = tools.first else { return }
        #expect(tool["outputSchema"] == ["type": "array"])
    }

    @Test("What can change is promised, in both eras, and how long it holds is said")
    func promises() async throws {
        let capabilities: JSONValue = ["logging": [:], "tools": ["listChanged": true]]
        let discovery = try await FiveTools().testConnection().request("server/discover")
        #expect(discovery["capabilities"] == capabilities)
        #expect(discovery["ttlMs"] == 1500)
        #expect(discovery["cacheScope"] == "private")
        let client: JSONValue = ["name": "c", "version": "1"]
        let start: JSONObject = ["protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": client]
        let handshake = try await FiveTools().testConnection(.v2025_11_25).request("initialize", start)
        #expect(handshake["capabilities"] == capabilities)
    }

    @Test("Texts that look like the ends of tools are none, and a thousand tools fit on a page unless said otherwise")
    func trickyTexts() async throws {
        #expect(try await names(TrickyTools().testConnection().request("tools/list")) == [#"a"}],{\"#])
        let second = try await TrickyTools().testConnection().request("tools/list", ["cursor": "1"])
        #expect(names(second) == ["b"])
        #expect(ToolCatalog(names: "", list: "[]").pageSize == 1000)
    }
}

private func names(_ result: JSONObject) -> [String] {
    guard case .array(let tools) = result["tools"] else { return [] }
    return tools.compactMap { tool in
        guard case .object(let tool) = tool, case .string(let name) = tool["name"] else { return nil }
        return name
    }
}

private struct NoClient: ToolClient {
    init(_ caller: any ToolCaller) {}
}

private struct FiveTools: ToolServer {
    typealias Client = NoClient
    let tools: Void = ()
    static var info: ServerInfo { ServerInfo(name: "five", version: "1") }
    static var catalog: ToolCatalog {
        ToolCatalog(
            names: "a\nb\nc\nd\ne",
            list: """
                [{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e","outputSchema":{"type":"array"}}]
                """,
            listChanged: true,
            timeToLive: .milliseconds(1500),
            cacheScope: .private,
            pageSize: 2
        )
    }
    static func tool(at index: Int) -> Tool<Void>? { Tool { _, _ in .text("") } }
}

private struct TrickyTools: ToolServer {
    typealias Client = NoClient
    let tools: Void = ()
    static var info: ServerInfo { ServerInfo(name: "tricky", version: "1") }
    static var catalog: ToolCatalog {
        ToolCatalog(
            names: "a\nb",
            list: #"[{"name":"a\"}],{\\"},{"name":"b","inputSchema":{"enum":[[],{},"]"]}}]"#,
            pageSize: 1
        )
    }
    static func tool(at index: Int) -> Tool<Void>? { nil }
}
