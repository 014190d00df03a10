#if HTTP
/// An origin as browsers state it: scheme, host and port, and nothing else (RFC 6454, section 6.2).
struct Origin: Hashable {
    var scheme: String
    var host: String
    var port: Int

    /// Reads an origin; `null`, and what has a user, a path or a query, is none.
    init?(_ text: some StringProtocol) {
        guard let separator = text.firstRange(of: "://") else { return nil }
        scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https", let authority = Authority(text[separator.upperBound...]) else {
            return nil
        }
        host = authority.host
        port = authority.port ?? (scheme == "https" ? 443 : 80)
    }
}

/// A host and perhaps a port, as in the `Host` header field.
package struct Authority: Hashable {
    package var host: String
    package var port: Int?

    package init?(_ text: some StringProtocol) {
        let text = text.lowercased()
        let end: String.Index
        if text.hasPrefix("[") {
            guard let bracket = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            end = text.utf8.index(after: bracket)
        } else {
            end = text.utf8.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        }
        host = String(text[..<end])
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        guard end < text.endIndex else { return }
        let digits = text.utf8[end...].dropFirst()
        guard text.utf8[end] == UInt8(ascii: ":"), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(Substring(digits)), port <= 65535
        else { return nil }
        self.port = port
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}

/// Origins that somebody listed.
struct OriginList: Sendable {
    let texts: [String]
    let allowsAll: Bool
    private let origins: Set<Origin>

    init(_ texts: [String]) {
        self.texts = texts
        allowsAll = texts.contains("*")
        origins = Set(texts.compactMap(Self.origin))
    }

    /// Whether every text is an origin, or `*`.
    var isSound: Bool { texts.allSatisfy { $0 == "*" || Self.origin($0) != nil } }

    private static func origin(_ text: String) -> Origin? {
        // A slash at the end is a common slip, and can mean nothing else.
        Origin(text.hasSuffix("/") ? text.dropLast() : text[...])
    }

    var hosts: Set<String> { Set(origins.map(\.host)) }

    func contains(_ text: String) -> Bool {
        guard let origin = Origin(text) else { return false }
        return allowsAll || origins.contains(origin)
    }
}
#endif
