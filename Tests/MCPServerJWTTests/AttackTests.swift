#if JWT
import JWTKit
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("Tokens that somebody else has made", .timeLimit(.minutes(1)))
struct AttackTests {
    private static let accepted = "accepted: alice"

    @Test("No signature at all", arguments: ["none", "None", "NONE", "nOnE", ""])
    func none(_ algorithm: String) async throws {
        let key = try await SigningKey.rsa(id: "k")
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let header = #"{"alg":"\#(algorithm)","kid":"k"}"#
        let signed = try key.token(header: header)
        let unsigned = signed.prefix(through: try #require(signed.lastIndex(of: ".")))
        for token in [signed, String(unsigned)] {
            #expect(await authenticator.verdict(token).hasPrefix("refused: the algorithm is none of"))
        }
        // Nor with an algorithm that is allowed.
        let good = try key.token()
        let bare = good.prefix(through: try #require(good.lastIndex(of: ".")))
        #expect(await authenticator.verdict(String(bare)) == "refused: the signature is not base 64 for URLs")
    }

    @Test("The public key as a shared secret")
    func sharedSecret() async throws {
        let key = try await SigningKey.rsa(id: "k")
        let publicKey = try Insecure.RSA.PrivateKey(pem: RSAKeys.pem).publicKey
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let modulus = try #require(key.jwk["n"])
        let secrets = [
            publicKey.pemRepresentation, publicKey.pemRepresentation + "\n", JSONValue.object(key.jwk).jsonText,
            modulus.jsonText.replacing("\"", with: ""),
        ]
        for secret in secrets {
            let attacker = try await SigningKey.shared(secret, id: "k")
            #expect(await authenticator.verdict(try attacker.token()).hasPrefix("refused: the algorithm is none of"))
            // The same bytes under the name of the real algorithm.
            let disguised = try attacker.token(header: #"{"alg":"RS256","kid":"k"}"#)
            #expect(await authenticator.verdict(disguised) == "refused: the signature is wrong")
        }
        // A key for shared secrets in the document of the issuer is none that could be used.
        let secret = String(repeating: "secret", count: 6)
        let symmetric: JSONObject = ["kty": "oct", "kid": "s", "k": .string(base64URL(secret.utf8))]
        let issuer = TestIssuer([SigningKey(algorithm: "HS256", signer: key.signer, jwk: symmetric)])
        let token = try await SigningKey.shared(secret, id: "s").token()
        #expect(await JWTAuthenticator(issuer).verdict(token).hasPrefix("refused: the algorithm is none of"))
    }

    @Test("A key that the token brings along")
    func ownKey() async throws {
        let key = try await SigningKey.elliptic("ES256", id: "k")
        let attacker = try await SigningKey.elliptic("ES256", id: "k")
        let issuer = TestIssuer([key])
        let authenticator = JWTAuthenticator(issuer)
        let jwk = JSONValue.object(attacker.jwk).jsonText
        let extras = [
            #""jwk":\#(jwk)"#, #""jku":"https://evil.example/keys""#, #""x5u":"https://evil.example/certificate""#,
            #""x5c":["MIIB"]"#,
        ]
        for extra in extras {
            let header = #"{"alg":"ES256","kid":"k",\#(extra)}"#
            let forged = try attacker.token(header: header)
            #expect(await authenticator.verdict(forged) == "refused: the signature is wrong")
            #expect(await authenticator.verdict(try key.token(header: header)) == Self.accepted)
        }
        #expect(issuer.requests == [TestIssuer.keyAddress])
    }

    @Test("A key of another kind, for another use, or for another algorithm")
    func confusion() async throws {
        let rsa = try await SigningKey.rsa("RS256", id: "rsa")
        let pss = try await SigningKey.rsa("PS256", id: "rsa")
        let elliptic = try await SigningKey.elliptic("ES256", id: "ec")
        let edwards = try await SigningKey.edwards(id: "ed")
        let authenticator = JWTAuthenticator(TestIssuer([rsa, elliptic, edwards]))
        for (key, kid) in [(rsa, "ec"), (rsa, "ed"), (elliptic, "rsa"), (edwards, "ec")] {
            let header = #"{"alg":"\#(key.algorithm)","kid":"\#(kid)"}"#
            let token = try key.token(header: header)
            #expect(await authenticator.verdict(token) == "refused: the issuer has no such key")
        }
        // One key may serve two algorithms, but not if it says for which one it is.
        #expect(await authenticator.verdict(try pss.token()) == Self.accepted)
        let changes: [(String, JSONValue, Bool)] = [
            ("alg", "RS256", false), ("alg", "PS256", true), ("alg", "HS256", false), ("alg", 1, false),
            ("use", "enc", false), ("use", "sig", true), ("key_ops", ["sign"], false), ("key_ops", ["verify"], true),
            ("key_ops", "verify", false), ("kty", "EC", false), ("kty", "rsa", false), ("e", "AQ", false),
            ("n", "AQAB", false), ("n", "", false), ("kid", 1, false), ("d", "AQAB", true),
        ]
        for (name, value, isAccepted) in changes {
            let published = pss.publishing { $0[name] = value }
            let verdict = await JWTAuthenticator(TestIssuer([published])).verdict(try pss.token())
            #expect(verdict == (isAccepted ? Self.accepted : "refused: the issuer has no such key"), "\(name)")
        }
        for curve: JSONValue in ["P-384", "secp256k1", "Ed25519"] {
            let published = elliptic.publishing { $0["crv"] = curve }
            let verdict = await JWTAuthenticator(TestIssuer([published])).verdict(try elliptic.token())
            #expect(verdict == "refused: the issuer has no such key")
        }
    }

    @Test("A key that is too weak")
    func weakKey() async throws {
        let issuer = TestIssuer()
        issuer.answer(TestIssuer.keyAddress, #"{"keys":[\#(RSAKeys.small)]}"#)
        let verdict = await JWTAuthenticator(issuer).verdict(RSAKeys.tokenOfSmall)
        #expect(verdict == "refused: the issuer has no such key")
    }

    @Test("A good token with a change, a thousand times for each kind of key", arguments: ["ES256", "EdDSA", "RS256"])
    func mutations(_ algorithm: String) async throws {
        let key = try await SigningKey.of(algorithm)
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let token = Array(try key.token().utf8)
        var generator = SplitMix(state: 20_261_121)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+ ".utf8)
        for round in 0..<1000 {
            var mutant = token
            // The bits that are left over in the last digit are tried in any case.
            let place = round < 64 ? token.count - 1 : Int.random(in: 0..<token.count, using: &generator)
            let digit = round < 64 ? alphabet[round] : alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            switch round < 64 ? 0 : Int.random(in: 0..<4, using: &generator) {
            case 0: mutant[place] = digit
            case 1: mutant.insert(digit, at: place)
            case 2: mutant.remove(at: place)
            default: mutant.swapAt(place, Int.random(in: 0..<token.count, using: &generator))
            }
            guard mutant != token else { continue }
            let text = String(decoding: mutant, as: UTF8.self)
            let verdict = await authenticator.verdict(text)
            #expect(verdict.hasPrefix("refused: ") || verdict == "unknown", "\(text)")
        }
        #expect(await authenticator.verdict(String(decoding: token, as: UTF8.self)) == Self.accepted)
    }

    @Test("What is logged and told holds nothing of the token")
    func reasons() async throws {
        let key = try await SigningKey.elliptic("ES256", id: "k")
        let authenticator = JWTAuthenticator(TestIssuer([key]))
        let poison = "poison"
        let tokens = [
            try key.token(header: #"{"alg":"\#(poison)"}"#),
            try key.token(header: #"{"alg":"ES256","kid":"\#(poison)"}"#),
            try key.token(header: #"{"alg":"ES256","typ":"\#(poison)"}"#),
            try key.token(.good.with("iss", .string(poison))),
            try key.token(.good.with("aud", .string(poison))),
            try key.token(.good.with("exp", .string(poison))),
        ]
        for token in tokens {
            let verdict = await authenticator.verdict(token)
            #expect(verdict.hasPrefix("refused: ") && !verdict.contains(poison))
        }
    }
}

/// Numbers that are the same in each run (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
#endif
