import Diagnostics
import Testing

@testable import YAMLReader

/// Carets inside scalars stand under the character that was meant, whatever the style.
struct ScalarPositionTests {
    /// The positions of each character of the first value of a file, and of its end.
    private func positions(_ text: String) throws -> String {
        let document = read(text)
        let scalar = try #require(document.root?.mapping?.entries.first?.value.scalar)
        return (0...scalar.text.unicodeScalars.count)
            .map { document.position(ofScalarAt: $0, in: scalar).text }
            .joined(separator: " ")
    }

    @Test(arguments: [
        // Plain, folded over lines: a break is a space, an empty line a break.
        Example("k: abc\n", "1:4 1:5 1:6 1:7"),
        Example("k: ab\n  cd\n", "1:4 1:5 1:6 2:3 2:4 2:5"),
        Example("k: a  \n\n  b\n", "1:4 2:1 3:3 3:4"),
        Example("k: &a ab\n", "1:7 1:8 1:9"),
        Example("k: é😀x\n", "1:4 1:5 1:6 1:7"),
        // Single quotes: a pair is one character.
        Example("k: 'a''b'\n", "1:5 1:6 1:8 1:9"),
        Example("k: 'a\n  b'\n", "1:5 1:6 2:3 2:4"),
        Example("k: ''\n", "1:5"),
        Example("k: ' a '\n", "1:5 1:6 1:7 1:8"),
        // Double quotes: an escape stands where its backslash does, an escaped break for nothing.
        Example(#"k: "a\tb\x41\u00e9\U0001F600c""#, "1:5 1:6 1:8 1:9 1:13 1:19 1:29 1:30"),
        Example("k: \"a\\\n  b\"\n", "1:5 2:3 2:4"),
        Example("k: \"a\\\n\n  b\"\n", "1:5 2:1 3:3 3:4"),
        Example("k: \"a\n\n\n b\"\n", "1:5 2:1 3:1 4:2 4:3"),
        // Literal blocks keep their breaks.
        Example("k: |\n  ab\n  c\n", "2:3 2:4 2:5 3:3 3:4 4:1"),
        Example("k: |-\n  ab\n\n   c\n", "2:3 2:4 2:5 3:1 4:3 4:4 4:5"),
        Example("k: |+ # note\n  a\n\n", "2:3 2:4 3:1 4:1"),
        Example("k: |2\n   a\n", "2:3 2:4 2:5 3:1"),
        Example("k: |\n  a", "2:3 2:4"),
        // Folded blocks: a break between lines is a space, unless one of them is indented more.
        Example("k: >\n  a\n  b\n", "2:3 2:4 3:3 3:4 4:1"),
        Example("k: >-\n  a\n\n  b\n", "2:3 3:1 4:3 4:4"),
        Example("k: >-\n  a\n    b\n  c\n", "2:3 2:4 3:3 3:4 3:5 3:6 4:3 4:4"),
        // CR LF counts as one break.
        Example("k: |\r\n  a\r\n  b\r\n", "2:3 2:4 3:3 3:4 4:1"),
        Example("k: 'a\r\n  b'\r\n", "1:5 1:6 2:3 2:4"),
    ])
    func mapsEachCharacter(_ example: Example) throws {
        #expect(try positions(example.text) == example.report)
    }

    @Test func offsetsOutsideTheTextStandForItsEnds() throws {
        let document = read("k: 'abc'\n")
        let scalar = try #require(document.root?.mapping?["k"]?.scalar)
        #expect(document.position(ofScalarAt: -1, in: scalar).text == "1:5")
        #expect(document.position(ofScalarAt: 99, in: scalar).text == "1:8")
        #expect(document.location(ofScalarsIn: 1..<2, in: scalar).text == "1:6-1:7")
    }

    /// Reads every scalar of an awkward document a second time and must come to libyaml's text.
    @Test func readsScalarsAsLibyamlDoes() throws {
        let document = read(Sample.text)
        #expect(report(document.diagnostics) == "")
        for scalar in try #require(document.root).scalars {
            let positions = ScalarPositions(of: scalar, in: document.source)
            #expect(String(String.UnicodeScalarView(positions.text)) == scalar.text)
        }
    }
}
