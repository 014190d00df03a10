/// IPv4 addresses as URLs may spell them: `127.1` and `0x7F000001` are 127.0.0.1 (URL Standard, "IPv4 parser").
enum IPv4Host {
    /// Whether the last label of a domain is a number, so that the whole must be an address.
    static func isMeant(by domain: [UInt8]) -> Bool {
        guard let last = labels(of: domain).last, let first = last.first else { return false }
        return isASCIIDigit(first) && (last.allSatisfy(isASCIIDigit) || number(last) != nil)
    }

    /// The address, or `nil` where it is none.
    static func parse(_ domain: [UInt8]) -> UInt32? {
        let labels = labels(of: domain)
        guard labels.count <= 4 else { return nil }
        var address: UInt64 = 0
        for (index, label) in labels.enumerated() {
            // The last number fills the bytes that are left.
            let byteCount = index == labels.count - 1 ? 5 - labels.count : 1
            guard let number = number(label), number < 1 << (8 * UInt64(byteCount)) else { return nil }
            address = address << (8 * UInt64(byteCount)) | number
        }
        return UInt32(truncatingIfNeeded: address)
    }

    static func text(of address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }

    /// The parts between the dots; one dot may end them.
    private static func labels(of domain: [UInt8]) -> [ArraySlice<UInt8>] {
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1 && labels.last?.isEmpty == true ? labels.dropLast() : labels
    }

    /// A number in decimal, octal behind `0`, or hexadecimal behind `0x`. What no address can hold is the greatest.
    private static func number(_ label: ArraySlice<UInt8>) -> UInt64? {
        var digits = label
        var base: UInt64 = 10
        if label.count >= 2, label.first == UInt8(ascii: "0") {
            let isHexadecimal = lowercaseASCII(label[label.startIndex + 1]) == UInt8(ascii: "x")
            digits = label.dropFirst(isHexadecimal ? 2 : 1)
            base = isHexadecimal ? 16 : 8
        } else if label.isEmpty {
            return nil
        }
        var result: UInt64 = 0
        for digit in digits {
            guard let value = hexadecimalValue(of: digit), value < base else { return nil }
            result = min(result * base + UInt64(value), 1 << 32)
        }
        return result
    }
}
