#if HTTP
import Testing

@testable import MCPServerHTTP

private let scopes = ["orders:read"]
private let challenge =
    #"Bearer scope="orders:read", resource_metadata="https://a.example/.well-known/oauth-protected-resource/mcp""#

private func withHandshake(public isPublic: Bool, _ body: (Harness, Wire) async throws -> Void) async throws {
    let authenticate = Authenticate(
        by: [APIKeys(Keys.all)],
        probeKey: Keys.probeDigest,
        publicHandshake: isPublic,
        metadata: ResourceMetadata(
            resource: "https://a.example/mcp",
            authorizationServers: ["https://auth.example"],
            scopes: scopes
        )
    )
    let routes = [MCPRoute.mcp("/mcp") { authenticate }]
    try await withServer(serving: GuardedServer.init, routes: routes) { try await body($0, $0.connect()) }
}

/// What callers may do who have shown little, or nothing, of themselves.
@Suite("The handshake alone", .timeLimit(.minutes(1)))
struct HandshakeTests {
    /// `nil` is nobody, where the handshake is public.
    @Test("The handshake is open, and shows the tools without scopes", arguments: [nil, Keys.probe])
    func open(_ key: String?) async throws {
        try await withHandshake(public: key == nil) { _, wire in
            for request in TestRequest.modernHandshake() {
                #expect(try await wire.call(request.with(key: key)).status == 200)
            }
            let opened = try await wire.call(.initialize().with(key: key))
            #expect(opened.status == 200)
            let session = try #require(opened.headers["mcp-session-id"])
            for request in TestRequest.legacyHandshake(session) {
                let response = try await wire.call(request.with(key: key))
                #expect(response.status == 200 || response.status == 202)
            }
            let lists: [TestRequest] = [
                .modern("tools/list", name: nil),
                .legacy(session, message: #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#),
            ]
            for list in lists {
                let listed = try await wire.call(list.with(key: key))
                #expect(listed.body.contains(#""tools":[{"name":"whoami"},{"name":"count"}]"#))
            }
            #expect(try await wire.call(.legacy(session).with(method: "DELETE").with(key: key)).status == 204)
        }
    }

    @Test("All else by nobody gets the challenge that it would get without a public handshake")
    func beyondByNobody() async throws {
        try await withHandshake(public: true) { harness, wire in
            let session = try await wire.openSession()
            for request in TestRequest.beyondHandshake(session) {
                let refused = try await wire.refusal(of: request)
                #expect(refused.status == 401)
                #expect(refused.headers["www-authenticate"] == challenge)
                let error = #"{"code":401,"message":"Unauthorized: this needs a credential"}"#
                #expect(refused.body == #"{"jsonrpc":"2.0","id":7,"error":\#(error)}"#)
            }
            let batch = TestRequest.legacy(session, message: #"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#)
            for request in [batch, .stream(session), .stream(nil)] {
                let refused = try await wire.refusal(of: request)
                #expect(refused.status == 401)
                #expect(refused.headers["www-authenticate"] == challenge)
            }
            #expect(harness.probe.events.isEmpty)
            // The header field may say what it likes.
            let disguised = TestRequest.modern(name: "whoami").setting("Mcp-Method", "tools/list")
            #expect(try await wire.call(disguised).status == 401)
        }
        try await withHandshake(public: false) { _, wire in
            let refused = try await wire.call(.modern("tools/list", name: nil))
            #expect(refused.status == 401)
            #expect(refused.headers["www-authenticate"] == challenge)
        }
    }

    @Test("A bad credential is refused though none would be needed")
    func badCredentials() async throws {
        try await withHandshake(public: true) { _, wire in
            for request in TestRequest.modernHandshake() + [.initialize()] {
                let refused = try await wire.call(request.with(key: "wrong"))
                #expect(refused.status == 401)
                let fault = challenge.replacing("Bearer ", with: #"Bearer error="invalid_token", "#)
                #expect(refused.headers["www-authenticate"] == fault)
            }
        }
    }

    @Test("All else is forbidden to the bearer of the probe key", arguments: [true, false])
    func beyondByProbe(_ isPublic: Bool) async throws {
        try await withHandshake(public: isPublic) { harness, wire in
            let opened = try await wire.call(.initialize().with(key: Keys.probe))
            let session = try #require(opened.headers["mcp-session-id"])
            for request in TestRequest.beyondHandshake(session) + [.stream(session)] {
                let refused = try await wire.refusal(of: request.with(key: Keys.probe))
                #expect(refused.status == 403)
                #expect(refused.headers["www-authenticate"] == nil)
                #expect(refused.errorCode == 403)
                let message = "Forbidden: the probe key is for the handshake and the list of tools alone"
                #expect(refused.body.contains(message))
            }
            #expect(harness.probe.events.isEmpty)
            #expect(try await wire.call(.legacy(session, name: "whoami").with(key: Keys.ann)).status == 404)
        }
    }

    @Test("With a credential everything is open")
    func full() async throws {
        try await withHandshake(public: true) { _, wire in
            #expect(try await wire.call(.modern(name: "whoami").with(key: Keys.ann)).body.contains("I am ann"))
            let opened = try await wire.call(.initialize().with(key: Keys.ann))
            let session = try #require(opened.headers["mcp-session-id"])
            #expect(try await wire.call(.legacy(session, name: "whoami").with(key: Keys.ann)).body.contains("I am ann"))
        }
    }

    @Test("A session of nobody is the first's who comes with a credential")
    func binding() async throws {
        try await withHandshake(public: true) { _, wire in
            let session = try await wire.openSession()
            let ping = TestRequest.legacyHandshake(session)[1]
            #expect(try await wire.call(ping).status == 200)
            #expect(try await wire.call(.legacy(session, name: "whoami").with(key: "wrong")).status == 401)
            #expect(try await wire.call(.legacy(session, name: "whoami").with(key: Keys.ann)).body.contains("I am ann"))
            for key in [nil, Keys.bob, Keys.probe] {
                #expect(try await wire.call(ping.with(key: key)).status == 404)
                #expect(try await wire.call(ping.with(method: "DELETE").with(key: key)).status == 404)
            }
            #expect(try await wire.call(ping.with(key: Keys.ann)).status == 200)
        }
    }

    @Test("The keys of one id are of one caller")
    func rotation() async throws {
        try await withHandshake(public: false) { _, wire in
            let opened = try await wire.call(.initialize().with(key: Keys.bob))
            let session = try #require(opened.headers["mcp-session-id"])
            let response = try await wire.call(.legacy(session, name: "refund").with(key: Keys.newBob))
            #expect(response.body.contains("I am bob"))
        }
    }
}
#endif
