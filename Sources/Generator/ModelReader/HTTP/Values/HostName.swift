/// What stands for a computer.
enum HostName {
    /// Whether only this computer reaches it.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        return isIPv4(name) ? name.hasPrefix("127.") : name == "::1" || name == "0:0:0:0:0:0:0:1"
    }

    static func isAddress(_ text: String) -> Bool {
        isIPv4(text) || isIPv6(text)
    }

    /// The bytes of an address, 4 or 16 of them.
    static func addressBytes(_ text: String) -> [UInt8]? {
        if isIPv4(text) { return text.split(separator: ".").compactMap { UInt8($0) } }
        guard isIPv6(text) else { return nil }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
            half.split(separator: ":").flatMap(bytes(ofGroup:))
        }
        guard let last = halves.last, halves.count == 2 else { return halves.first }
        return halves[0] + Array(repeating: 0, count: 16 - halves[0].count - last.count) + last
    }

    /// The bytes of a group of an IPv6 address, or of the IPv4 address at its end.
    private static func bytes(ofGroup group: Substring) -> [UInt8] {
        if group.contains(".") { return group.split(separator: ".").compactMap { UInt8($0) } }
        let number = UInt16(group, radix: 16) ?? 0
        return [UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    static func isBracketedAddress(_ text: String) -> Bool {
        text.hasPrefix("[") && text.hasSuffix("]") && isIPv6(String(text.dropFirst().dropLast()))
    }

    /// Whether a text is a host name or an IPv4 address: what ends in a number is an address or nothing.
    static func isName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.allSatisfy(isLabel) else { return false }
        if let last = labels.last, last.utf8.allSatisfy(ASCII.isDigit) { return isIPv4(text) }
        return true
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(label.utf8.count), label.utf8.first != hyphen, label.utf8.last != hyphen else {
            return false
        }
        return label.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "-_".utf8.contains($0) }
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (HTTPValues.wholeNumber($0) ?? 256) < 256 }
    }

    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard text.contains(":"), halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            guard let groups = groupCount(half, isLast: index == halves.count - 1) else { return false }
            count += groups
        }
        return halves.count == 2 ? count <= 7 : count == 8
    }

    /// How many groups of 16 bits stand in a part of an IPv6 address, whose end may be an IPv4 address.
    private static func groupCount(_ text: Substring, isLast: Bool) -> Int? {
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        var count = 0
        for (index, group) in groups.enumerated() {
            if isLast, index == groups.count - 1, isIPv4(String(group)) {
                count += 2
            } else if (1...4).contains(group.utf8.count), group.utf8.allSatisfy(isHexDigit) {
                count += 1
            } else {
                return nil
            }
        }
        return count
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
