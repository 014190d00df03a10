#if JWT
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("Keys from a real socket", .timeLimit(.minutes(2)))
struct KeyServerTests {
    private static let accepted = "accepted: alice"

    private let time = ManualTime()
    private let log = MemoryLog()

    private func authenticator(_ server: KeyServer, jwks: String?, timeout: Duration = .seconds(5)) -> JWTAuthenticator
    {
        JWTAuthenticator(
            HTTPDocumentFetcher(),
            issuer: server.address,
            jwks: jwks,
            timeout: timeout,
            time: time,
            log: log
        )
    }

    private func token(_ key: SigningKey, _ server: KeyServer) throws -> String {
        try key.token(.good.with("iss", .string(server.address)).with("exp", .number(ManualTime.start + 1_000_000)))
    }

    @Test("Whatever happens to the endpoint, good tokens keep passing, and it is asked as often as planned")
    func misbehaviour() async throws {
        let (old, new) = (try await SigningKey.elliptic("ES256", id: "old"), try await SigningKey.rsa(id: "new"))
        try await KeyServer.run { server in
            server.publish([old])
            let authenticator = authenticator(server, jwks: "\(server.address)/keys", timeout: .seconds(2))
            let (oldToken, newToken) = (try token(old, server), try token(new, server))
            #expect(await authenticator.verdict(oldToken) == Self.accepted)
            #expect(server.requests.count == 1)

            let misbehaviours: [(KeyServer.Answer, String)] = [
                (.status(500), "the status is 500"),
                (.silence, "there was no whole answer in time"),
                (.headerAlone, "there was no whole answer in time"),
                (.bytes(10 << 20, announced: true), "the document has more than 524288 bytes"),
                (.bytes(10 << 20, announced: false), "the document has more than 524288 bytes"),
                (.redirect(to: "\(server.address)/elsewhere"), "the status is 302"),
                (.status(204), "the status is 204"),
                (.document("<html>"), "the document is no set of keys"),
                (.hangUp, ""),
            ]
            server.answer("/elsewhere", with: .document(TestIssuer.document([old, new])))
            time.advance(by: .seconds(480))
            for (count, (answer, fault)) in misbehaviours.enumerated() {
                server.answer(with: answer)
                for _ in 0..<10 { #expect(await authenticator.verdict(oldToken) == Self.accepted) }
                await authenticator.keys?.waitForRefresh()
                for _ in 0..<10 {
                    #expect(await authenticator.verdict(oldToken) == Self.accepted)
                    #expect(await authenticator.verdict(newToken).hasPrefix("unavailable: "))
                }
                #expect(server.requests == Array(repeating: "/keys", count: count + 2))
                #expect(log.all.count == count + 1)
                #expect(log.all.last?.contains(fault) == true, "\(log.all.last ?? "")")
                time.advance(by: .seconds(60))
            }
            // Of twice 10 MiB no more went out than what fits into buffers on the way.
            #expect(server.sent < 10 << 20)

            server.publish([new])
            #expect(await authenticator.verdict(newToken) == Self.accepted)
            #expect(await authenticator.verdict(oldToken) == "refused: the issuer has no such key")
            #expect(server.requests.count == misbehaviours.count + 2)
            #expect(log.all.last?.hasPrefix("notice: ") == true)
        }
    }

    @Test("Without any key it cannot be told")
    func absent() async throws {
        let key = try await SigningKey.elliptic("ES256")
        try await KeyServer.run { server in
            server.answer(with: .silence)
            let authenticator = authenticator(server, jwks: "\(server.address)/keys", timeout: .seconds(1))
            let token = try token(key, server)
            let fault = "unavailable: \(server.address)/keys: there was no whole answer in time"
            for _ in 0..<5 { #expect(await authenticator.verdict(token) == fault) }
            #expect(server.requests.count == 1)
            server.publish([key])
            time.advance(by: .seconds(1))
            #expect(await authenticator.verdict(token) == Self.accepted)
            #expect(server.requests.count == 2)
        }
    }

    @Test("The issuer says where its keys are")
    func discovery() async throws {
        let key = try await SigningKey.edwards(id: "k")
        try await KeyServer.run { server in
            server.publish([key])
            let path = "/.well-known/openid-configuration"
            let metadata = #"{"issuer":"\#(server.address)","jwks_uri":"\#(server.address)/keys"}"#
            server.answer(path, with: .document(metadata))
            let authenticator = authenticator(server, jwks: nil)
            let token = try token(key, server)
            #expect(await authenticator.verdict(token) == Self.accepted)
            #expect(server.requests == ["/.well-known/oauth-authorization-server", path, "/keys"])
        }
    }

    @Test("An endpoint that nobody serves")
    func refused() async throws {
        let key = try await SigningKey.elliptic("ES256")
        var token = ""
        var authenticator: JWTAuthenticator?
        try await KeyServer.run { server in
            authenticator = self.authenticator(server, jwks: "\(server.address)/keys", timeout: .seconds(5))
            token = try self.token(key, server)
        }
        let verdict = try #require(await authenticator?.verdict(token))
        #expect(verdict.hasPrefix("unavailable: http://127.0.0.1:"))
        #expect(log.all.count == 1)
    }
}
#endif
