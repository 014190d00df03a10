#if JWT
import JWTKit
import MCPServer
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("Which tokens are accepted", .timeLimit(.minutes(1)))
struct TokenTests {
    private static let accepted = "accepted: alice"
    private static let now = ManualTime.start

    @Test("A good token of each algorithm", arguments: SignatureAlgorithm.allCases.map(\.rawValue))
    func algorithms(_ name: String) async throws {
        let key = try await SigningKey.of(name, id: "k")
        let token = try key.token()
        #expect(await JWTAuthenticator(TestIssuer([key])).verdict(token) == Self.accepted)
        let others = SignatureAlgorithm.allCases.map(\.rawValue).filter { $0 != name }
        let strict = JWTAuthenticator(TestIssuer([key]), algorithms: others)
        #expect(await strict.verdict(token).hasPrefix("refused: the algorithm is none of"))
    }

    @Test("Who calls, by which client, and what that allows")
    func principal() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let cases: [(JSONObject, String?, Set<String>)] = [
            (.good, nil, []),
            (.good.with("azp", "app").with("client_id", "other"), "app", []),
            (.good.with("client_id", "app").with("scope", "read write"), "app", ["read", "write"]),
            (.good.with("scp", ["orders:read", "a b"]), nil, ["orders:read", "a", "b"]),
            (.good.with("scp", "orders:read  x"), nil, ["orders:read", "x"]),
            (.good.with("scope", "x").with("scp", ["y"]), nil, ["x"]),
            (.good.with("scope", ["x", 1]).with("azp", 1), nil, []),
        ]
        for (claims, client, scopes) in cases {
            guard case .accepted(let principal, _) = await authenticator.authenticate(try key.token(claims)) else {
                Issue.record("refused: \(claims)")
                continue
            }
            #expect(principal == Principal(subject: "alice", client: client, scopes: scopes))
        }
    }

    @Test(
        "Every claim",
        arguments: [
            ("iss", nil, "iss is not https://auth.example.com"),
            ("iss", "https://auth.example.com/", "iss is not https://auth.example.com"),
            ("iss", ["https://auth.example.com"], "iss is not https://auth.example.com"),
            ("aud", nil, "aud has none of https://mcp.example.com/mcp"),
            ("aud", "https://mcp.example.com", "aud has none of https://mcp.example.com/mcp"),
            ("aud", [], "aud has none of https://mcp.example.com/mcp"),
            ("aud", ["https://a.example", "https://b.example"], "aud has none of https://mcp.example.com/mcp"),
            ("aud", ["https://mcp.example.com/mcp", 1], "aud has none of https://mcp.example.com/mcp"),
            ("aud", ["https://a.example", "https://mcp.example.com/mcp"], nil),
            ("sub", nil, "sub is absent, or no text"),
            ("sub", "", "sub is absent, or no text"),
            ("sub", 7, "sub is absent, or no text"),
            ("exp", nil, "exp is absent"),
            ("exp", .null, "exp is no point in time"),
            ("exp", "1800000300", "exp is no point in time"),
            ("exp", .number(Self.now - 30), "the token has expired"),
            ("exp", .number(Self.now - 29.5), nil),
            ("nbf", .number(Self.now + 30.5), "nbf is in the future"),
            ("nbf", .number(Self.now + 30), nil),
            ("nbf", "now", "nbf is no point in time"),
            ("iat", .number(Self.now + 31), "iat is in the future"),
            ("iat", .number(Self.now + 30), nil),
            ("iat", true, "iat is no point in time"),
        ] as [(String, JSONValue?, String?)]
    )
    func claims(_ name: String, _ value: JSONValue?, _ fault: String?) async throws {
        let key = try await SigningKey.elliptic("ES256")
        let token = try key.token(.good.with(name, value))
        let expected = fault.map { "refused: \($0)" } ?? Self.accepted
        #expect(await JWTAuthenticator(TestIssuer([key])).verdict(token) == expected)
    }

    @Test("Times count as soon as they pass, whatever was said of the token before")
    func expiry() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let time = ManualTime()
        let authenticator = JWTAuthenticator(TestIssuer([key]), clockSkew: .zero, time: time)
        let token = try key.token()
        #expect(await authenticator.verdict(token) == Self.accepted)
        time.advance(by: .milliseconds(299_999))
        #expect(await authenticator.verdict(token) == Self.accepted)
        time.advance(by: .milliseconds(1))
        #expect(await authenticator.verdict(token) == "refused: the token has expired")
    }

    @Test("A payload that is no JSON object with each member once")
    func payloads() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let good = JSONValue.object(.good).jsonText
        #expect(await authenticator.verdict(try key.token(good)) == Self.accepted)
        let twice = good.dropLast() + #","sub":"root"}"#
        for payload in ["[]", "1", "{", good + good, String(twice), good.replacing("300}", with: "1e999}")] {
            #expect(await authenticator.verdict(try key.token(payload)).hasPrefix("refused: "))
        }
    }

    @Test(
        "Every member of the header",
        arguments: [
            (#"{"alg":"ES256"}"#, nil),
            (#"{"alg":"ES256","typ":"JWT"}"#, nil),
            (#"{"alg":"ES256","typ":"application/AT+JWT"}"#, nil),
            (#"{"alg":"ES256","typ":"dpop+jwt"}"#, "the token's type is neither JWT nor at+jwt"),
            (#"{"alg":"ES256","typ":null}"#, "the token's type is neither JWT nor at+jwt"),
            (#"{"alg":"ES256","crit":["exp"],"exp":1}"#, "the header has critical extensions"),
            (#"{"alg":"ES256","crit":null}"#, "the header has critical extensions"),
            (#"{"alg":"ES256","kid":7}"#, "the key's id is no text"),
            (#"{"alg":"ES256","kid":"other"}"#, "the issuer has no such key"),
            (#"{"alg":"es256"}"#, "the algorithm is none of ES256, RS256"),
            (#"{"alg":["ES256"]}"#, "the algorithm is none of ES256, RS256"),
            (#"{"typ":"JWT"}"#, "the algorithm is none of ES256, RS256"),
            (#"{"alg":"none"}"#, "the algorithm is none of ES256, RS256"),
            (#"{"alg":"HS256"}"#, "the algorithm is none of ES256, RS256"),
            (#"{"alg":"none","alg":"ES256"}"#, "the header is no JSON object with each member once"),
            (#"{"alg":"ES256","\u0061lg":"ES256"}"#, "the header is no JSON object with each member once"),
            (#"["ES256"]"#, "the header is no JSON object with each member once"),
            (#"{"alg":"ES256"} {}"#, "the header is no JSON object with each member once"),
        ] as [(String, String?)]
    )
    func headers(_ header: String, _ fault: String?) async throws {
        let key = try await SigningKey.elliptic("ES256")
        let authenticator = JWTAuthenticator(TestIssuer([key]), algorithms: ["ES256", "RS256"])
        let expected = fault.map { "refused: \($0)" } ?? Self.accepted
        #expect(await authenticator.verdict(try key.token(header: header)) == expected)
    }

    @Test("What has not the shape of a token is left to others")
    func shapes() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let issuer = TestIssuer([key])
        let authenticator = JWTAuthenticator(issuer)
        let token = try key.token()
        let others = [
            "", "key", "sk_live_4f9a", "a.b", "a.b.c.d", "..", ".b.c", "a..c", token + ".", token + "=", " " + token,
            token.replacing(".", with: " "), "a.b.ü", String(repeating: "a", count: 100_000),
            String(repeating: ".", count: 100_000),
        ]
        for other in others { #expect(await authenticator.verdict(other) == "unknown") }
        #expect(issuer.requests.isEmpty)
    }

    @Test("Long tokens")
    func sizes() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let issuer = TestIssuer([key])
        let authenticator = JWTAuthenticator(issuer)
        let long = try key.token(.good.with("groups", .string(String(repeating: "g", count: 12_000))))
        let tooLong = try key.token(.good.with("groups", .string(String(repeating: "g", count: 12_500))))
        #expect(tooLong.utf8.count > 16_384)
        #expect(await authenticator.verdict(tooLong) == "refused: the token has more than 16384 bytes")
        #expect(issuer.requests.isEmpty)
        #expect(long.utf8.count > 16_000)
        #expect(await authenticator.verdict(long) == Self.accepted)
    }
}
#endif
