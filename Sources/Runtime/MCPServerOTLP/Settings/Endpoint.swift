#if OTLP
/// Where a receiver takes telemetry: an `http:` or `https:` URL without a user, since that would get into logs.
struct Endpoint: Sendable, Hashable {
    /// The URL without its query.
    let address: String
    private let query: String

    /// The URL, to send requests to.
    var url: String { address + query }

    /// Reads a URL.
    init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\\\"<>^`{|}#".utf8.contains($0) }
        guard isPlain else { return nil }
        guard let separator = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard scheme == "http" || scheme == "https", Self.isHostAndPort(rest[..<end]) else { return nil }
        let queryStart = rest.firstIndex(of: "?") ?? rest.endIndex
        address = "\(scheme)://\(rest[..<queryStart])"
        query = String(rest[queryStart...])
    }

    /// The endpoint of a signal below this one (OpenTelemetry, "Endpoint URLs for OTLP/HTTP").
    func appending(_ path: String) -> Endpoint? {
        Endpoint(address + (address.hasSuffix("/") ? "" : "/") + path + query)
    }

    private static func isHostAndPort(_ text: Substring) -> Bool {
        guard !text.contains("@") else { return false }
        var rest = text
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), text.index(after: text.startIndex) < end else { return false }
            rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return false }
        } else {
            rest = text.drop { $0 != ":" }
            guard rest.startIndex > text.startIndex else { return false }
        }
        return rest.isEmpty || (UInt16(rest.dropFirst()).map { $0 > 0 } ?? false)
    }
}
#endif
