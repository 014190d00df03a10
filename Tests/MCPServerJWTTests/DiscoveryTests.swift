#if JWT
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("How the keys of an issuer are found", .timeLimit(.minutes(1)))
struct DiscoveryTests {
    private static let accepted = "accepted: alice"
    private static let foreign = "the issuer is another one"
    private static let unsafe = "jwks_uri is absent, or no https address"
    private let issuer = TestIssuer()

    private func verdict(of name: String, jwks: String? = nil) async throws -> String {
        let key = try await SigningKey.elliptic("ES256")
        issuer.publish([key])
        let authenticator = JWTAuthenticator(issuer, issuer: name, jwks: jwks)
        return await authenticator.verdict(try key.token(.good.with("iss", .string(name))))
    }

    private func metadata(_ issuer: String, _ keys: String = TestIssuer.keyAddress) -> String {
        #"{"issuer":"\#(issuer)","jwks_uri":"\#(keys)","scopes_supported":[]}"#
    }

    @Test(
        "At the addresses of RFC 8414 and of OpenID Connect",
        arguments: [
            ("https://a.example", "https://a.example/.well-known/oauth-authorization-server", true),
            ("https://a.example/", "https://a.example/.well-known/oauth-authorization-server", true),
            ("https://a.example/realms/x", "https://a.example/.well-known/oauth-authorization-server/realms/x", true),
            ("https://a.example:8443/t/", "https://a.example:8443/.well-known/oauth-authorization-server/t", true),
            ("https://a.example", "https://a.example/.well-known/openid-configuration", false),
            ("https://a.example/", "https://a.example/.well-known/openid-configuration", false),
            ("https://a.example/realms/x", "https://a.example/realms/x/.well-known/openid-configuration", false),
        ]
    )
    func addresses(_ name: String, _ address: String, _ isFirst: Bool) async throws {
        issuer.answer(address, metadata(name))
        #expect(try await verdict(of: name) == Self.accepted)
        #expect(issuer.requests.count == (isFirst ? 2 : 3))
        #expect(issuer.requests.suffix(2) == [address, TestIssuer.keyAddress])
    }

    @Test(
        "Metadata that are not those of the issuer, or lead astray",
        arguments: [
            (#"{"issuer":"https://a.example/","jwks_uri":"https://auth.example.com/keys"}"#, Self.foreign),
            (#"{"jwks_uri":"https://auth.example.com/keys"}"#, Self.foreign),
            (#"{"issuer":"https://a.example"}"#, Self.unsafe),
            (#"{"issuer":"https://a.example","jwks_uri":"http://a.example/keys"}"#, Self.unsafe),
            (#"{"issuer":"https://a.example","jwks_uri":"http://127.0.0.1/keys"}"#, Self.unsafe),
            (#"{"issuer":"https://a.example","jwks_uri":"file:///etc/passwd"}"#, Self.unsafe),
            ("[]", "the document is no JSON object"),
        ]
    )
    func untrusted(_ document: String, _ fault: String) async throws {
        let first = "https://a.example/.well-known/oauth-authorization-server"
        let second = "https://a.example/.well-known/openid-configuration"
        issuer.answer(first, document)
        let expected = "unavailable: \(first): \(fault); \(second): the status is 500"
        #expect(try await verdict(of: "https://a.example") == expected)
        #expect(issuer.requests == [first, second])
    }

    @Test("An address that is given is not asked for")
    func given() async throws {
        #expect(try await verdict(of: "https://a.example", jwks: TestIssuer.keyAddress) == Self.accepted)
        #expect(issuer.requests == [TestIssuer.keyAddress])
    }

    @Test(
        "Addresses that are safe",
        arguments: [
            ("https://a.example", true), ("HTTPS://a.example/x?y=z", true), ("https://10.0.0.1:8443/", true),
            ("http://localhost:8080/realms/x", true), ("http://127.0.0.1", true), ("http://[::1]:80/", true),
            ("http://a.example", false), ("http://localhost.evil.example", false),
            ("http://127.0.0.1@evil.example", false), ("https://user@a.example", false),
            ("https://a.example/#x", false),
            ("https://", false), ("https:///x", false), ("a.example", false), ("ftp://a.example", false),
            ("https://a.example/ x", false), ("", false),
            ("https://a.example\\@evil.example", false), ("https://a.example\n", false), ("https://ä.example", false),
            ("http://127.0.0.1.evil.example", false), ("https://a.example:99999", false),
        ]
    )
    func safety(_ text: String, _ isSafe: Bool) {
        #expect((EndpointURL(text) != nil) == isSafe)
    }
}
#endif
