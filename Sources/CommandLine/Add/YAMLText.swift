import Diagnostics
import YAMLReader

/// Texts as YAML scalars that stand for exactly them, in blocks and in `{ }` alike.
enum YAMLText {
    /// A text, plain where nobody could take it for anything else, and in double quotes otherwise.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : "\"\(text.unicodeScalars.map(escaped).joined())\""
    }

    /// A cautious choice: sentences of words and the punctuation that means nothing to YAML.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isUpperASCII || first.isLowerASCII, text.utf8.last != UInt8(ascii: " ")
        else { return false }
        let isHarmless = text.utf8.allSatisfy { $0.isAlphanumericASCII || " _.-/()'+".utf8.contains($0) }
        guard isHarmless else { return false }
        let place = YAMLScalar(text: text, style: .plain, location: .init(path: "", start: .init(line: 1, column: 1)))
        // `true`, `null` and the like mean something else without quotes.
        return place.value == .text
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        default:
            return String(scalar)
        }
    }
}
