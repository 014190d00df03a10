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

    /// The position of the text that stands behind a closed quote at which the parser wanted a key.
    func textBehindQuote(before position: SourcePosition) -> SourcePosition? {
        let line = scalars(position.line).prefix(position.column - 1)
        guard let last = line.last(where: { $0 != " " }), last == "'" || last == "\"" else { return nil }
        return position
    }

    /// The text of a value that begins with '!', and its position.
    func tagLikeText(onLineOf position: SourcePosition) -> (text: String, position: SourcePosition)? {
        let line = scalars(position.line)
        for index in line.indices.dropFirst(2).prefix(max(0, position.column - 2)) where line[index] == "!" {
            guard line[index - 1] == " ", line[index - 2] == ":" || line[index - 2] == "-" else { continue }
            var text = String.UnicodeScalarView(line[index...])
            while text.last == " " { text.removeLast() }
            return (String(text), SourcePosition(line: position.line, column: index + 1))
        }
        return nil
    }
}
