#if HTTP
import RouteChart
import Testing

@testable import MCPServerHTTP

private func withGuarded(
    _ authenticate: Authenticate,
    _ body: (Harness, Wire) async throws -> Void
) async throws {
    let routes = [MCPRoute.mcp("/mcp") { authenticate }]
    try await withServer(serving: GuardedServer.init, routes: routes) { try await body($0, $0.connect()) }
}

@Suite("Authentication", .timeLimit(.minutes(1)))
struct AuthenticateTests {
    // MARK: - Credentials

    @Test(
        "Where a credential may stand",
        arguments: [
            (["Authorization": "Bearer \(Keys.ann)"], "ann"), (["Authorization": "bEARER   \(Keys.ann) "], "ann"),
            (["X-API-Key": Keys.ann], "ann"), (["Authorization": "Bearer \(Keys.bob)"], "bob"),
            (["X-API-Key": Keys.newBob], "bob"),
        ]
    )
    func accepts(_ headers: [String: String], _ subject: String) async throws {
        try await withGuarded(Authenticate(by: [APIKeys(Keys.all)])) { _, wire in
            let request = TestRequest.modern(name: "whoami").with { for (name, value) in headers { $0[name] = value } }
            let response = try await wire.call(request)
            #expect(response.status == 200)
            #expect(response.body.contains("I am \(subject)"))
            #expect(response.headers["www-authenticate"] == nil)
        }
    }

    @Test(
        "What is no good credential",
        arguments: [
            // A token that nobody knows.
            (
                [("Authorization", "Bearer mcp_ann")], 401, #"Bearer error="invalid_token""#,
                "the credential is not valid"
            ),
            (
                [("Authorization", "Bearer \(Keys.ann)x")], 401, #"Bearer error="invalid_token""#,
                "the credential is not valid"
            ),
            (
                [("X-API-Key", String(Keys.ann.dropLast()))], 401, #"Bearer error="invalid_token""#,
                "the credential is not valid"
            ),
            // None at all, or none that could be judged.
            ([], 401, "Bearer", "this needs a credential"),
            ([("Authorization", "Basic YTpi")], 401, "Bearer", "this needs a credential"),
            ([("Authorization", Keys.ann)], 401, "Bearer", "this needs a credential"),
            ([("X-Api-Token", Keys.ann)], 401, "Bearer", "this needs a credential"),
            ([("Cookie", "token=\(Keys.ann)")], 401, "Bearer", "this needs a credential"),
            // More than one, or nothing that could be one.
            ([("Authorization", "Bearer \(Keys.ann)"), ("Authorization", "Bearer \(Keys.ann)")], 400, nil, nil),
            ([("Authorization", "Bearer \(Keys.ann)"), ("authorization", "Bearer \(Keys.bob)")], 400, nil, nil),
            ([("X-API-Key", Keys.ann), ("X-API-Key", Keys.ann)], 400, nil, nil),
            ([("Authorization", "Bearer \(Keys.ann)"), ("X-API-Key", Keys.ann)], 400, nil, nil),
            ([("Authorization", "Bearer")], 400, nil, nil), ([("Authorization", "Bearer ")], 400, nil, nil),
            ([("Authorization", "")], 400, nil, nil), ([("X-API-Key", "")], 400, nil, nil),
            ([("Authorization", "Bearer \(Keys.ann) more")], 400, nil, nil),
            ([("Authorization", "Bearer \(Keys.ann), Bearer \(Keys.ann)")], 400, nil, nil),
            ([("Authorization", "Bearer \u{e9}")], 400, nil, nil),
            ([("X-API-Key", String(repeating: "a", count: Credential.longestToken + 1))], 400, nil, nil),
        ] as [([(String, String)], Int, String?, String?)]
    )
    func refuses(_ headers: [(String, String)], _ status: Int, _ challenge: String?, _ text: String?) async throws {
        let challenge = challenge ?? #"Bearer error="invalid_request""#
        let message =
            text.map { "Unauthorized: \($0)" } ?? "Bad Request: the credential is malformed, or there is more than one"
        for isRequired in [true, false] {
            // Without any credential a caller is let in where none is needed.
            let isNobody = headers.allSatisfy { !["authorization", "x-api-key"].contains($0.0.lowercased()) }
            guard isRequired || !isNobody else { continue }
            try await withGuarded(Authenticate(by: [APIKeys(Keys.all)], required: isRequired)) { harness, wire in
                let session = SessionTable.makeID()
                for plain in [TestRequest.modern(name: "whoami"), .initialize(), .legacy(session), .stream(session)] {
                    let response = try await wire.call(plain.with { $0.headers += headers.map { ($0.0, $0.1) } })
                    #expect(response.status == status)
                    #expect(response.headers["www-authenticate"] == challenge)
                    #expect(response.headers["content-type"] == "application/json")
                    let error = #"{"code":\#(status),"message":"\#(message)"}"#
                    #expect(response.body == #"{"jsonrpc":"2.0","error":\#(error)}"#)
                }
                #expect(harness.probe.events.isEmpty)
            }
        }
    }

    @Test("The longest token, and none from the target")
    func bounds() async throws {
        let token = String(repeating: "t", count: Credential.longestToken)
        let judging = Judging(verdict: .accepted(Principal(subject: "long")))
        try await withGuarded(Authenticate(by: [judging])) { _, wire in
            let accepted = try await wire.call(.modern(name: "whoami").with(key: token))
            #expect(accepted.status == 200)
            let targets = ["/mcp?access_token=\(Keys.ann)", "/mcp?X-API-Key=\(Keys.ann)"]
            for target in targets {
                let refused = try await wire.call(.modern(name: "whoami").with(target: target))
                #expect(refused.status == 401)
            }
        }
    }

    @Test("Every method needs a credential", arguments: ["GET", "DELETE", "OPTIONS", "PUT", "HEAD"])
    func methods(_ method: String) async throws {
        try await withGuarded(Authenticate(by: [APIKeys(Keys.all)])) { _, wire in
            let response = try await wire.call(.modern().with(method: method))
            #expect(response.status == 401)
            #expect(response.headers["www-authenticate"] == "Bearer")
        }
    }

    // MARK: - Authenticators

    @Test("Authenticators are asked in order, until one knows the credential")
    func order() async throws {
        let ann = Authentication.accepted(Principal(subject: "ann"))
        let bob = Authentication.accepted(Principal(subject: "bob"))
        let cases: [([Authentication], Int, String)] = [
            ([ann, bob], 200, "I am ann"), ([.unknown, bob], 200, "I am bob"),
            ([.refused("no"), bob], 401, "not valid"),
            ([.unknown, .refused("no"), ann], 401, "not valid"), ([.unavailable("no"), ann], 503, "at the moment"),
            ([.unknown, .unknown], 401, "not valid"), ([], 401, "not valid"),
        ]
        for (verdicts, status, text) in cases {
            try await withGuarded(Authenticate(by: verdicts.map { Judging(verdict: $0) })) { _, wire in
                let response = try await wire.call(.modern(name: "whoami").with(key: "t"))
                #expect(response.status == status)
                #expect(response.body.contains(text))
            }
        }
    }

    @Test func unavailable() async throws {
        try await withGuarded(Authenticate(by: [Judging(verdict: .unavailable("the issuer is down"))])) { _, wire in
            let response = try await wire.call(.modern().with(key: "t"))
            #expect(response.status == 503)
            #expect(response.headers["retry-after"] == "5")
            #expect(response.headers["www-authenticate"] == nil)
            let message = "Unavailable: the credential cannot be checked at the moment"
            #expect(response.body == #"{"jsonrpc":"2.0","error":{"code":503,"message":"\#(message)"}}"#)
        }
    }

    @Test("Without a need for credentials nobody is nobody")
    func optional() async throws {
        try await withGuarded(Authenticate(by: [APIKeys(Keys.all)], required: false)) { _, wire in
            #expect(try await wire.call(.modern(name: "whoami")).body.contains("I am nobody"))
            #expect(try await wire.call(.modern(name: "whoami").with(key: Keys.ann)).body.contains("I am ann"))
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, name: "whoami")).body.contains("I am nobody"))
            let refused = try await wire.call(.modern(name: "orders"))
            #expect(refused.status == 401)
            #expect(refused.headers["www-authenticate"] == #"Bearer scope="orders:read""#)
        }
    }

    @Test("Other routes refuse with JSON of their own")
    func otherRoutes() async throws {
        let authenticate = Authenticate(
            by: [APIKeys(Keys.all)],
            probeKey: Keys.probeDigest,
            publicHandshake: true
        )
        let routes = [MCPRoute.health("/healthz") { authenticate }]
        try await withServer(serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            let request = TestRequest(method: "GET", target: "/healthz", headers: [("Host", "localhost")], body: [])
            let refused = try await wire.call(request)
            #expect(refused.status == 401)
            #expect(refused.headers["www-authenticate"] == "Bearer")
            #expect(refused.body == #"{"error":"Unauthorized: this needs a credential"}"#)
            #expect(try await wire.call(request.with(key: Keys.probe)).status == 403)
            #expect(try await wire.call(request.with(key: Keys.ann)).status == 200)
        }
    }

    @Test("Streams pass as they are")
    func streams() async throws {
        try await withGuarded(Authenticate(by: [APIKeys(Keys.all)])) { _, wire in
            let opened = try await wire.call(.initialize().with(key: Keys.ann))
            let session = try #require(opened.headers["mcp-session-id"])
            for request in [TestRequest.modern(name: "count", token: "t"), .legacy(session, name: "count", token: "t")]
            {
                let head = try await wire.open(request.with(key: Keys.ann))
                #expect(head.headers["content-type"] == "text/event-stream")
                let events = try await wire.remainingEvents()
                #expect(events.count { $0.data.contains("notifications/progress") } == 3)
                #expect(events.last?.data.contains("counted") == true)
            }
        }
    }

    // MARK: - Among other stages

    @Test("Refusals carry the id of the request and what pages need; a preflight needs no credential")
    func behindOtherStages() async throws {
        let site = "https://a.example"
        let routes = [
            MCPRoute.mcp("/mcp") {
                Correlation()
                CORS(origins: [site])
                OriginGuard(allowing: [site])
                Authenticate(by: [APIKeys(Keys.all)])
            }
        ]
        try await withServer(serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            var preflight = TestRequest(
                method: "OPTIONS",
                headers: [("Host", "localhost"), ("Origin", site)],
                body: []
            )
            preflight["Access-Control-Request-Method"] = "POST"
            preflight["Access-Control-Request-Headers"] = "authorization"
            let allowed = try await wire.call(preflight)
            #expect(allowed.status == 204)
            #expect(allowed.headers["access-control-allow-headers"]?.contains("Authorization") == true)
            for key in [nil, "wrong"] {
                let request = TestRequest.modern().setting("Origin", site).setting("X-Request-Id", "r1").with(key: key)
                let refused = try await wire.call(request)
                #expect(refused.status == 401)
                #expect(refused.headers["x-request-id"] == "r1")
                #expect(refused.headers["access-control-allow-origin"] == site)
                #expect(refused.headers["access-control-expose-headers"]?.contains("WWW-Authenticate") == true)
                #expect(refused.headers["vary"] == "Origin")
            }
            // What is forbidden is not told what a credential would do.
            #expect(try await wire.call(.modern().setting("Origin", "https://b.example")).status == 403)
        }
    }

    @Test func names() {
        let keys = APIKeys(Keys.all)
        let judging = Judging(verdict: .refused("secret"))
        let stages = [
            Authenticate(by: [keys, judging], probeKey: Keys.probeDigest, publicHandshake: true),
            Authenticate(by: [keys], probeKey: "", required: false),
        ]
        #expect(
            MCPRoute.chart([.mcp("/mcp") { stages as [any Stage] }]).text
                == "/mcp  mcp  Authenticate(APIKeys(ann, bob), Judging, probe key, public handshake) -> "
                + "Authenticate(APIKeys(ann, bob), not required)"
        )
    }
}
#endif
