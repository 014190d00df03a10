/// Writes diagnostics as text, in the form that SwiftPM, Xcode and editors pick up.
///
/// ```
/// Sources/Calculator/tools.yaml:31:18: error: unterminated character class [pattern-syntax]
/// 31 |         regex: '^[\d\s+$'
///    |                  ^ this '[' is never closed
/// ```
public struct DiagnosticRenderer: Sendable {
    /// Whether the source line is shown under each message: for people at a terminal.
    public var showsExcerpts: Bool
    /// Whether messages are coloured by ANSI sequences.
    public var usesColor: Bool
    /// How many errors are shown, and how many warnings; of the others only the number is.
    public var limit: Int
    /// The columns of an excerpt; of a longer line the stretch around the caret is shown.
    public var excerptWidth: Int
    private let sources: [String: SourceText]

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - sources: The files that diagnostics may point into. A file that is missing gets no excerpts.
    ///   - showsExcerpts: Whether the source line is shown under each message.
    ///   - usesColor: Whether messages are coloured.
    ///   - limit: How many errors are shown, and how many warnings.
    ///   - excerptWidth: The columns of an excerpt.
    public init(
        sources: [SourceText] = [],
        showsExcerpts: Bool = false,
        usesColor: Bool = false,
        limit: Int = 50,
        excerptWidth: Int = 100
    ) {
        self.sources = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
        self.showsExcerpts = showsExcerpts
        self.usesColor = usesColor
        self.limit = limit
        self.excerptWidth = excerptWidth
    }

    /// Writes diagnostics in the order in which they are given, errors and warnings up to the limit.
    ///
    /// - Parameter diagnostics: The findings; see ``Swift/Sequence/inOrder(ofPaths:)``.
    /// - Returns: Whole lines, each with its line break; the empty text for no findings.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        var output = ""
        var counts: [Diagnostic.Severity: Int] = [:]
        for diagnostic in diagnostics {
            counts[diagnostic.severity, default: 0] += 1
            guard counts[diagnostic.severity, default: 0] <= limit else { continue }
            output += render(diagnostic)
        }
        let hidden = [Diagnostic.Severity.error, .warning].compactMap { severity -> String? in
            let number = counts[severity, default: 0] - limit
            return number > 0 ? "\(number) more \(severity.rawValue)\(number == 1 ? "" : "s")" : nil
        }
        return hidden.isEmpty ? output : output + "and \(hidden.joined(separator: " and "))\n"
    }

    /// Writes one diagnostic with its notes.
    public func render(_ diagnostic: Diagnostic) -> String {
        let title = styled(diagnostic.severity.rawValue + ":", diagnostic.severity == .error ? .red : .magenta)
        let message = styled(PrintableText.escape(diagnostic.message), .bold)
        var output = "\(place(diagnostic.location)) \(title) \(message) [\(diagnostic.rule)]\n"
        var remarks = diagnostic.notes.filter { $0.location == nil }.map(\.message)
        if let excerpt = excerpt(of: diagnostic.location, remarks: remarks) {
            output += excerpt
            remarks = []
        }
        // Without an excerpt nothing would show a remark under the caret, so that it takes the finding's own place.
        for remark in remarks { output += note(remark, at: diagnostic.location) }
        for note in diagnostic.notes {
            guard let location = note.location else { continue }
            output += self.note(note.message, at: location) + (excerpt(of: location, remarks: []) ?? "")
        }
        return output
    }

    private func note(_ message: String, at location: SourceLocation) -> String {
        "\(place(location)) \(styled("note:", .cyan)) \(PrintableText.escape(message))\n"
    }

    private func place(_ location: SourceLocation) -> String {
        styled("\(PrintableText.escape(location.path)):\(location.start.line):\(location.start.column):", .bold)
    }

    private func excerpt(of location: SourceLocation, remarks: [String]) -> String? {
        guard showsExcerpts, let source = sources[location.path],
            let excerpt = Excerpt(of: location, in: source, width: excerptWidth)
        else { return nil }
        let number = String(location.start.line)
        let gutter = String(repeating: " ", count: number.utf8.count) + " |"
        var output = "\(number) | \(excerpt.text)\n".trimmingTrailingSpace
        let indent = String(repeating: " ", count: excerpt.caretColumn)
        let underline = styled(excerpt.underline, .green)
        let first = remarks.first.map { " " + PrintableText.escape($0) } ?? ""
        output += "\(gutter) \(indent)\(underline)\(first)\n"
        let hanging = indent + String(repeating: " ", count: excerpt.underline.utf8.count)
        for remark in remarks.dropFirst() { output += "\(gutter) \(hanging) \(PrintableText.escape(remark))\n" }
        return output
    }

    private enum Style: String {
        case bold = "1"
        case red = "1;31"
        case magenta = "1;35"
        case cyan = "1;36"
        case green = "1;32"
    }

    private func styled(_ text: String, _ style: Style) -> String {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// A line of output without the spaces before its line break, which a cut or empty source line leaves.
    fileprivate var trimmingTrailingSpace: String {
        var scalars = unicodeScalars
        guard scalars.popLast() == "\n" else { return self }
        while scalars.last == " " { scalars.removeLast() }
        scalars.append("\n")
        return String(scalars)
    }
}
