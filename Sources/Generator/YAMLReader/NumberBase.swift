/// Numbers that YAML 1.2 reads in octal and hexadecimal and YAML 1.1 otherwise, or as text.
enum NumberBase {
    /// What to write in place of `0o17` or `0x1f`; nothing for other text.
    static func message(for text: String) -> String? {
        guard text.hasPrefix("0x") || text.hasPrefix("0o") else { return nil }
        let isHexadecimal = text.hasPrefix("0x")
        let digits = text.dropFirst(2)
        let isNumber = digits.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "7"): true
            case UInt8(ascii: "8"), UInt8(ascii: "9"): isHexadecimal
            case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"): isHexadecimal
            default: false
            }
        }
        guard isNumber, !digits.isEmpty else { return nil }
        let base = isHexadecimal ? "hexadecimal" : "octal"
        let number = Int(digits, radix: isHexadecimal ? 16 : 8).map { "write `\($0)`" } ?? "write it in decimal"
        return "\(base) numbers such as '\(text)' are not supported: \(number), or quote it if it is text"
    }
}
