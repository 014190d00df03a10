#if JWT
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("Settings that have faults", .timeLimit(.minutes(1)))
struct SettingTests {
    private static let names = "ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512, EdDSA"

    @Test("Good ones have none")
    func good() {
        let simple = JWTAuthenticator(issuer: TestIssuer.name, audience: [TestIssuer.audience])
        #expect(simple.faults.isEmpty)
        #expect("\(simple)" == "jwt https://auth.example.com")
        let all = JWTAuthenticator(
            issuer: "http://127.0.0.1:8080/realms/x",
            audience: ["a", "b"],
            jwks: "http://localhost/keys",
            algorithms: SignatureAlgorithm.allCases.map(\.rawValue),
            clockSkew: .seconds(60)
        )
        #expect(all.faults.isEmpty)
    }

    @Test(
        "Algorithms that need no key or a shared one cannot be allowed",
        arguments: ["none", "HS256", "HS512", "ES256K", "rs256"]
    )
    func algorithms(_ name: String) async throws {
        let key = try await SigningKey.elliptic("ES256")
        let authenticator = JWTAuthenticator(TestIssuer([key]), algorithms: ["ES256", name])
        let fault = "jwt.algorithms has \(name). Name some of \(Self.names): others need no key or a shared one."
        #expect(authenticator.faults == [fault])
        // Composed by hand it may run even so: then it accepts nothing.
        #expect(await authenticator.verdict(try key.token()) == "unavailable: \(fault)")
    }

    @Test("All are told together")
    func all() {
        let authenticator = JWTAuthenticator(
            issuer: "http://auth.example.com",
            audience: [],
            jwks: "keys.json",
            algorithms: [],
            clockSkew: .seconds(61)
        )
        #expect(
            authenticator.faults == [
                "jwt.issuer is \"http://auth.example.com\". Name an https address; http is for this machine alone.",
                "jwt.jwks is \"keys.json\". Name an https address; http is for this machine alone.",
                "jwt.audience is empty. Name what tokens for this server have in 'aud'.",
                "jwt.algorithms is empty. Name some of \(Self.names): others need no key or a shared one.",
                "jwt.clockSkew is 61.0 seconds. Name a duration from 0s to 60s.",
            ]
        )
        let other = JWTAuthenticator(issuer: "https://a.example/?x", audience: [""], clockSkew: .seconds(-1))
        #expect(other.faults.count == 3)
    }
}
#endif
