#if JWT
import JWTKit
import MCPServer

/// The keys of an issuer that may be used (RFC 7517, section 5).
struct KeySet: Sendable {
    /// How many keys a document may have.
    static let maximumCount = 100
    /// How many keys are tried for one token, where it does not say which it is.
    static let maximumAttempts = 8

    private let keys: [VerificationKey]

    /// Reads a JSON Web Key Set. Keys that cannot be used are left out.
    init(_ document: [UInt8], for algorithms: [SignatureAlgorithm]) async throws(DocumentFault) {
        guard case .object(let set) = try? JSONValue.read(document), case .array(let values) = set["keys"] else {
            throw DocumentFault("the document is no set of keys")
        }
        guard values.count <= Self.maximumCount else {
            throw DocumentFault("the document has more than \(Self.maximumCount) keys")
        }
        var keys: [VerificationKey] = []
        for value in values {
            guard case .object(let jwk) = value else { throw DocumentFault("the document has a key that is no object") }
            if let key = await VerificationKey(jwk, for: algorithms) { keys.append(key) }
        }
        self.keys = keys
    }

    /// Whether there is no key that can be used.
    var isEmpty: Bool { keys.isEmpty }

    /// What a token may have been signed with: where it names a key, those of that name, else all for its algorithm.
    func verifiers(for header: TokenHeader) -> [any JWTAlgorithm] {
        let fitting = keys.lazy.filter { key in
            guard let id = header.keyID else { return true }
            return key.id?.utf8.elementsEqual(id.utf8) ?? false
        }
        return Array(fitting.compactMap { $0.verifiers[header.algorithm] }.prefix(Self.maximumAttempts))
    }
}
#endif
