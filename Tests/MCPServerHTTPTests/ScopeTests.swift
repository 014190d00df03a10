#if HTTP
import Testing

@testable import MCPServerHTTP

/// Takes the caller's word, scopes included.
private struct Trusting: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        request.principal = Principal(subject: "ann", scopes: ["orders:read"])
        return await next(request, trace)
    }
}

@Suite("Scopes over HTTP", .timeLimit(.minutes(1)))
struct HTTPScopeTests {
    private static let metadata = ResourceMetadata(
        resource: "https://a.example/mcp",
        authorizationServers: ["https://auth.example"],
        scopes: ["orders:read"]
    )
    private static let location =
        #"resource_metadata="https://a.example/.well-known/oauth-protected-resource/mcp""#

    /// Calls a tool in both eras.
    private func call(_ tool: String, _ key: String?, _ stages: [any Stage]) async throws -> [WireResponse] {
        var responses: [WireResponse] = []
        let routes = [MCPRoute.mcp("/mcp") { stages }]
        try await withServer(serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            responses.append(try await wire.call(.modern(name: tool, id: "\"m\"").with(key: key)))
            let opened = try await wire.call(.initialize().with(key: key))
            if let session = opened.headers["mcp-session-id"] {
                responses.append(try await wire.call(.legacy(session, name: tool, id: "\"m\"").with(key: key)))
            }
            #expect(harness.probe.count("called") == responses.count { $0.body.contains("I am") })
        }
        return responses
    }

    @Test(
        "A caller who lacks scopes is told all that the tool needs",
        arguments: [
            ("whoami", Keys.ann, nil), ("orders", Keys.ann, "orders:read"),
            ("refund", Keys.ann, "orders:read orders:write"),
            ("orders", Keys.bob, nil), ("refund", Keys.bob, "orders:read orders:write"), ("refund", Keys.newBob, nil),
        ] as [(String, String, String?)]
    )
    func calls(_ tool: String, _ key: String, _ needed: String?) async throws {
        for metadata in [Self.metadata, nil] {
            let stage = Authenticate(by: [APIKeys(Keys.all)], metadata: metadata)
            let responses = try await call(tool, key, [stage])
            #expect(responses.count == 2)
            for response in responses {
                guard let needed else {
                    #expect(response.status == 200 && response.body.contains("I am"))
                    continue
                }
                #expect(response.status == 403)
                let end = metadata == nil ? "" : ", \(Self.location)"
                #expect(
                    response.headers["www-authenticate"]
                        == #"Bearer error="insufficient_scope", scope="\#(needed)"\#(end)"#
                )
                let names = needed.replacing(" ", with: ", ")
                let error = #"{"code":403,"message":"Forbidden: the tool needs the scopes \#(names)"}"#
                #expect(response.body == #"{"jsonrpc":"2.0","id":"m","error":\#(error)}"#)
            }
        }
    }

    @Test("Nobody is asked for a credential with the scopes of the tool")
    func nobody() async throws {
        let stage = Authenticate(by: [APIKeys(Keys.all)], required: false, metadata: Self.metadata)
        for response in try await call("refund", nil, [stage]) {
            #expect(response.status == 401)
            #expect(
                response.headers["www-authenticate"] == #"Bearer scope="orders:read orders:write", \#(Self.location)"#
            )
            let error = #"{"code":401,"message":"Unauthorized: this needs a credential"}"#
            #expect(response.body == #"{"jsonrpc":"2.0","id":"m","error":\#(error)}"#)
        }
    }

    @Test("Where no credential would help, and for a tool that is not there, it stays unknown")
    func unknown() async throws {
        let stage = Authenticate(by: [APIKeys(Keys.all)])
        let responses =
            try await call("refund", nil, [Trusting()]) + call("refund", nil, []) + call("none", Keys.ann, [stage])
        #expect(responses.count == 6)
        for response in responses {
            #expect(response.status == 200)
            #expect(response.errorCode == -32602)
            #expect(response.headers["www-authenticate"] == nil)
        }
    }

    @Test("What the protocol itself finds wrong comes first")
    func precedence() async throws {
        let routes = [MCPRoute.mcp("/mcp") { Authenticate(by: [APIKeys(Keys.all)]) }]
        try await withServer(serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            let mismatch = TestRequest.modern(name: "refund").setting("Mcp-Name", "whoami").with(key: Keys.ann)
            #expect(try await wire.call(mismatch).errorCode == -32020)
            let unknown = TestRequest.legacy(SessionTable.makeID(), name: "refund").with(key: Keys.ann)
            #expect(try await wire.call(unknown).status == 404)
        }
    }

    @Test("Lists have what the caller may call")
    func lists() async throws {
        let routes = [MCPRoute.mcp("/mcp") { Authenticate(by: [APIKeys(Keys.all)], required: false) }]
        try await withServer(serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            let expected: [(String?, [String])] = [
                (nil, ["whoami", "count"]), (Keys.ann, ["whoami", "count"]), (Keys.bob, ["whoami", "orders", "count"]),
                (Keys.newBob, ["whoami", "orders", "refund", "count"]),
            ]
            for (key, names) in expected {
                let list = try await wire.call(.modern("tools/list", name: nil).with(key: key))
                let tools = names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
                #expect(list.body.contains("\"tools\":[\(tools)]"))
                #expect(list.body.contains(#""cacheScope":"private""#))
            }
        }
    }
}
#endif
