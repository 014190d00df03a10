#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("Pages and names that may not call", .timeLimit(.minutes(1)))
struct OriginTests {
    private static let site = "https://a.example"

    @Test(
        "Which origins may call",
        arguments: [
            (nil, 200), ("http://localhost", 200), ("http://localhost:6274", 200), ("https://127.0.0.1:1", 200),
            ("http://[::1]:80", 200), ("http://127.8.9.1", 200), ("http://app.localhost", 200),
            ("https://a.example", 200), ("https://a.example:443", 200), ("HTTPS://A.EXAMPLE", 200),
            ("http://a.example", 403), ("https://a.example:444", 403), ("https://a.example/", 403),
            ("https://a.example.evil.example", 403), ("https://user@a.example", 403), ("null", 403), ("", 403),
            ("http://localhost.evil.example", 403), ("http://localhost@evil.example", 403), ("file://localhost", 403),
            ("http://127.0.0.1.evil.example", 403), ("http://127.0.0.1.1", 403), ("http://127.evil", 403),
            ("http://", 403), ("localhost", 403), ("http://localhost:x", 403), ("http://notlocalhost", 403),
        ] as [(String?, Int)]
    )
    func origins(_ origin: String?, _ status: Int) async throws {
        try await withServer({ OriginGuard(allowing: [Self.site]) }) { harness in
            let response = try await harness.connect().call(.modern().setting("Origin", origin))
            #expect(response.status == status)
        }
    }

    @Test(
        "By which names the server may be called",
        arguments: [
            ("localhost", 200), ("localhost:3000", 200), ("127.0.0.1:1", 200), ("[::1]:3000", 200),
            ("127.0.0.2", 200), ("app.localhost:3000", 200), ("a.example", 200), ("A.Example:443", 200),
            ("evil.example", 421), ("localhost.evil.example", 421), ("evil.example:localhost", 421),
            ("localhost:", 421), ("", 421), ("[::1", 421), ("127.0.0.1.evil.example", 421), ("127.0.0.256", 421),
        ]
    )
    func hosts(_ host: String, _ status: Int) async throws {
        try await withServer({ OriginGuard(allowing: [Self.site]) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern().setting("Host", host)).status == status)
            let twice = TestRequest.modern().with { $0.headers.append(("Host", host)) }
            let refused = try await wire.call(twice)
            #expect(refused.status == 400)
        }
        // Where others can reach the server its names are not known, unless they are listed.
        let isPublic = HTTPOptions(host: "0.0.0.0")
        try await withServer(options: isPublic, { OriginGuard(allowing: [Self.site]) }) { harness in
            let response = try await harness.connect().call(.modern().setting("Host", host))
            #expect(response.status == 200)
        }
        try await withServer(options: isPublic, { OriginGuard(servedAt: [Self.site]) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern().setting("Host", host)).status == status)
            // Its own pages may call, too.
            #expect(try await wire.call(.modern().setting("Origin", Self.site)).status == 200)
        }
    }

    @Test(
        "Where only this machine can reach the server",
        arguments: [
            ("127.0.0.1", true), ("127.1.2.3", true), ("localhost", true), ("LOCALHOST", true), ("::1", true),
            ("0:0:0:0:0:0:0:1", true), ("app.localhost", true), ("0.0.0.0", false), ("::", false), ("10.0.0.1", false),
            ("mcp.example.com", false), ("127.0.0.1.example.com", false), ("127.example.com", false),
        ]
    )
    func loopback(_ host: String, _ isLoopback: Bool) {
        #expect(HTTPOptions(host: host).isLoopback == isLoopback)
    }

    @Test("A route that names rebound to the server can reach is named at the start")
    func warnings() {
        let guarded = MCPRoute.mcp("/guarded") { OriginGuard(allowing: [Self.site]) }
        let named = MCPRoute.mcp("/named") {
            OriginGuard(servedAt: [Self.site])
            Authenticate(by: [])
        }
        let routes = [
            guarded, named, .mcp("/open"), .health("/healthz"), .metrics("/metrics"),
            .metrics("/inner") { IPAllowlist(["10.0.0.0/8"]) },
        ]
        func starts(isOnLoopback: Bool) -> [String] {
            MCPRoute.warnings(routes, isOnLoopback: isOnLoopback).map { $0.prefix { $0 != ":" }.description }
        }
        #expect(starts(isOnLoopback: true) == ["/open does not check Host"])
        #expect(
            starts(isOnLoopback: false) == [
                "/guarded does not check Host", "/guarded has no 'authenticate'", "/open does not check Host",
                "/open has no 'authenticate'",
                "/metrics tells everybody who reaches the port how the server is used. Put 'ipAllowlist' on it, or 'authenticate'.",
            ]
        )
    }
}
#endif
