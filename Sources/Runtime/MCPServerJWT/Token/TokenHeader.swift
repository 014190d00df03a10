#if JWT
import MCPServer

/// What the header of a token says, as far as it is believed: keys that a token brings along or points to (`jwk`, `jku`,
/// `x5c`, `x5u`) are not looked at.
struct TokenHeader {
    let algorithm: SignatureAlgorithm
    /// `kid`, which names the key.
    let keyID: String?

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - text: The header in base 64.
    ///   - algorithms: Those that are accepted.
    /// - Throws: Why it is not good.
    init(_ text: ArraySlice<UInt8>, accepting algorithms: [SignatureAlgorithm]) throws(TokenFault) {
        let header = try JSONObject(tokenPart: text, "header")
        guard case .string(let name) = header["alg"], let algorithm = SignatureAlgorithm(rawValue: name),
            algorithms.contains(algorithm)
        else {
            let names = algorithms.map(\.rawValue).joined(separator: ", ")
            throw TokenFault(reason: "the algorithm is none of \(names)")
        }
        // RFC 7515, section 4.1.11: who does not know an extension must refuse the token, and none is known here.
        guard header["crit"] == nil else { throw TokenFault(reason: "the header has critical extensions") }
        if let type = header["typ"], !Self.isAccessToken(type) {
            throw TokenFault(reason: "the token's type is neither JWT nor at+jwt")
        }
        self.algorithm = algorithm
        switch header["kid"] {
        case nil: keyID = nil
        case .string(let id): keyID = id
        default: throw TokenFault(reason: "the key's id is no text")
        }
    }

    /// RFC 9068, section 2.1, for the type; RFC 7515, section 4.1.9, for how it may be written.
    private static func isAccessToken(_ type: JSONValue) -> Bool {
        guard case .string(let text) = type else { return false }
        return ["jwt", "at+jwt", "application/jwt", "application/at+jwt"].contains(text.lowercased())
    }
}

extension JSONObject {
    /// Reads a part of a token.
    init(tokenPart text: ArraySlice<UInt8>, _ name: String) throws(TokenFault) {
        guard let bytes = Base64URL.decode(text) else {
            throw TokenFault(reason: "the \(name) is not base 64 for URLs")
        }
        guard case .object(let object) = try? JSONValue.read(bytes) else {
            throw TokenFault(reason: "the \(name) is no JSON object with each member once")
        }
        self = object
    }
}
#endif
