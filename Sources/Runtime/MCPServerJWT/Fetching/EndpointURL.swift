#if JWT
import MCPServerHTTP

/// The address of a document: `https`, or `http` on this machine, where nobody stands between.
struct EndpointURL: Sendable, CustomStringConvertible {
    let scheme: String
    /// Host and port.
    private let authority: String
    /// With the slash that it begins with, if there is one.
    private let path: String

    /// Reads an address; `nil` where it is none, has a user or a fragment, or could be read on the way by others.
    init?(_ text: String) {
        // Nothing that two parsers of addresses could understand in two ways.
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\\\"<>^`{|}#@".utf8.contains($0) }
        guard isPlain, let separator = text.firstRange(of: "://") else { return nil }
        scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        authority = String(rest[..<end])
        path = String(rest[end...])
        guard let host = Authority(authority)?.host else { return nil }
        guard scheme == "https" || scheme == "http" && isLoopbackName(host) else { return nil }
    }

    var description: String { "\(scheme)://\(authority)\(path)" }

    /// Whether there is more than scheme, host and path.
    var hasQuery: Bool { path.contains("?") }

    /// The addresses at which an issuer describes itself: those of RFC 8414 (section 3.1) and of OpenID Connect Discovery
    /// (section 4.1), the one with the name before its path, the other with the name behind it.
    var wellKnown: [EndpointURL] {
        let path = path.hasSuffix("/") ? String(path.dropLast()) : path
        return [
            EndpointURL("\(scheme)://\(authority)/.well-known/oauth-authorization-server\(path)"),
            EndpointURL("\(scheme)://\(authority)\(path)/.well-known/openid-configuration"),
        ].compactMap(\.self)
    }
}
#endif
