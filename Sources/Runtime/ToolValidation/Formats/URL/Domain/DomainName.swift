/// Domain names in ASCII (URL Standard, "domain to ASCII"; UTS #46, ToASCII without CheckHyphens, VerifyDnsLength and
/// STD3 rules, not transitional).
enum DomainName {
    /// Why a text is no domain.
    enum Fault: Error {
        /// A code point that no domain may hold.
        case disallowed
        /// A label that begins with `xn--` and is not what its characters would be encoded to.
        case encoding
        /// A label that begins with a combining mark.
        case mark
        /// A joiner where nothing joins.
        case joiner
        /// A label that mixes directions, in a domain with letters that are written from right to left.
        case direction
    }

    private static let dot = UInt32(UInt8(ascii: "."))
    private static let prefix = Array("xn--".utf8)

    /// The domain with labels in lower-case ASCII.
    ///
    /// - Parameter domain: The domain in UTF-8. What is not well-formed is disallowed.
    /// - Returns: The domain; it may hold characters that have a meaning in URLs.
    /// - Throws: Why it is none.
    static func ascii(_ domain: [UInt8]) throws(Fault) -> [UInt8] {
        if let domain = plain(domain) { return domain }
        let points = String(decoding: domain, as: UTF8.self).unicodeScalars.lazy.map(\.value)
        let labels = try DomainMapping.shared.apply(to: points)
            .split(separator: dot, omittingEmptySubsequences: false)
            .map { (label) throws(Fault) in try Label(Array(label)) }
        let isBidirectional = labels.contains { BidiRule.concerns($0.points) }
        var result: [UInt8] = []
        for (index, label) in labels.enumerated() {
            guard !isBidirectional || label.points.isEmpty || BidiRule.admits(label.points) else { throw .direction }
            if index > 0 { result.append(UInt8(ascii: ".")) }
            result += label.ascii
        }
        return result
    }

    /// A domain of ASCII in lower case, unless a label has to be decoded.
    private static func plain(_ domain: [UInt8]) -> [UInt8]? {
        guard domain.allSatisfy({ $0 < 0x80 }) else { return nil }
        let domain = domain.map(lowercaseASCII)
        let isEncoded = domain.split(separator: UInt8(ascii: ".")).contains { $0.starts(with: prefix) }
        return isEncoded ? nil : domain
    }

    /// A label in both of its forms.
    private struct Label {
        var points: [UInt32]
        var ascii: [UInt8]

        /// - Parameter points: A mapped and normalized label, which may be encoded.
        /// - Throws: Why it is none.
        init(_ points: [UInt32]) throws(Fault) {
            let isEncoded = points.starts(with: prefix.lazy.map { UInt32($0) })
            guard points.contains(where: { $0 >= 0x80 }) || isEncoded else {
                (self.points, ascii) = (points, points.map { UInt8(truncatingIfNeeded: $0) })
                return
            }
            guard isEncoded else {
                guard let encoded = Punycode.encode(points) else { throw .encoding }
                (self.points, ascii) = (points, prefix + encoded)
                try check()
                return
            }
            guard points.allSatisfy({ $0 < 0x80 }), let decoded = Punycode.decode(points.dropFirst(prefix.count)),
                !decoded.isEmpty
            else { throw .encoding }
            (self.points, ascii) = (decoded, points.map { UInt8(truncatingIfNeeded: $0) })
            // What mapping and normalization would change is not what this label is the encoding of.
            guard try DomainMapping.shared.apply(to: decoded) == decoded else { throw .encoding }
            try check()
        }

        /// Checks what holds for each label alone.
        private func check() throws(Fault) {
            switch points.first.flatMap(Unicode.Scalar.init)?.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: throw .mark
            default: break
            }
            guard JoinerRule.admits(points) else { throw .joiner }
        }
    }
}
