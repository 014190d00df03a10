#if JWT
import JWTKit
import MCPServer

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What an issuer signs with, and the public half of it.
struct SigningKey: Sendable {
    /// `alg` of the header.
    let algorithm: String
    let signer: any JWTAlgorithm
    /// The public half.
    let jwk: JSONObject

    /// The same key with other members.
    func publishing(_ change: (inout JSONObject) -> Void) -> SigningKey {
        var jwk = jwk
        change(&jwk)
        return SigningKey(algorithm: algorithm, signer: signer, jwk: jwk)
    }

    /// Signs a token whose payload and header are these JSON texts. By default the header has the algorithm and the key's id.
    func token(_ claims: String, header: String? = nil) throws -> String {
        var plain: JSONObject = ["alg": .string(algorithm), "typ": "at+jwt"]
        plain["kid"] = jwk["kid"]
        let text = base64URL((header ?? JSONValue.object(plain).jsonText).utf8) + "." + base64URL(claims.utf8)
        return try text + "." + base64URL(signer.sign(Array(text.utf8)))
    }

    func token(_ claims: JSONObject = .good, header: String? = nil) throws -> String {
        try token(JSONValue.object(claims).jsonText, header: header)
    }
}

extension SigningKey {
    static func elliptic(_ algorithm: String, id: String? = nil) async throws -> SigningKey {
        switch algorithm {
        case "ES256": try await elliptic("ES256", "P-256", ES256PrivateKey(), id)
        case "ES384": try await elliptic("ES384", "P-384", ES384PrivateKey(), id)
        default: try await elliptic("ES512", "P-521", ES512PrivateKey(), id)
        }
    }

    private static func elliptic(
        _ algorithm: String,
        _ curve: String,
        _ key: some ECDSAKey,
        _ id: String?
    ) async throws -> SigningKey {
        var jwk: JSONObject = ["kty": "EC", "crv": .string(curve)]
        jwk["x"] = key.parameters.map { .string(urlSafe($0.x)) }
        jwk["y"] = key.parameters.map { .string(urlSafe($0.y)) }
        return try await make(algorithm, JWTKeyCollection().add(ecdsa: key), jwk, id)
    }

    static func edwards(id: String? = nil) async throws -> SigningKey {
        let key = try EdDSA.PrivateKey()
        let x = base64URL(key.publicKey.rawRepresentation)
        let jwk: JSONObject = ["kty": "OKP", "crv": "Ed25519", "x": .string(x)]
        return try await make("EdDSA", JWTKeyCollection().add(eddsa: key), jwk, id)
    }

    static func rsa(_ algorithm: String = "RS256", id: String? = nil) async throws -> SigningKey {
        let key = try Insecure.RSA.PrivateKey(pem: RSAKeys.pem)
        let (modulus, exponent) = try key.publicKey.getKeyPrimitives()
        let jwk: JSONObject = [
            "kty": "RSA", "n": .string(base64URL(modulus)), "e": .string(base64URL(exponent)),
        ]
        let collection = JWTKeyCollection()
        let digest: DigestAlgorithm =
            algorithm.hasSuffix("256") ? .sha256 : algorithm.hasSuffix("384") ? .sha384 : .sha512
        if algorithm.hasPrefix("RS") {
            await collection.add(rsa: key, digestAlgorithm: digest)
        } else {
            await collection.add(pss: key, digestAlgorithm: digest)
        }
        return try await make(algorithm, collection, jwk, id)
    }

    /// What an attacker makes of a text that everybody knows.
    static func shared(_ secret: String, id: String?) async throws -> SigningKey {
        let collection = await JWTKeyCollection().add(hmac: HMACKey(stringLiteral: secret), digestAlgorithm: .sha256)
        return try await make("HS256", collection, [:], id)
    }

    static func of(_ algorithm: String, id: String? = nil) async throws -> SigningKey {
        switch algorithm.prefix(2) {
        case "ES": try await elliptic(algorithm, id: id)
        case "Ed": try await edwards(id: id)
        default: try await rsa(algorithm, id: id)
        }
    }

    private static func make(
        _ algorithm: String,
        _ collection: JWTKeyCollection,
        _ jwk: JSONObject,
        _ id: String?
    ) async throws -> SigningKey {
        var jwk = jwk
        jwk["kid"] = id.map { .string($0) }
        return try await SigningKey(algorithm: algorithm, signer: collection.getKey(), jwk: jwk)
    }
}

extension JSONObject {
    /// The claims of a token that is accepted at ``ManualTime/start``.
    static var good: JSONObject {
        [
            "iss": .string(TestIssuer.name), "aud": .string(TestIssuer.audience), "sub": "alice",
            "exp": .number(ManualTime.start + 300),
        ]
    }

    /// The same with another member, or without it.
    func with(_ name: String, _ value: JSONValue?) -> JSONObject {
        var object = self
        object[name] = value
        return object
    }
}

func base64URL(_ bytes: some Sequence<UInt8>) -> String { urlSafe(Data(bytes).base64EncodedString()) }

private func urlSafe(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}
#endif
