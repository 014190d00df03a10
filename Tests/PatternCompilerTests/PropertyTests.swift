import PatternCompiler
import Testing
import ToolValidation

@Suite("Properties")
struct PropertyTests {
    @Test(
        "Random expressions agree with a backtracking matcher",
        arguments: ["", "s", "m", "sm"],
        [1, 2, 3] as [UInt64]
    )
    func agreesWithOracle(_ flags: String, _ seed: UInt64) throws {
        var generator = OracleGenerator(
            random: SplitMix64(state: seed),
            isMultiline: flags.contains("m"),
            isDotAll: flags.contains("s")
        )
        for _ in 0..<150 {
            let expression = generator.pattern(depth: 3)
            let source = expression.source
            let pattern = Pattern(try PatternCompiler.compile(source, flags: flags))
            for _ in 0..<12 {
                let string = generator.string()
                #expect(
                    pattern.matches(string) == expression.matches(string),
                    "/\(source)/\(flags) on \(string.debugDescription)"
                )
            }
        }
    }

    @Test(
        "Octal escapes have at most three digits, and are at most 377",
        arguments: ["^\\0026$", "^\\26$", "^\\4771$"]
    )
    func octal(_ source: String) throws {
        let texts = ["^\\0026$": "\u{2}6", "^\\26$": "\u{16}", "^\\4771$": "\u{27}71"]
        #expect(Pattern(try PatternCompiler.compile(source, flags: "")).matches(try #require(texts[source])))
    }

    @Test("Flag u sees code points where its absence sees code units")
    func codePoints() throws {
        func verdict(_ source: String, _ flags: String, _ string: String) throws -> Bool {
            Pattern(try PatternCompiler.compile(source, flags: flags)).matches(string)
        }
        for (source, units, points) in [
            ("^.$", false, true), ("^.{2}$", true, false), ("^[^a]$", false, true), ("^[😀]$", false, true),
            ("^😀$", true, true), (#"^\ud83d\ude00$"#, true, true), (#"\ud83d"#, true, false), ("😀{2}", false, false),
            (#"^\S\S$"#, true, false), (#"[\ude00]$"#, true, false),
        ] {
            #expect(try verdict(source, "", "😀") == units, "/\(source)/")
            #expect(try verdict(source, "u", "😀") == points, "/\(source)/u")
        }
    }
}
