/// IPv6 addresses as URLs hold them (URL Standard, "IPv6 parser" and "IPv6 serializer"), and ranges of them.
enum IPv6Text {
    private static let colon = UInt8(ascii: ":")

    /// Whether a text is an address.
    static func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool { pieces(of: text[...]) != nil }

    /// Whether a text is an address, a slash and the length of a prefix in decimal.
    static func admitsRange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let prefix = text[(slash + 1)...]
        guard 1...3 ~= prefix.count, prefix.allSatisfy(isASCIIDigit),
            prefix.count == 1 || prefix.first != UInt8(ascii: "0"),
            prefix.reduce(0, { $0 * 10 + Int($1 - UInt8(ascii: "0")) }) <= 128
        else { return false }
        return pieces(of: text[..<slash]) != nil
    }

    /// The eight pieces of an address, or `nil` where the text is none.
    static func pieces<Text: RandomAccessCollection<UInt8>>(of text: Text) -> [UInt16]? where Text.SubSequence == Text {
        var rest = text
        var pieces: [UInt16] = []
        /// Where two colons stand for pieces of zeros.
        var gap: Int?
        if rest.starts(with: [colon, colon]) {
            gap = 0
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            guard pieces.count < 8 else { return nil }
            let digits = rest.prefix { hexadecimalValue(of: $0) != nil }
            let next = rest.dropFirst(digits.count)
            if next.first == UInt8(ascii: ".") {
                guard let address = embeddedAddress(rest) else { return nil }
                pieces += address
                break
            }
            guard 1...4 ~= digits.count else { return nil }
            pieces.append(digits.reduce(0) { $0 << 4 | UInt16(hexadecimalValue(of: $1) ?? 0) })
            guard let separator = next.first else { break }
            guard separator == colon, next.count > 1 else { return nil }
            rest = next.dropFirst()
            if rest.first == colon {
                guard gap == nil else { return nil }
                gap = pieces.count
                rest = rest.dropFirst()
            }
        }
        guard let gap else { return pieces.count == 8 ? pieces : nil }
        guard pieces.count <= 7 else { return nil }
        return pieces[..<gap] + Array(repeating: 0, count: 8 - pieces.count) + pieces[gap...]
    }

    /// An IPv4 address at the end: four decimal numbers without leading zeros.
    private static func embeddedAddress<Text: RandomAccessCollection<UInt8>>(_ text: Text) -> [UInt16]?
    where Text.SubSequence == Text {
        guard text.count <= 15 else { return nil }
        let numbers = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
            digits -> UInt16? in
            guard 1...3 ~= digits.count, digits.allSatisfy(isASCIIDigit),
                digits.count == 1 || digits.first != UInt8(ascii: "0")
            else { return nil }
            let number = digits.reduce(0) { $0 * 10 + UInt16($1 - UInt8(ascii: "0")) }
            return number <= 255 ? number : nil
        }
        guard numbers.count == 4, let first = numbers[0], let second = numbers[1], let third = numbers[2],
            let fourth = numbers[3]
        else { return nil }
        return [first << 8 | second, third << 8 | fourth]
    }

    /// The address in its shortest form: two colons stand for the first of the longest runs of zeros.
    static func text(of pieces: [UInt16]) -> String {
        var longest = 0..<0
        var start = 0
        for (index, piece) in pieces.enumerated() {
            if piece != 0 {
                start = index + 1
            } else if index + 1 - start > max(longest.count, 1) {
                longest = start..<index + 1
            }
        }
        func joined(_ pieces: ArraySlice<UInt16>) -> String {
            pieces.map { String($0, radix: 16) }.joined(separator: ":")
        }
        return longest.isEmpty
            ? joined(pieces[...]) : joined(pieces[..<longest.lowerBound]) + "::" + joined(pieces[longest.upperBound...])
    }
}
