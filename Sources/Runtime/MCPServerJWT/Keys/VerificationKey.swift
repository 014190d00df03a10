#if JWT
import JWTKit
import MCPServer

/// A public key of an issuer, ready to verify with.
struct VerificationKey: Sendable {
    let id: String?
    /// By the algorithms that the key may be used for.
    let verifiers: [SignatureAlgorithm: any JWTAlgorithm]

    /// Reads a JSON Web Key (RFC 7517, section 4).
    ///
    /// - Parameters:
    ///   - jwk: The key. Only what is public is taken from it.
    ///   - algorithms: Those that are accepted.
    /// - Returns: `nil` where the key is for something else, malformed, or too weak, as RFC 7517 asks in section 5.
    init?(_ jwk: JSONObject, for algorithms: [SignatureAlgorithm]) async {
        switch jwk["kid"] {
        case nil: id = nil
        case .string(let text): id = text
        default: return nil
        }
        guard Self.isForSignatures(jwk) else { return nil }
        var verifiers: [SignatureAlgorithm: any JWTAlgorithm] = [:]
        for algorithm in algorithms where Self.admits(jwk, algorithm) {
            // What JWTKit throws of it, as for RSA keys below 2,048 bits, says that the key cannot be used.
            verifiers[algorithm] = try? await Self.verifier(jwk, algorithm)
        }
        if verifiers.isEmpty { return nil }
        self.verifiers = verifiers
    }

    private static func isForSignatures(_ jwk: JSONObject) -> Bool {
        if let use = jwk["use"], use != "sig" { return false }
        guard let operations = jwk["key_ops"] else { return true }
        guard case .array(let names) = operations else { return false }
        return names.contains("verify")
    }

    private static func admits(_ jwk: JSONObject, _ algorithm: SignatureAlgorithm) -> Bool {
        guard let named = jwk["alg"] else { return true }
        return named == .string(algorithm.rawValue)
    }

    /// A collection of one key is how JWTKit gives out what verifies with it.
    private static func verifier(_ jwk: JSONObject, _ algorithm: SignatureAlgorithm) async throws -> (any JWTAlgorithm)? {
        let collection = JWTKeyCollection()
        switch algorithm.keyKind {
        case .rsa:
            guard jwk["kty"] == "RSA", let modulus = number(jwk["n"]), let exponent = number(jwk["e"]) else { return nil }
            let key = try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            switch algorithm {
            case .rs256: await collection.add(rsa: key, digestAlgorithm: .sha256)
            case .rs384: await collection.add(rsa: key, digestAlgorithm: .sha384)
            case .rs512: await collection.add(rsa: key, digestAlgorithm: .sha512)
            case .ps256: await collection.add(pss: key, digestAlgorithm: .sha256)
            case .ps384: await collection.add(pss: key, digestAlgorithm: .sha384)
            case .ps512: await collection.add(pss: key, digestAlgorithm: .sha512)
            default: return nil
            }
        case .elliptic(let curve, let size):
            guard jwk["kty"] == "EC", jwk["crv"] == .string(curve), let x = number(jwk["x"], size: size),
                let y = number(jwk["y"], size: size)
            else { return nil }
            switch algorithm {
            case .es256: try await collection.add(ecdsa: ES256PublicKey(parameters: (x, y)))
            case .es384: try await collection.add(ecdsa: ES384PublicKey(parameters: (x, y)))
            case .es512: try await collection.add(ecdsa: ES512PublicKey(parameters: (x, y)))
            default: return nil
            }
        case .ed25519:
            guard jwk["kty"] == "OKP", jwk["crv"] == "Ed25519", let x = number(jwk["x"], size: 32) else { return nil }
            try await collection.add(eddsa: EdDSA.PublicKey(x: x, curve: .ed25519))
        }
        return try await collection.getKey()
    }

    /// The text of a number of so many bytes, which JWTKit reads less strictly.
    private static func number(_ value: JSONValue?, size: Int? = nil) -> String? {
        guard case .string(let text) = value, let bytes = Base64URL.decode(text.utf8), !bytes.isEmpty else { return nil }
        return size == nil || bytes.count == size ? text : nil
    }
}
#endif
