/// IPv6 addresses as URLs hold them (WHATWG URL, "IPv6 parser"), and ranges of them.
enum IPv6Text {
    /// Whether a text is an address.
    static func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool { admits(text[...]) }

    /// Whether a text is an address, a slash and the length of a prefix in decimal.
    static func admitsRange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let prefix = text[(slash + 1)...]
        guard 1...3 ~= prefix.count, prefix.allSatisfy(isASCIIDigit),
            prefix.count == 1 || prefix.first != UInt8(ascii: "0"),
            prefix.reduce(0, { $0 * 10 + Int($1 - UInt8(ascii: "0")) }) <= 128
        else { return false }
        return admits(text[..<slash])
    }

    private static func admits(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let colon = UInt8(ascii: ":")
        var rest = text
        var pieces = 0
        var isCompressed = false
        if rest.starts(with: [colon, colon]) {
            isCompressed = true
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            guard pieces < 8 else { return false }
            let digits = rest.prefix { hexadecimalValue(of: $0) != nil }
            let next = rest.dropFirst(digits.count)
            if next.first == UInt8(ascii: ".") {
                pieces += 2
                return FormatPatterns.ipv4.matches(UnsafeBufferPointer(rebasing: rest)) && isWhole(pieces, isCompressed)
            }
            guard 1...4 ~= digits.count else { return false }
            pieces += 1
            guard let separator = next.first else { break }
            guard separator == colon, next.count > 1 else { return false }
            rest = next.dropFirst()
            if rest.first == colon {
                guard !isCompressed else { return false }
                isCompressed = true
                rest = rest.dropFirst()
            }
        }
        return isWhole(pieces, isCompressed)
    }

    /// Two colons stand for one piece of zeros or more.
    private static func isWhole(_ pieces: Int, _ isCompressed: Bool) -> Bool {
        isCompressed ? pieces <= 7 : pieces == 8
    }
}
