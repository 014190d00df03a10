/// The stretch of a source line that is shown, with the caret under it.
struct Excerpt {
    /// What is shown of the line.
    private(set) var text = ""
    /// The columns before the caret.
    private(set) var caretColumn = 0
    /// `^`, or `^~~~` under a stretch.
    private(set) var underline = "^"

    /// The columns that a tab is shown with; the caret must stand right whatever the terminal makes of tabs.
    private static let tab = "    "

    init?(of location: SourceLocation, in source: SourceText, width: Int) {
        guard let lineEnd = source.endOfLine(location.start.line) else { return nil }
        // Only what is shown is decoded: a line may be as long as the file.
        let start = min(max(location.start.column, 1), lineEnd.column)
        let isOneLine = location.end.line == location.start.line
        let end = isOneLine ? max(location.end.column, start) : lineEnd.column
        let window = Self.window(in: lineEnd.column - 1, around: start - 1, width: max(width, 8))
        let line = source.text(
            from: SourcePosition(line: lineEnd.line, column: window.lowerBound + 1),
            to: SourcePosition(line: lineEnd.line, column: window.upperBound + 1)
        )
        if window.lowerBound > 0 {
            text += "…"
            caretColumn += 1
        }
        var underlined = 0
        for (scalar, column) in zip(line.unicodeScalars, (window.lowerBound + 1)...) {
            let (cell, columns) = Self.cell(for: scalar)
            text += cell
            if column < start { caretColumn += columns } else if column < end { underlined += columns }
        }
        if window.upperBound < lineEnd.column - 1 { text += "…" }
        underline = "^" + String(repeating: "~", count: max(underlined - 1, 0))
    }

    /// The characters to show: two thirds of the width before the caret, the rest behind it.
    private static func window(in count: Int, around caret: Int, width: Int) -> Range<Int> {
        guard count > width else { return 0..<count }
        let lower = min(max(0, caret - width * 2 / 3), count - width)
        return lower..<(lower + width)
    }

    private static func cell(for scalar: Unicode.Scalar) -> (text: String, columns: Int) {
        if scalar == "\t" { return (tab, tab.utf8.count) }
        let cell = PrintableText.cell(for: scalar)
        let isEscaped = cell.unicodeScalars.first != scalar
        return (cell, isEscaped ? cell.utf8.count : PrintableText.width(of: scalar))
    }
}
