#if JWT
import MCPServer

/// What a token must say for it to be accepted (RFC 7519, section 4.1; RFC 9068, section 4).
struct ClaimRules: Sendable {
    let issuer: String
    let audience: [String]
    /// By how many seconds the clocks of the issuer and of this machine may differ.
    let clockSkew: Double

    /// Checks what a token says.
    ///
    /// - Parameters:
    ///   - claims: The claims of a token whose signature is right.
    ///   - now: Seconds since 1970.
    /// - Returns: Who calls.
    /// - Throws: Which claim is not good.
    func principal(_ claims: JSONObject, at now: Double) throws(TokenFault) -> Principal {
        guard claims["iss"] == .string(issuer) else { throw TokenFault(reason: "iss is not \(issuer)") }
        guard Self.texts(claims["aud"]).contains(where: isOurs) else {
            throw TokenFault(reason: "aud has none of \(audience.joined(separator: ", "))")
        }
        try checkTimes(claims, now)
        guard case .string(let subject) = claims["sub"], !subject.isEmpty else {
            throw TokenFault(reason: "sub is absent, or no text")
        }
        return Principal(subject: subject, client: Self.client(claims), scopes: Self.scopes(claims))
    }

    private func checkTimes(_ claims: JSONObject, _ now: Double) throws(TokenFault) {
        guard let expiry = try Self.time("exp", claims) else { throw TokenFault(reason: "exp is absent") }
        guard now < expiry + clockSkew else { throw TokenFault(reason: "the token has expired") }
        for name in ["nbf", "iat"] {
            guard let start = try Self.time(name, claims), now < start - clockSkew else { continue }
            throw TokenFault(reason: "\(name) is in the future")
        }
    }

    /// Code unit by code unit: texts that only look alike are others.
    private func isOurs(_ name: String) -> Bool {
        audience.contains { $0.utf8.elementsEqual(name.utf8) }
    }

    /// Seconds since 1970.
    private static func time(_ name: String, _ claims: JSONObject) throws(TokenFault) -> Double? {
        switch claims[name] {
        case nil: return nil
        case .number(let seconds) where seconds.isFinite: return seconds
        default: throw TokenFault(reason: "\(name) is no point in time")
        }
    }

    /// `azp` of OpenID Connect, `client_id` of RFC 9068.
    private static func client(_ claims: JSONObject) -> String? {
        for name in ["azp", "client_id"] {
            if case .string(let client) = claims[name], !client.isEmpty { return client }
        }
        return nil
    }

    /// `scope` is one text (RFC 8693, section 4.2), `scp` a list or one text. Of what is neither nothing is granted.
    private static func scopes(_ claims: JSONObject) -> Set<String> {
        let texts = texts(claims["scope"] ?? claims["scp"])
        return Set(texts.flatMap { $0.split(separator: " ").map(String.init) })
    }

    /// A text, or all texts of a list; empty where there is anything else.
    private static func texts(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): return [text]
        case .array(let values):
            let texts = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
            return texts.count == values.count ? texts : []
        default: return []
        }
    }
}
#endif
