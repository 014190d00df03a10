import PatternCompiler
import Testing
import ToolValidation

@Suite("Pattern")
struct PatternTests {
    static let compiledSources = [
        "^[a-z]+$", "a|é|😀", #"^\S{3,128}$"#, "^(?:[0-9a-f]{64} ?)*$", "", "[]",
        // More than 64 columns, with few states and with many.
        (33..<127).map { "\\x" + String($0, radix: 16) }.joined(separator: "|") + "{2}",
        (33..<127).map { "\\x" + String($0, radix: 16) }.joined(),
    ]

    /// The tables of `/^[^]$/u`: header, columns of the 256 bytes, rows of the start and of the state after one.
    static let anything: StaticString = """
        1110305050\
        0000000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000000\
        1111111111111111111111111111111111111111111111111111111111111111\
        2200000000000000000000000000000000000000000000000000022222222222\
        020200
        """

    @Test("Tables are printable, fit a raw literal and stay below the limit", arguments: compiledSources)
    func printable(_ source: String) throws {
        let automaton = try PatternCompiler.compile(source, flags: "").automaton
        #expect(automaton.allSatisfy { 0x30...0x6F ~= $0 })
        #expect(automaton.count <= PatternLimits.tableBytes)
    }

    @Test("A literal is read where it lies")
    func literal() throws {
        let pattern = Pattern("^[^]$", flags: "u", automaton: Self.anything)
        let compiled = try PatternCompiler.compile("^[^]$", flags: "u")
        #expect(compiled.automaton == Array("\(Self.anything)".utf8))
        #expect(pattern.matches("😀"))
        #expect(!pattern.matches("ab"))
        #expect(pattern.source == "^[^]$")
        #expect(pattern.flags == "u")
    }

    @Test("Strings of every storage are searched")
    func strings() throws {
        let pattern = Pattern(try PatternCompiler.compile("b+$", flags: ""))
        let long = String(repeating: "a", count: 1_000) + "bb"
        #expect(pattern.matches("ab"))
        #expect(pattern.matches(long))
        #expect(pattern.matches(String(long.dropFirst(500))))
        #expect(!pattern.matches(""))
        #expect(!pattern.matches(UnsafeBufferPointer(start: nil, count: 0)))
        #expect(Array("xbb".utf8).withUnsafeBufferPointer { pattern.matches($0) })
    }

    @Test(
        "Patterns that drive a backtracking matcher out of time take a step for each byte",
        .timeLimit(.minutes(1)),
        arguments: ["^(a+)+$", "^(a|aa)+$", "(x+x+)+y", "^(a*)*b$", "^(?:a?){28}a{28}$", #"^([\w.]+)+@$"#]
    )
    func linearTime(_ source: String) throws {
        let pattern = Pattern(try PatternCompiler.compile(source, flags: ""))
        let text = String(repeating: source.contains("x") ? "x" : "a", count: 1_000_000) + "!"
        #expect(!pattern.matches(text))
    }

    @Test("More columns or states than a digit can number")
    func wideTables() throws {
        let words = (33..<127).map { "\\x" + String($0, radix: 16) }
        let characters = String(String.UnicodeScalarView((33..<127).compactMap(Unicode.Scalar.init)))
        let sequence = Pattern(try PatternCompiler.compile("^" + words.joined() + "$", flags: ""))
        #expect(sequence.matches(characters))
        #expect(!sequence.matches(String(characters.reversed())))
        let pair = Pattern(
            try PatternCompiler.compile("^(?:\(words.map { $0 + "é" }.joined(separator: "|")))$", flags: "")
        )
        #expect(pair.matches("~é"))
        #expect(!pair.matches("~e"))
    }

    @Test("Damaged tables neither crash nor read outside", arguments: compiledSources)
    func damaged(_ source: String) throws {
        let intact = try PatternCompiler.compile(source, flags: "").automaton
        let texts = ["", "abc", "😀é日\u{2028}", String(repeating: "a~0f", count: 64)]
        let allBytes = (0...255).map { UInt8($0) }
        var random = SplitMix64(state: 7)
        for round in 0..<400 {
            // A copy of exact size, so that the address sanitizer sees a step outside.
            var table = intact
            switch round % 4 {
            case 0: table.removeLast(Int.random(in: 0...table.count, using: &random))
            case 1: table[Int.random(in: 0..<10, using: &random)] = UInt8.random(in: 0...255, using: &random)
            case 2:
                for _ in 0..<20 {
                    table[Int.random(in: 0..<table.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            default:
                // Valid digits everywhere, so that more of the damage passes the checks of the header.
                for index in 10..<table.count where index % 7 == round % 7 && index >= 266 {
                    table[index] = UInt8.random(in: 0x30...0x6F, using: &random)
                }
            }
            let pattern = Pattern(source: source, flags: "", automaton: Array(table))
            for text in texts { _ = pattern.matches(text) }
            _ = allBytes.withUnsafeBufferPointer { pattern.matches($0) }
        }
    }

    @Test("A table that is none matches nothing")
    func noTable() {
        for pattern in [
            Pattern("a", automaton: ""), Pattern("a", automaton: "1"), Pattern("a", automaton: "not a table"),
            Pattern(source: "a", flags: "", automaton: []),
            Pattern(source: "a", flags: "", automaton: [UInt8](repeating: 0x30, count: 5_000)),
        ] {
            #expect(!pattern.matches("a"))
            #expect(!pattern.matches(""))
        }
    }
}
