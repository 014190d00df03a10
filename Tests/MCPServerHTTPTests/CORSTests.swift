#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("CORS", .timeLimit(.minutes(1)))
struct CORSTests {
    private static let site = "https://a.example"

    private func withSite(
        _ origins: [String] = [site],
        credentials: Bool = false,
        _ body: (Wire) async throws -> Void
    ) async throws {
        try await withServer({
            CORS(origins: origins, credentials: credentials)
            OriginGuard(allowing: origins)
        }) { try await body($0.connect()) }
    }

    private func preflight(_ origin: String?, _ more: [String: String] = [:]) -> TestRequest {
        var request = TestRequest(method: "OPTIONS", headers: [("Host", "localhost")], body: [])
        request["Origin"] = origin
        request["Access-Control-Request-Method"] = "POST"
        for (name, value) in more { request[name] = value }
        return request
    }

    @Test(
        "Which origins a preflight is answered",
        arguments: [
            (["https://a.example"], "https://a.example", 204, "https://a.example"),
            (["https://a.example/"], "https://a.example", 204, "https://a.example"),
            (["https://b.example", "https://a.example:8443"], "https://a.example:8443", 204, "https://a.example:8443"),
            (["https://a.example"], "http://a.example", 403, nil),
            (["https://a.example"], "https://a.example:8443", 403, nil),
            (["https://a.example"], "https://b.a.example", 403, nil),
            (["https://a.example"], "https://a.example.b.example", 403, nil),
            (["https://a.example"], "https://a.example/", 403, nil),
            (["https://a.example"], "null", 403, nil),
            (["null"], "null", 403, nil),
            ([], "https://a.example", 403, nil),
            (["*"], "https://a.example", 204, "*"),
            (["*"], "null", 403, nil),
            // Pages of this machine pass the guard, but must be listed to send what needs a preflight.
            (["https://a.example"], "http://localhost:5173", 405, nil),
            // Without an origin it is no preflight.
            (["https://a.example"], nil, 405, nil),
        ] as [([String], String?, Int, String?)]
    )
    func preflights(_ origins: [String], _ origin: String?, _ status: Int, _ allowed: String?) async throws {
        try await withSite(origins) { wire in
            let response = try await wire.call(preflight(origin))
            #expect(response.status == status)
            #expect(response.headers["access-control-allow-origin"] == allowed)
            #expect(response.headers["vary"] == "Origin")
            // A page must not learn what it might send.
            #expect((response.headers["access-control-allow-headers"] == nil) == (allowed == nil))
        }
    }

    @Test func everythingThatAPreflightIsTold() async throws {
        try await withSite { wire in
            let response = try await wire.call(preflight(Self.site))
            #expect(
                response.grants == [
                    "access-control-allow-origin": Self.site,
                    "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
                    "access-control-allow-headers": """
                    Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, \
                    Last-Event-ID, X-Request-Id, X-API-Key, traceparent, tracestate, baggage
                    """,
                    "access-control-max-age": "600",
                ]
            )
            #expect(response.body == "")
        }
    }

    @Test(
        "Which header fields are granted beyond the usual",
        arguments: [
            ("Mcp-Param-Tenant", ", Mcp-Param-Tenant"),
            ("content-type, mcp-param-a , MCP-PARAM-B", ", mcp-param-a, MCP-PARAM-B"),
            ("x-evil", ""), ("Mcp-Param-\"", ""), ("Mcp-Param-a b", ""), ("x Mcp-Param-a", ""), ("", ""), (",,", ""),
        ]
    )
    func parameterHeaders(_ asked: String, _ granted: String) async throws {
        try await withSite { wire in
            let response = try await wire.call(preflight(Self.site, ["Access-Control-Request-Headers": asked]))
            #expect(response.headers["access-control-allow-headers"]?.hasSuffix(", baggage\(granted)") == true)
        }
    }

    @Test func methodsOfAnotherRoute() async throws {
        let routes = [MCPRoute.health("/healthz") { CORS(origins: [Self.site]) }]
        try await withServer(routes: routes) { harness in
            let response = try await harness.connect().call(preflight(Self.site).with(target: "/healthz"))
            #expect(response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS")
        }
    }

    @Test(arguments: [([site], true, "true"), ([site], false, nil), (["*"], true, nil)] as [([String], Bool, String?)])
    func credentials(_ origins: [String], _ mayBeSent: Bool, _ granted: String?) async throws {
        try await withSite(origins, credentials: mayBeSent) { wire in
            for request in [preflight(Self.site), .modern().setting("Origin", Self.site)] {
                let response = try await wire.call(request)
                #expect(response.headers["access-control-allow-origin"] != nil)
                #expect(response.headers["access-control-allow-credentials"] == granted)
            }
            let foreign = try await wire.call(preflight("null"))
            #expect(foreign.grants == [:])
        }
    }

    @Test(
        "Whether a page of a public site is told that it may reach a private network, where it asks",
        arguments: [(site, "true", "true"), (site, nil, nil), (site, "false", nil), ("https://b.example", "true", nil)]
            as [(String, String?, String?)]
    )
    func privateNetwork(_ origin: String, _ asked: String?, _ granted: String?) async throws {
        try await withSite { wire in
            let request = preflight(origin).setting("Access-Control-Request-Private-Network", asked)
            let response = try await wire.call(request)
            #expect(response.headers["access-control-allow-private-network"] == granted)
        }
    }

    @Test("Every answer to a listed origin is marked, whatever its status, and no other")
    func answers() async throws {
        try await withSite { wire in
            let expected = [
                "access-control-allow-origin": Self.site,
                "access-control-expose-headers": """
                Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After, X-Request-Id, RateLimit, \
                RateLimit-Policy
                """,
            ]
            let requests: [(TestRequest, Int)] = [
                (.modern(), 200), (.modern(name: "count", token: "t"), 200), (.initialize(), 200),
                (.modern("ping", name: nil), 404), (.modern().setting("Accept", nil), 406),
                (.modern().setting("Host", "b.example"), 421), (.modern().with(method: "GET"), 405),
                (preflight(nil).setting("Access-Control-Request-Method", nil), 405), (.legacy("unknown"), 404),
            ]
            for (request, status) in requests {
                let response = try await wire.call(request.setting("Origin", Self.site))
                #expect(response.status == status)
                #expect(response.grants == expected, "\(request.method), \(status)")
                #expect(response.headers["vary"] == "Origin")
            }
            for origin in [nil, "https://b.example", "null", "http://localhost"] {
                let response = try await wire.call(.modern().setting("Origin", origin))
                #expect(response.grants == [:])
                #expect(response.headers["vary"] == "Origin")
            }
            let twice = TestRequest.modern().with { $0.headers += [("Origin", Self.site), ("Origin", Self.site)] }
            let refused = try await wire.call(twice)
            #expect(refused.status == 403)
            #expect(refused.grants == [:])
        }
    }
}

extension WireResponse {
    /// What the response says about pages of other origins.
    fileprivate var grants: [String: String] { headers.filter { $0.key.hasPrefix("access-control-") } }
}
#endif
