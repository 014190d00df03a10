/// A URL in its parts, each as the URL Standard (https://url.spec.whatwg.org) serializes it.
struct ParsedURL: Sendable {
    enum Path: Sendable {
        /// The path of a URL such as `mailto:a@b.c`, which has no hierarchy.
        case opaque(String)
        case segments([String])
    }

    /// In lower case, without the colon.
    var scheme: String
    var username = ""
    var password = ""
    /// The host, as ``hostname`` says it; none in URLs such as `mailto:a@b.c`.
    var host: String?
    /// None where it is the one that the scheme implies.
    var port: Int?
    var path = Path.segments([])
    var query: String?
    var fragment: String?

    /// The host as JavaScript's `hostname`: a name in ASCII, an IPv4 address, an IPv6 address in brackets, or nothing.
    var hostname: String { host ?? "" }

    /// The whole URL, as JavaScript's `href`.
    var href: String {
        var result = scheme + ":"
        if let host {
            result += "//" + username
            if !password.isEmpty { result += ":" + password }
            if !(username.isEmpty && password.isEmpty) { result += "@" }
            result += host
            if let port { result += ":\(port)" }
        }
        switch path {
        case .opaque(let text): result += text
        case .segments(let segments):
            // Two slashes would begin a host.
            if host == nil, segments.count > 1, segments[0].isEmpty { result += "/." }
            for segment in segments { result += "/" + segment }
        }
        if let query { result += "?" + query }
        if let fragment { result += "#" + fragment }
        return result
    }
}

extension ParsedURL {
    /// The ports of the special schemes; `file` has none.
    private static let specialPorts: [String: Int?] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": nil,
    ]

    /// Whether the scheme is one of those whose URLs have a domain as their host.
    var isSpecial: Bool { Self.specialPorts.keys.contains(scheme) }

    var impliedPort: Int? { Self.specialPorts[scheme] ?? nil }
}
