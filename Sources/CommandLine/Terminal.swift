import Foundation

/// Where text goes: plain into files and pipes, coloured on a terminal whose owner did not say no.
enum Terminal {
    /// Whether standard error is a terminal.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output is a terminal that may be coloured.
    static var outputTakesColor: Bool { isatty(STDOUT_FILENO) == 1 && allowsColor }

    /// Whether standard error is a terminal that may be coloured.
    static var errorTakesColor: Bool { errorIsTerminal && allowsColor }

    /// Whether a person can be asked: at both ends of the conversation is a terminal.
    static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && errorIsTerminal }

    /// Asks a question and answers what was typed, or the default for an empty line; nothing at the end of input.
    static func ask(_ question: String, default standard: String?) -> String? {
        let hint = standard.map { " [\($0)]" } ?? ""
        try? FileHandle.standardError.write(contentsOf: Data("\(question)\(hint): ".utf8))
        guard let line = readLine()?.trimmingCharacters(in: .whitespaces) else { return nil }
        return line.isEmpty ? standard ?? "" : line
    }

    /// Writes to standard error.
    static func complain(_ text: String) {
        let line = text.hasSuffix("\n") || text.isEmpty ? text : "\(text)\n"
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }

    /// See https://no-color.org.
    private static var allowsColor: Bool {
        getenv("NO_COLOR").map { $0.pointee == 0 } ?? true && getenv("TERM").map { String(cString: $0) } != "dumb"
    }

    /// How a text looks on a terminal.
    enum Style: String {
        case dim = "2"
        case bold = "1"
        case red = "31"
        case green = "32"
    }

    /// The text in a style, where standard error shows it.
    static func styledError(_ text: String, _ style: Style) -> String {
        errorTakesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A text from elsewhere without what could move a terminal's cursor, change its colours or reorder its words.
    static func harmless(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\t": result.append(scalar)
            case "\r": break
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result.append("\u{FFFD}")
            case _ where scalar.properties.generalCategory == .control: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A text from elsewhere on one line, harmless and of a length that people read.
    static func oneLine(_ text: String) -> String {
        let line = harmless(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 500 ? "\(line.prefix(500))…" : line
    }

    /// The text in a style, where standard output shows it.
    static func styled(_ text: String, _ style: Style) -> String {
        outputTakesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
