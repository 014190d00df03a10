/// Writes texts so that they come out of Swift source as themselves. Every text from YAML passes one of these functions.
package enum SwiftLiteral {
    /// A string literal that stands for exactly a text.
    ///
    /// Texts with quotes or backslashes and without control characters become raw literals, so that patterns and JSON
    /// can be read as they were written.
    package static func string(_ text: String) -> String {
        guard isPlain(text) || !text.unicodeScalars.contains(where: isHidden) else { return "\"\(escaped(text))\"" }
        guard let run = longestHashRun(in: text) else { return "\"\(text)\"" }
        let hashes = String(repeating: "#", count: run + 1)
        return "\(hashes)\"\(text)\"\(hashes)"
    }

    /// A whole number whose digits stand in groups: `4_194_304`.
    static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        for index in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert("_", at: index) }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// The lines of a documentation comment that shows a text; a line break is the only way out of such a comment.
    static func documentation(_ text: String) -> [String] {
        guard !isPlain(text) else { return [withoutSpaceAtEnd(text)].filter { !$0.isEmpty } }
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: UnicodeScalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            if scalar == "\n" || scalar == "\r" {
                lines.append(String(line))
                line = String.UnicodeScalarView()
            } else {
                line.append(isHidden(scalar) && scalar != "\t" ? "\u{FFFD}" : scalar)
            }
        }
        lines.append(String(line))
        while lines.last?.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) == true { lines.removeLast() }
        return lines.map(withoutSpaceAtEnd)
    }

    private static func withoutSpaceAtEnd(_ line: String) -> String {
        guard line.utf8.last == UInt8(ascii: " ") else { return line }
        return String(decoding: line.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.reversed(), as: UTF8.self)
    }

    /// Whether all of a text is ASCII that can be seen: of most texts there is nothing else to find out.
    private static func isPlain(_ text: String) -> Bool {
        bytes(of: text) { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isHidden(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a reader of the source would not see the character: controls, line separators, marks that turn the
    /// direction of text (which could make source look like other source), and other invisible ones.
    private static func isHidden(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE0FFF:
            true
        default:
            false
        }
    }

    /// How many `#` a raw literal's delimiter must exceed: the longest run behind a quote or a backslash, of which there
    /// may be none.
    private static func longestHashRun(in text: String) -> Int? {
        bytes(of: text) { bytes in
            var longest: Int?
            var run: Int?
            for byte in bytes {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    run = 0
                    longest = longest ?? 0
                } else if byte == UInt8(ascii: "#"), let length = run {
                    run = length + 1
                    longest = max(longest ?? 0, length + 1)
                } else {
                    run = nil
                }
            }
            return longest
        }
    }

    /// Texts may be long, and through a buffer their bytes are looked at many times faster than through a view.
    private static func bytes<Result>(of text: String, _ look: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(look)
    }
}
