/// The host parser (URL Standard, section 3.5).
enum URLHost {
    /// Parses a host.
    ///
    /// - Parameters:
    ///   - text: The host as it is written.
    ///   - isSpecial: Whether it is a domain or an address; otherwise any text that has no meaning in a URL.
    /// - Returns: The host as it is serialized, or `nil` where the text is none.
    static func parse(_ text: ArraySlice<UInt8>, isSpecial: Bool) -> String? {
        if text.first == UInt8(ascii: "[") {
            guard text.last == UInt8(ascii: "]"), let pieces = IPv6Text.pieces(of: text.dropFirst().dropLast()) else {
                return nil
            }
            return "[\(IPv6Text.text(of: pieces))]"
        }
        guard isSpecial else {
            return text.contains(where: isForbidden) ? nil : PercentEncodeSet.control.encode(text)
        }
        guard let domain = try? DomainName.ascii(percentDecoded(text)), !domain.isEmpty,
            !domain.contains(where: isForbiddenInDomain)
        else { return nil }
        if IPv4Host.isMeant(by: domain) { return IPv4Host.parse(domain).map(IPv4Host.text) }
        return String(decoding: domain, as: UTF8.self)
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0D, UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "["),
            UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "|"):
            true
        default: false
        }
    }

    private static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "%") || byte == 0x7F || isForbidden(byte)
    }
}
