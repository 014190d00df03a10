/// The basic URL parser without a base (URL Standard, section 4.4).
///
/// The standard describes a machine that goes from character to character. Where there is no base, a `#` begins the
/// fragment and a `?` before it the query whatever the state, so that the parts can be cut out instead.
enum URLParser {
    /// Parses a text.
    ///
    /// - Returns: The URL, or `nil` where the text is none.
    static func parse(_ text: String) -> ParsedURL? {
        let input = significantBytes(of: text)
        guard let colon = endOfScheme(of: input) else { return nil }
        var url = ParsedURL(scheme: String(decoding: input[..<colon].map(lowercaseASCII), as: UTF8.self))
        var rest = input[(colon + 1)...]
        if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
            url.fragment = PercentEncodeSet.fragment.encode(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            let set = url.isSpecial ? PercentEncodeSet.specialQuery : .query
            url.query = set.encode(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
        guard setHostAndPath(rest, of: &url) else { return nil }
        return url
    }

    /// The input without C0 controls and spaces at its ends, and without tabs and line ends anywhere.
    private static func significantBytes(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return [] }
        return bytes[first...last].filter { !isIgnored($0) }
    }

    /// Whether a byte means nothing wherever it stands: a tab, LF or CR.
    static func isIgnored(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func endOfScheme(of input: [UInt8]) -> Int? {
        guard let first = input.first, isASCIILetter(first) else { return nil }
        let end = input.firstIndex { byte in
            switch byte {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): false
            default: !isASCIILetter(byte) && !isASCIIDigit(byte)
            }
        }
        guard let end, input[end] == UInt8(ascii: ":") else { return nil }
        return end
    }

    private static func setHostAndPath(_ text: ArraySlice<UInt8>, of url: inout ParsedURL) -> Bool {
        let slash = UInt8(ascii: "/")
        if url.scheme == "file" { return setFile(text, of: &url) }
        if url.isSpecial {
            let rest = text.drop(while: isSlashOrBackslash)
            let authority = rest.prefix { !isSlashOrBackslash($0) }
            url.path = .segments(segments(rest[authority.endIndex...].dropFirst(), of: url))
            return setAuthority(authority, of: &url)
        }
        guard text.first == slash else {
            // In front of a query or a fragment the standard of today writes a last space as %20; node 20 does not.
            url.path = .opaque(PercentEncodeSet.control.encode(text))
            return true
        }
        guard text.dropFirst().first == slash else {
            url.path = .segments(segments(text.dropFirst(), of: url))
            return true
        }
        let rest = text.dropFirst(2)
        let authority = rest.prefix { $0 != slash }
        let path = rest[authority.endIndex...]
        if !path.isEmpty { url.path = .segments(segments(path.dropFirst(), of: url)) }
        return setAuthority(authority, of: &url)
    }

    // MARK: - Authority

    /// Takes `user:password@host:80` apart.
    private static func setAuthority(_ authority: ArraySlice<UInt8>, of url: inout ParsedURL) -> Bool {
        var host = authority
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            let credentials = authority[..<at]
            let colon = credentials.firstIndex(of: UInt8(ascii: ":")) ?? at
            url.username = PercentEncodeSet.userinfo.encode(credentials[..<colon])
            url.password = PercentEncodeSet.userinfo.encode(credentials[colon...].dropFirst())
            host = authority[(at + 1)...]
            guard !host.isEmpty else { return false }
        }
        if let colon = portColon(in: host) {
            guard colon > host.startIndex, setPort(host[(colon + 1)...], of: &url) else { return false }
            host = host[..<colon]
        }
        guard !(host.isEmpty && url.isSpecial) else { return false }
        url.host = URLHost.parse(host, isSpecial: url.isSpecial)
        return url.host != nil
    }

    /// The first colon that is not between brackets.
    private static func portColon(in host: ArraySlice<UInt8>) -> Int? {
        var isInBrackets = false
        for (index, byte) in zip(host.indices, host) {
            switch byte {
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            case UInt8(ascii: ":") where !isInBrackets: return index
            default: break
            }
        }
        return nil
    }

    private static func setPort(_ digits: ArraySlice<UInt8>, of url: inout ParsedURL) -> Bool {
        guard !digits.isEmpty else { return true }
        var port = 0
        for digit in digits {
            guard isASCIIDigit(digit) else { return false }
            port = port * 10 + Int(digit - UInt8(ascii: "0"))
            guard port <= UInt16.max else { return false }
        }
        url.port = port == url.impliedPort ? nil : port
        return true
    }

    // MARK: - Files

    private static func setFile(_ text: ArraySlice<UInt8>, of url: inout ParsedURL) -> Bool {
        url.host = ""
        var path = text
        if let first = text.first, isSlashOrBackslash(first) {
            path = text.dropFirst()
            if let second = path.first, isSlashOrBackslash(second) {
                path = path.dropFirst()
                let host = path.prefix { !isSlashOrBackslash($0) }
                // `file://c:/x` means a drive.
                if !isDriveLetter(host) {
                    path = path[host.endIndex...].dropFirst()
                    if !host.isEmpty {
                        guard let host = URLHost.parse(host, isSpecial: true) else { return false }
                        url.host = host == "localhost" ? "" : host
                    }
                }
            }
        }
        url.path = .segments(segments(path, of: url))
        return true
    }

    /// A letter with a colon or a bar behind it.
    private static func isDriveLetter(_ segment: ArraySlice<UInt8>) -> Bool {
        guard segment.count == 2, let letter = segment.first, let sign = segment.last else { return false }
        return isASCIILetter(letter) && (sign == UInt8(ascii: ":") || sign == UInt8(ascii: "|"))
    }

    // MARK: - Path

    /// The segments of a path behind its first slash, without those that are dots.
    private static func segments(_ path: ArraySlice<UInt8>, of url: ParsedURL) -> [String] {
        var result: [String] = []
        var rest = path
        while true {
            let segment = rest.prefix { url.isSpecial ? !isSlashOrBackslash($0) : $0 != UInt8(ascii: "/") }
            let isLast = segment.endIndex == rest.endIndex
            switch dotCount(of: segment) {
            case 2:
                shorten(&result, of: url)
                if isLast { result.append("") }
            case 1:
                if isLast { result.append("") }
            default:
                var text = PercentEncodeSet.path.encode(segment)
                if url.scheme == "file", result.isEmpty, isDriveLetter(segment) { text = text.prefix(1) + ":" }
                result.append(text)
            }
            guard !isLast else { return result }
            rest = rest[(segment.endIndex + 1)...]
        }
    }

    /// Takes the last segment away, unless it is a drive.
    private static func shorten(_ segments: inout [String], of url: ParsedURL) {
        if url.scheme == "file", segments.count == 1, isDriveLetter(ArraySlice(segments[0].utf8)) { return }
        _ = segments.popLast()
    }

    /// How many dots a segment consists of, each as such or percent-encoded; nil where there is something else.
    private static func dotCount(of segment: ArraySlice<UInt8>) -> Int? {
        guard segment.count <= 6 else { return nil }
        let decoded = segment.contains(UInt8(ascii: "%")) ? percentDecoded(segment) : Array(segment)
        return decoded.allSatisfy { $0 == UInt8(ascii: ".") } ? decoded.count : nil
    }

    private static func isSlashOrBackslash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }
}

func lowercaseASCII(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
}
