import PatternCompiler
import Testing
import ToolValidation

/// Texts that are long enough for the prefilter, held against state sets, which have none.
@Suite("Prefilter")
struct PrefilterTests {
    static let sources = [
        ("Exception", ""), ("exception", "i"), ("https?://[^ ]+", ""), ("error|warning|fatal|panic|timeout", ""),
        (#"\b(?:select|insert|update|delete)\b"#, "i"), (#"[\w.+-]+@[\w-]+\.\w+"#, ""), (#"\d{4}-\d{2}"#, ""),
        (#"^[\w ]+$"#, ""), (#"^[^\x00-\x1f]*$"#, ""), ("^[a-z ]*é?$", ""), ("ee", ""), ("é", ""), ("eé|ée", "u"),
        (#"[ \t]+\n"#, ""), (#"(?<=\$)\d+\.\d\d(?!\d)"#, ""), (#"\p{Lu}\d"#, "u"), ("x$", ""), ("(?!e)[^]x", ""),
        ("\u{20AC}[0-9]", ""), (#"[^\x00-\x7f]{3}"#, ""), (#"^(?:[^"]|"[^"]*")*$"#, ""), ("😀e", "u"), ("[]", ""),
    ]
    static let fillers = ["lorem ipsum dolor ", "e", " ", "é", "日本語 ", "a1-", "hhttp", "😀"]
    static let finds = [
        "", "Exception", "eXCEPTion", "https://a.org/", "timeout", " select ", "a@b.org", "2026-11", "\u{1}", "ee",
        "éé",
        "eé", "ée", " \n", "$12.50", "É1", "x", "€5", "\"", "😀e", "!",
    ]

    @Test("What the prefilter passes over holds no match", arguments: sources)
    func agreement(_ source: String, _ flags: String) throws {
        let table = try PatternCompiler.compile(source, flags: flags, for: .table)
        try #require(table.engine == .table)
        let pattern = Pattern(table)
        let reference = Pattern(try PatternCompiler.compile(source, flags: flags, for: .stateSets))
        var random = SplitMix64(state: 11)
        for filler in Self.fillers {
            for find in Self.finds {
                // At all distances from the ends and from a block's.
                let length = Int.random(in: 150...300, using: &random)
                let text = String(repeating: filler, count: length / filler.utf8.count)
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
                let whole = text[..<place] + find + text[place...]
                for text in [String(whole), text + find, find + text] {
                    #expect(pattern.matches(text) == reference.matches(text), "\(text)")
                }
            }
        }
    }

    @Test("Damaged tables are searched within the text", arguments: sources)
    func damaged(_ source: String, _ flags: String) throws {
        let intact = try PatternCompiler.compile(source, flags: flags).automaton
        let text = Self.finds.joined(separator: String(repeating: "e ", count: 80))
        var random = SplitMix64(state: 5)
        for _ in 0..<20 {
            var table = intact
            for _ in 0..<8 {
                table[Int.random(in: 10..<table.count, using: &random)] = UInt8.random(in: 0x30...0x6F, using: &random)
            }
            _ = Pattern(source: source, flags: flags, automaton: Array(table)).matches(text)
        }
    }
}
