#if HTTP
import RouteChart
import Testing

@testable import MCPServerHTTP

private let wellKnown = "/.well-known/oauth-protected-resource"

private func metadata(_ resource: String, scopes: [String] = []) -> ResourceMetadata {
    ResourceMetadata(resource: resource, authorizationServers: ["https://auth.example"], scopes: scopes)
}

@Suite("Metadata of protected resources", .timeLimit(.minutes(1)))
struct ResourceMetadataTests {
    private func get(_ path: String, method: String = "GET") -> TestRequest {
        TestRequest(
            method: method,
            target: path,
            headers: [("Host", "localhost"), ("Origin", "https://x.example")],
            body: []
        )
    }

    @Test("Anybody gets it, at both paths")
    func routes() async throws {
        let document =
            #"{"resource":"https://a.example/mcp","authorization_servers":["https://auth.example","https://b.example/t"],"#
            + #""scopes_supported":["orders:read","a\"b"],"bearer_methods_supported":["header"]}"#
        let routes = [
            MCPRoute.mcp("/mcp") {
                Correlation()
                CORS(origins: ["https://a.example"])
                OriginGuard(servedAt: ["https://a.example"])
                Authenticate(
                    by: [APIKeys(Keys.all)],
                    metadata: ResourceMetadata(
                        resource: "https://a.example/mcp",
                        authorizationServers: ["https://auth.example", "https://b.example/t"],
                        scopes: ["orders:read", "offline_access", #"a"b"#]
                    )
                )
            }
        ]
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            for path in [wellKnown, "\(wellKnown)/mcp", "\(wellKnown)/mcp?a=b"] {
                let response = try await wire.call(get(path).setting("X-Request-Id", "r1"))
                #expect(response.status == 200)
                #expect(response.body == document)
                #expect(response.headers["content-type"] == "application/json")
                #expect(response.headers["access-control-allow-origin"] == "*")
                #expect(response.headers["cache-control"] == "public, max-age=3600")
                #expect(response.headers["x-request-id"] == "r1")
                let head = try await wire.call(get(path, method: "HEAD"))
                #expect(head.status == 200 && head.body.isEmpty)
                let asked = get(path, method: "OPTIONS").setting("Access-Control-Request-Method", "GET")
                let allowed = try await wire.call(asked)
                #expect(allowed.status == 204)
                #expect(allowed.headers["access-control-allow-origin"] == "*")
                #expect(allowed.headers["access-control-allow-methods"] == "GET, HEAD")
                #expect(allowed.headers["access-control-allow-headers"]?.contains("MCP-Protocol-Version") == true)
                for method in ["POST", "DELETE", "OPTIONS"] {
                    let refused = try await wire.call(get(path, method: method))
                    #expect(refused.status == 405)
                    #expect(refused.headers["allow"] == "GET, HEAD")
                }
            }
            #expect(try await wire.call(get("\(wellKnown)/other")).status == 404)
            let challenge = try await wire.call(.modern()).headers["www-authenticate"]
            #expect(challenge?.hasSuffix(#", resource_metadata="https://a.example\#(wellKnown)/mcp""#) == true)
        }
    }

    @Test("Each route has its own, the first one also that of the server, and what clients look for is there")
    func table() {
        func route(_ path: String, _ resource: String?) -> MCPRoute {
            .mcp(path) {
                Correlation()
                Authenticate(by: [], metadata: resource.map { metadata($0) })
            }
        }
        let routes = [
            route("/a", "https://h.example/behind/a"), route("/b", "https://h.example"), route("/c", nil),
            .health("/healthz") { Authenticate(by: [], metadata: metadata("https://h.example/healthz")) },
        ]
        #expect(
            MCPRoute.chart(routes).text == """
                /a                                              mcp       Correlation -> Authenticate()
                /b                                              mcp       Correlation -> Authenticate()
                /c                                              mcp       Correlation -> Authenticate()
                /healthz                                        health    Authenticate()
                /.well-known/oauth-protected-resource           metadata  Correlation
                /.well-known/oauth-protected-resource/a         metadata  Correlation
                /.well-known/oauth-protected-resource/behind/a  metadata  Correlation
                /.well-known/oauth-protected-resource/b         metadata  Correlation
                """
        )
        let resources = routes.withMetadata.map { $0.publishedMetadata?.resource }
        let first = "https://h.example/behind/a"
        #expect(resources == [nil, nil, nil, nil, first, first, first, "https://h.example"])
        let own = [route("/a", "https://h.example/a"), MCPRoute.health("\(wellKnown)/a")]
        #expect(own.withMetadata.map(\.path) == ["/a", "\(wellKnown)/a", wellKnown])
    }

    @Test(
        "Where clients look for it",
        arguments: [
            ("https://a.example", "https://a.example\(wellKnown)"),
            ("https://a.example/", "https://a.example\(wellKnown)"),
            ("https://a.example/mcp", "https://a.example\(wellKnown)/mcp"),
            ("https://a.example/b/mcp/", "https://a.example\(wellKnown)/b/mcp/"),
            ("http://localhost:3000/mcp", "http://localhost:3000\(wellKnown)/mcp"),
            ("https://[::1]:3000/mcp", "https://[::1]:3000\(wellKnown)/mcp"),
        ]
    )
    func urls(_ resource: String, _ url: String) {
        #expect(metadata(resource).url == url)
        #expect(metadata(resource).faults.isEmpty)
    }

    @Test(
        "What is no resource",
        arguments: [
            "", "a.example", "/mcp", "ftp://a.example", "https://", "https:///mcp", "https://a.example/?a",
            "https://a.example#a",
            "https://me@a.example", "https://a.example/\r\nX: y", "https://a.example/\"", "https://a.example/ü",
        ]
    )
    func faults(_ resource: String) {
        #expect(metadata(resource).url == nil)
        let route = MCPRoute.mcp("/mcp") { Authenticate(by: [], metadata: metadata(resource)) }
        let faults = MCPRoute.faults([route])
        #expect(faults.count == 1)
        #expect(faults[0].hasPrefix("The route \"/mcp\": The resource \""))
        let other = ResourceMetadata(resource: "https://a.example", authorizationServers: [resource])
        #expect(other.faults.count == 1)
        #expect(ResourceMetadata(resource: "https://a.example", authorizationServers: []).faults.count == 1)
    }

    @Test("A challenge quotes what it tells")
    func quoting() async throws {
        let scopes = [#"a"b"#, #"c\d"#, "e\r\nX-Evil: 1"]
        let stage = Authenticate(by: [], metadata: metadata("https://a.example", scopes: scopes))
        try await withServer({ stage }) { harness in
            let response = try await harness.connect().call(.modern())
            let quoted = #"scope="a\"b c\\d e"#
            #expect(response.headers["www-authenticate"]?.hasPrefix("Bearer \(quoted)") == true)
            #expect(response.headers["x-evil"] == nil)
        }
    }
}

extension MCPRoute {
    fileprivate var publishedMetadata: ResourceMetadata? {
        guard case .metadata(let metadata) = content else { return nil }
        return metadata
    }
}
#endif
