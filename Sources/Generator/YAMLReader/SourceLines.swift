internal import Diagnostics

/// Looks at single lines of a file's text to find what a person meant by a syntax error.
struct SourceLines {
    private let source: SourceText

    init(_ source: SourceText) {
        self.source = source
    }

    private func scalars(_ line: Int) -> [Unicode.Scalar] {
        source.line(line).map { Array($0.unicodeScalars) } ?? []
    }

    func character(at position: SourcePosition) -> Unicode.Scalar? {
        let line = scalars(position.line)
        return line.indices.contains(position.column - 1) ? line[position.column - 1] : nil
    }

    /// The position behind the ':' of a line that begins with `key:value`, on the given line or one shortly above.
    func missingSpaceAfterColon(from number: Int) -> SourcePosition? {
        for line in stride(from: number, through: max(1, number - 2), by: -1) {
            let text = scalars(line)
            var index = text.firstIndex { $0 != " " && $0 != "-" } ?? text.endIndex
            let start = index
            while index < text.endIndex, isKeyCharacter(text[index]) { index += 1 }
            guard index > start, index + 1 < text.endIndex, text[index] == ":" else { continue }
            let next = text[index + 1]
            if next != " ", next != "\t", next != "/", next != ":" {
                return SourcePosition(line: line, column: index + 2)
            }
        }
        return nil
    }

    private func isKeyCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "." || scalar == "$" || scalar.properties.isAlphabetic
            || ("0"..."9").contains(scalar)
    }

    /// Whether no other ':' that ends a key stands before this one on its line.
    func isFirstColon(_ position: SourcePosition) -> Bool {
        let line = scalars(position.line).prefix(position.column - 1)
        return !zip(line, line.dropFirst()).contains { $0 == ":" && $1 == " " }
    }

    /// The position of the first character on a line that is not a space.
    func firstCharacter(onLine line: Int) -> SourcePosition? {
        scalars(line).firstIndex { $0 != " " }.map { SourcePosition(line: line, column: $0 + 1) }
    }

    /// The last character that is not a space before a position on its line.
    func lastCharacter(before position: SourcePosition) -> Unicode.Scalar? {
        scalars(position.line).prefix(position.column - 1).last { $0 != " " }
    }

    /// Whether a comment stands behind something else on a line.
    func endsWithComment(_ line: Int) -> Bool {
        let text = scalars(line).drop { $0 == " " }
        return zip(text, text.dropFirst()).contains { $0 == " " && $1 == "#" }
    }

    /// The text of a value that begins with '!', and its position.
    func tagLikeText(before position: SourcePosition, isInFlow: Bool) -> (text: String, position: SourcePosition)? {
        let line = scalars(position.line)
        var previous: Unicode.Scalar?
        for (index, scalar) in line.enumerated().prefix(position.column) {
            if scalar == "!", let previous, ":-,[".unicodeScalars.contains(previous) {
                let text = isInFlow ? Self.flowText(line[index...]) : line[index...]
                let trimmed = text.reversed().drop { $0 == " " }.reversed()
                return (
                    String(String.UnicodeScalarView(trimmed)), SourcePosition(line: position.line, column: index + 1)
                )
            }
            if scalar != " " { previous = scalar }
        }
        return nil
    }

    /// The text up to what ends a value inside `[ ]` or `{ }`, parentheses kept whole.
    private static func flowText(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case ",", "]", "}": if depth <= 0 { return text[..<index] }
            default: break
            }
        }
        return text
    }
}
