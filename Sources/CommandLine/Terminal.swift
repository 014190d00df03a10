import Foundation

/// Where text goes: plain into files and pipes, coloured on a terminal whose owner did not say no.
enum Terminal {
    /// Whether standard error is a terminal.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output is a terminal that may be coloured.
    static var outputTakesColor: Bool { isatty(STDOUT_FILENO) == 1 && allowsColor }

    /// Whether standard error is a terminal that may be coloured.
    static var errorTakesColor: Bool { errorIsTerminal && allowsColor }

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

    /// The text in a style, where standard output shows it.
    static func styled(_ text: String, _ style: Style) -> String {
        outputTakesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
