/// A tree of YAML, written in block style, so that a person can read what the vectors become.
package indirect enum YAML: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([YAML])
    case mapping([(key: String, value: YAML)])

    /// The lines of the value; those behind the first are indented below the column where it begins.
    func lines(indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        switch self {
        case .null: return ["null"]
        case .bool(let bool): return ["\(bool)"]
        case .number(let number): return [Self.number(number)]
        case .text(let text): return [Self.scalar(text)]
        case .list(let elements):
            guard !elements.isEmpty else { return ["[]"] }
            return elements.flatMap { element in
                let lines = element.lines(indent: indent + 2)
                return ["\(space)- \(lines[0].drop { $0 == " " })"] + lines.dropFirst()
            }
        case .mapping(let entries):
            guard !entries.isEmpty else { return ["{}"] }
            return entries.flatMap { Self.entry($0.key, $0.value, indent: indent) }
        }
    }

    /// The lines of `key: value`.
    static func entry(_ key: String, _ value: YAML, indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        let key = scalar(key)
        let lines = value.lines(indent: indent + 2)
        // YAML looks for the colon behind a plain key in 1,024 characters only.
        let head = key.utf8.count < 1_000 ? ["\(space)\(key):"] : ["\(space)? \(key)", "\(space):"]
        return value.isBlock ? head + lines : head.dropLast() + ["\(head[head.count - 1]) \(lines[0])"]
    }

    private var isBlock: Bool {
        switch self {
        case .list(let elements): !elements.isEmpty
        case .mapping(let entries): !entries.isEmpty
        default: false
        }
    }

    private static func number(_ number: Double) -> String {
        if number == 0, number.sign == .minus { return "-0.0" }
        return Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// A text: plain where that cannot be misread, else between quotes.
    private static func scalar(_ text: String) -> String {
        if isPlainWord(text) { return text }
        guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else {
            return "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
        }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case " "..."~": String(scalar)
            default:
                "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func isPlainWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
        let isWord = text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0) }
        return isWord && !["true", "false", "null"].contains(text.lowercased())
    }
}
