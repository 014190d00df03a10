import Diagnostics
import Testing

struct SourceTextTests {
    @Test func positionsAndOffsetsAreInverse() {
        let long = String(repeating: "añ日😀", count: 300)
        for text in ["", "a", "\n", "a\r\nb\rc\n", "é😀\n\n日本", long, long + "\n" + long + "\r\nx"] {
            let source = SourceText(path: "f", bytes: Array(text.utf8))
            var position = SourcePosition(line: 1, column: 1)
            var offset = 0
            var previous: Unicode.Scalar?
            for scalar in text.unicodeScalars {
                #expect(source.position(atByteOffset: offset) == position)
                // The LF of a CR LF lies behind its line's end.
                if !(previous == "\r" && scalar == "\n") { #expect(source.byteOffset(of: position) == offset) }
                offset += scalar.utf8.count
                let isBreak = scalar == "\n" || (scalar == "\r" && Array(text.utf8).dropFirst(offset).first != 0x0A)
                position =
                    isBreak
                    ? SourcePosition(line: position.line + 1, column: 1)
                    : SourcePosition(line: position.line, column: position.column + 1)
                previous = scalar
            }
            #expect(source.position(atByteOffset: offset) == position)
            #expect(source.byteOffset(of: position) == offset)
            #expect(source.lineCount == position.line)
        }
    }

    @Test func linesComeWithoutTheirBreaks() {
        let source = SourceText(path: "f", bytes: Array("\u{FEFF}a\r\nb\r\rc".utf8) + [0xFF])
        #expect((0...5).map { source.line($0) } == [nil, "a", "b", "", "c\u{FFFD}", nil])
        #expect(source.endOfLine(1) == SourcePosition(line: 1, column: 2))
        #expect(
            source.text(from: SourcePosition(line: 1, column: 1), to: SourcePosition(line: 2, column: 2)) == "a\r\nb"
        )
        // Backwards is empty.
        #expect(source.text(from: SourcePosition(line: 2, column: 1), to: SourcePosition(line: 1, column: 1)) == "")
    }
}

struct SuggestionTests {
    private static let names = ["mcp", "health", "readiness", "metrics", "webhook", "custom", "description"]

    @Test(arguments: [
        ("metric", "metrics"), ("Metrics", "metrics"), ("helath", "health"), ("weebhok", "webhook"),
        ("desciption", "description"), ("mpc", "mcp"),
    ])
    func findsWhatWasMeant(_ name: String, _ meant: String) {
        #expect(Suggestion.nearest(to: name, in: Self.names) == meant)
    }

    @Test(arguments: ["", "x", "foo", "banana", "title", String(repeating: "metrics", count: 20)])
    func staysSilentOtherwise(_ name: String) {
        #expect(Suggestion.nearest(to: name, in: Self.names) == nil)
    }

    @Test func theFirstOfEquallyNearOnesIsTaken() {
        #expect(Suggestion.nearest(to: "mix", in: ["min", "max", "mia"]) == "min")
        #expect(Suggestion.nearest(to: "a", in: ["b"]) == nil)
    }
}
