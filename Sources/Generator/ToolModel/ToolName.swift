extension ToolDefinition {
    /// The longest name that a tool may have.
    public static let longestName = 64

    /// Whether a text can name a tool: 1 to 64 letters, digits, `_`, `.` and `-`, which every client takes.
    public static func isName(_ text: String) -> Bool {
        guard (1...longestName).contains(text.utf8.count) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}
