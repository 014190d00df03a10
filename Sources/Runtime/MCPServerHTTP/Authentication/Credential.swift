#if HTTP
/// What a request has to say who sends it.
enum Credential: Equatable {
    /// Nothing.
    case none
    /// What stands behind `Bearer` in `Authorization`, or in `X-API-Key`.
    case token(String)
    /// A credential of another scheme than `Bearer`.
    case foreign
    /// Something that is no credential, or more than one, for which there is a status of its own (RFC 6750, section 3.1).
    case malformed

    /// How many bytes a token may have.
    static let longestToken = 8 << 10

    // Of the header alone: what stands in the target ends up in logs and histories.
    init(_ fields: KnownFields) {
        guard fields.repeated.isDisjoint(with: [.authorization, .apiKey]) else {
            self = .malformed
            return
        }
        switch (fields.authorization, fields.apiKey) {
        case (nil, nil): self = .none
        case (nil, let key?): self = Self.token(trimmed(key))
        case (let authorization?, nil): self = Self.bearer(trimmed(authorization))
        case (_?, _?): self = .malformed
        }
    }

    private static func bearer(_ text: Substring) -> Credential {
        let scheme = text.prefix { $0 != " " && $0 != "\t" }
        guard scheme.lowercased() == "bearer" else { return scheme.isEmpty ? .malformed : .foreign }
        return token(trimmed(text[scheme.endIndex...]))
    }

    private static func token(_ text: Substring) -> Credential {
        let isToken =
            (1...longestToken).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isToken ? .token(String(text)) : .malformed
    }
}
#endif
