/// The text form of a UUID (RFC 9562, section 4) in groups of 8, 4, 4, 4 and 12 hexadecimal digits.
enum UUIDText {
    static func pattern(version: Int?) -> String {
        let hex = "[0-9a-fA-F]"
        let group = "\(hex){8}-\(hex){4}-\(version.map { "\($0)" } ?? "[1-8]")\(hex){3}-[89abAB]\(hex){3}-\(hex){12}"
        let zeros = "00000000-0000-0000-0000-000000000000"
        return version == nil
            ? "^(\(group)|\(zeros)|ffffffff-ffff-ffff-ffff-ffffffffffff)$"
            : "^(\(group))$"
    }

    static let guidPattern =
        "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$"

    /// Whether a text has the groups of a UUID, whatever their digits.
    @inline(__always)
    static func isGrouped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == 36 else { return false }
        for index in 0..<36 {
            switch index {
            case 8, 13, 18, 23: guard text[index] == UInt8(ascii: "-") else { return false }
            default: guard hexadecimalValue(of: text[index]) != nil else { return false }
            }
        }
        return true
    }

    /// Without a version any of 1 to 8 passes, and so do the nil UUID and, in lower case only, the max UUID.
    static func admits(_ text: UnsafeBufferPointer<UInt8>, version: Int?) -> Bool {
        guard isGrouped(text) else { return false }
        if let versionDigit = hexadecimalValue(of: text[14]), let variant = hexadecimalValue(of: text[19]),
            variant & 0b1100 == 0b1000, version.map({ Int(versionDigit) == $0 }) ?? (1...8).contains(versionDigit)
        {
            return true
        }
        guard version == nil else { return false }
        return isFilled(text, with: UInt8(ascii: "0")) || isFilled(text, with: UInt8(ascii: "f"))
    }

    private static func isFilled(_ text: UnsafeBufferPointer<UInt8>, with digit: UInt8) -> Bool {
        text.allSatisfy { $0 == digit || $0 == UInt8(ascii: "-") }
    }
}
