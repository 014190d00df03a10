#if JWT
import JWTKit
import MCPServer

/// A public key of an issuer, ready to verify with.
struct VerificationKey: Sendable {
    let id: String?
    /// By the algorithms that the key may be used for.
    let verifiers: [SignatureAlgorithm: any JWTAlgorithm]

    /// Reads a JSON Web Key (RFC 7517, section 4); `nil` where it is for something else, malformed or too weak, as section 5
    /// asks.
    ///
    /// - Parameters:
    ///   - jwk: The key. Only what is public is taken from it.
    ///   - algorithms: Those that are accepted.
    init?(_ jwk: JSONObject, for algorithms: [SignatureAlgorithm]) async {
        switch jwk["kid"] {
        case nil: id = nil
        case .string(let text): id = text
        default: return nil
        }
        guard Self.isForSignatures(jwk) else { return nil }
        var verifiers: [SignatureAlgorithm: any JWTAlgorithm] = [:]
        for algorithm in algorithms where Self.admits(jwk, algorithm) {
            // JWTKit throws where a key is none, or is an RSA key below 2,048 bits.
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
    private static func verifier(_ jwk: JSONObject, _ algorithm: SignatureAlgorithm) async throws -> any JWTAlgorithm {
        let keys = JWTKeyCollection()
        switch algorithm {
        case .es256: await keys.add(ecdsa: try ES256PublicKey(parameters: point(jwk, on: "P-256", size: 32)))
        case .es384: await keys.add(ecdsa: try ES384PublicKey(parameters: point(jwk, on: "P-384", size: 48)))
        case .es512: await keys.add(ecdsa: try ES512PublicKey(parameters: point(jwk, on: "P-521", size: 66)))
        case .rs256: await keys.add(rsa: try rsaKey(jwk), digestAlgorithm: .sha256)
        case .rs384: await keys.add(rsa: try rsaKey(jwk), digestAlgorithm: .sha384)
        case .rs512: await keys.add(rsa: try rsaKey(jwk), digestAlgorithm: .sha512)
        case .ps256: await keys.add(pss: try rsaKey(jwk), digestAlgorithm: .sha256)
        case .ps384: await keys.add(pss: try rsaKey(jwk), digestAlgorithm: .sha384)
        case .ps512: await keys.add(pss: try rsaKey(jwk), digestAlgorithm: .sha512)
        case .edDSA: await keys.add(eddsa: try edwardsKey(jwk))
        }
        return try await keys.getKey()
    }

    private static func rsaKey(_ jwk: JSONObject) throws -> Insecure.RSA.PublicKey {
        try expect(jwk, kind: "RSA")
        return try Insecure.RSA.PublicKey(modulus: number(jwk["n"]), exponent: number(jwk["e"]))
    }

    private static func point(_ jwk: JSONObject, on curve: JSONValue, size: Int) throws -> ECDSAParameters {
        try expect(jwk, kind: "EC", curve: curve)
        return try (number(jwk["x"], size: size), number(jwk["y"], size: size))
    }

    /// RFC 8037, section 2.
    private static func edwardsKey(_ jwk: JSONObject) throws -> EdDSA.PublicKey {
        try expect(jwk, kind: "OKP", curve: "Ed25519")
        return try EdDSA.PublicKey(x: number(jwk["x"], size: 32), curve: .ed25519)
    }

    private static func expect(_ jwk: JSONObject, kind: JSONValue, curve: JSONValue? = nil) throws {
        guard jwk["kty"] == kind, curve == nil || jwk["crv"] == curve else { throw UnusableKey() }
    }

    /// The text of a number of so many bytes, which JWTKit reads less strictly.
    private static func number(_ value: JSONValue?, size: Int? = nil) throws -> String {
        guard case .string(let text) = value, let bytes = Base64URL.decode(text.utf8), !bytes.isEmpty,
            size == nil || bytes.count == size
        else { throw UnusableKey() }
        return text
    }
}

/// A key is for another algorithm, or malformed.
private struct UnusableKey: Error {}
#endif
