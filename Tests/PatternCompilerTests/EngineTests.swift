import Testing
import ToolValidation

@testable import PatternCompiler

/// What is particular to how a pattern is matched.
@Suite("Engines")
struct EngineTests {
    private func verdict(
        _ source: String,
        _ flags: String,
        for use: CompiledPattern.Engine? = nil,
        _ text: String
    ) throws -> Pattern.Verdict {
        var text = text
        let pattern = Pattern(try PatternCompiler.compile(source, flags: flags, for: use))
        return text.withUTF8 { pattern.verdict($0) }
    }

    @Test(
        "Only what no table holds has another engine",
        arguments: [
            (#"(?<!\d)\d{3}(?!\d)"#, CompiledPattern.Engine.table), ("^(?:(?!foo).)*$", .table),
            ("^(?=.*a)(?!.*b)(?<=^)(?<!c).+$", .table), (".*a.{25}", .stateSets), (#"(a)\1"#, .backtracking),
            (#"(?<n>a)\k<n>"#, .backtracking), (#"\1(a)"#, .backtracking),
        ]
    )
    func choice(_ source: String, _ engine: CompiledPattern.Engine) throws {
        #expect(try PatternCompiler.compile(source, flags: "").engine == engine)
    }

    @Test("What takes too many steps to try is not decided, and does not match")
    func steps() throws {
        let hostile = String(repeating: "a", count: 100_000)
        #expect(try verdict(#"^(a+)+(b)\2$"#, "", hostile) == .undecided)
        #expect(try !Pattern(PatternCompiler.compile(#"^(a+)+(b)\2$"#, flags: "")).matches(hostile))
        #expect(try verdict(#"^(a+)\1$"#, "", String(repeating: "a", count: 1_000)) == .match)
    }

    @Test("A text for which sets of states would need too much memory is not decided")
    func memory() throws {
        let lookaheads = (0..<64).map { "(?=.{\($0)})" }.joined()
        let text = String(repeating: "a", count: 3 << 20)
        #expect(try verdict(lookaheads, "", for: .stateSets, text) == .undecided)
        #expect(try verdict(lookaheads, "", for: .stateSets, String(text.prefix(200))) == .match)
    }

    @Test(
        "Backreferences compare as the flags say, in the direction of their lookaround",
        arguments: [
            (#"^(é)\1$"#, "", "éé", true), (#"^(é)\1$"#, "", "éÉ", false), (#"^(é)\1$"#, "i", "éÉ", true),
            (#"^(s)\1$"#, "i", "sſ", false), (#"^(s)\1$"#, "iu", "sſ", true), (#"^(.)\1$"#, "", "😀", false),
            (#"^(.)\1$"#, "u", "😀😀", true), (#"^(.)\1$"#, "u", "😀😁", false), (#"^(..)\1$"#, "", "😀😀", true),
            (#"(?<=\1(a.))$"#, "", "abab", true), (#"(?<=(a.)\1)$"#, "", "abab", true),
            (#"(?<=^\1(a.))$"#, "", "ab", false),
            (#"^(?=(a+))\1b"#, "", "aaab", true), (#"^(?=(a+))a\1b"#, "", "aaab", false),
            (#"^(?!(a)b)\1c"#, "", "c", true), (#"^(?:(a)|b)*\1$"#, "", "ab", true),
            (#"^(?:(a)|(b)){2}\1\2$"#, "", "abb", true), (#"^(?:(a)|(b)){2}\1\2$"#, "", "abab", false),
            (#"^(a*?)(b|ab)\1$"#, "", "ab", true), (#"^(?:a{0,3}?(b)|c)+\1$"#, "", "aabcb", false),
        ]
    )
    func backreferences(_ source: String, _ flags: String, _ text: String, _ isMatch: Bool) throws {
        #expect(try verdict(source, flags, text) == (isMatch ? .match : .noMatch))
    }

    @Test(
        "Lookarounds in lookarounds, in loops and at edges are the same in every engine",
        arguments: [
            (#"^(?=(?!.*b).*a)(?<=^).*$"#, ""), (#"(?<=(?<!a)b)c"#, ""), (#"(?<!(?=b)b)c"#, ""),
            (#"(?!(?<=a)b)[bc]"#, ""),
            (#"^(?:a(?=b|$)|b(?<=ab))+$"#, ""), (#"(?<![a-z](?!c))c$"#, ""), (#"^(?:(?=a*b)(?!aab)[ab])*$"#, ""),
            (#"\b(?=a)|(?<=b)\B"#, ""), (#"(?<=^|\n)a(?=$|\n)"#, "m"), (#"(?<=\ud83d)\ude00"#, ""),
            (#"(?<=(?=\ud83d)..)c"#, ""), (#"(?<!😀)c"#, "u"), (#"(?=[^]{2}$)."#, "s"), (#"a(?=b)"#, "y"),
            (#"(?<!a(?=bc))b"#, ""),
            (#"(?<!(?<!a)b)c"#, ""), (#"(?!(?!a)[ab])[ab]"#, ""), (#"(?<!(?!b)[ab]|c(?=c))c"#, ""),
        ]
    )
    func lookarounds(_ source: String, _ flags: String) throws {
        var random = SplitMix64(state: 3)
        var matches = 0
        for _ in 0..<300 {
            let letters = ["a", "b", "c", "\n", "😀", "b", "a"]
            let count = Int.random(in: 0...7, using: &random)
            let text = (0..<count).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
            let expected = try verdict(source, flags, for: .backtracking, text)
            #expect(try verdict(source, flags, for: .table, text) == expected, "\(text.debugDescription)")
            #expect(try verdict(source, flags, for: .stateSets, text) == expected, "\(text.debugDescription)")
            matches += expected == .match ? 1 : 0
        }
        #expect(matches > 10 && matches < 300)
    }

    @Test(
        "Of what several lookaheads demand, nothing is lost",
        arguments: [
            (#"^(?:(?=a{0,2}b)[ab])+$"#, "aaab", false), (#"^(?:(?=a{0,2}b)[ab])+$"#, "aabab", true),
            (#"^(?:(?!a{2}b)[ab])+$"#, "aaab", false), (#"^(?:(?!a{2}b)[ab])+$"#, "aaaa", true),
            (#"^(?=.*a)(?=.*b)(?!.*c).*$"#, "xbxa", true), (#"^(?=.*a)(?=.*b)(?!.*c).*$"#, "xbxac", false),
        ]
    )
    func obligations(_ source: String, _ text: String, _ isMatch: Bool) throws {
        for use in [CompiledPattern.Engine.table, .stateSets, .backtracking] {
            #expect(try verdict(source, "", for: use, text) == (isMatch ? .match : .noMatch), "\(use)")
        }
    }

    @Test("A report shows a text of each verdict", arguments: ["^[a-z]+$", "(?<=a)b", "😀", #"^(a|b)\1$"#, "^a{3}$"])
    func report(_ source: String) throws {
        let report = try PatternReport(source, flags: "")
        let pattern = Pattern(report.compiled)
        #expect(pattern.matches(try #require(report.matching)))
        #expect(!pattern.matches(try #require(report.nonMatching)))
    }

    @Test("What always or never matches has no text of the other verdict")
    func extremes() throws {
        #expect(try PatternReport("a*", flags: "").nonMatching == nil)
        #expect(try PatternReport("a^", flags: "").matching == nil)
        #expect(try PatternReport("a*", flags: "").compiled.matchesEverything)
        #expect(try PatternReport("a^", flags: "").compiled.matchesNothing)
    }

    @Test("A diagram is a flowchart of the minimal automaton, whose labels Mermaid can read")
    func diagram() throws {
        let diagram = try PatternReport(#"^["\s]$"#, flags: "").diagram
        #expect(
            diagram == """
                flowchart LR
                    s1(((matched)))
                    s2((start))
                    s3(((3)))
                    s2 -- "U+9-U+D ␣ #34; U+A0 U+1680 U+2000-U+200A …" --> s3
                """
        )
    }
}
