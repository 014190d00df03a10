import PatternCompiler
import Testing

@Suite("Sizes")
struct SizeTests {
    private func stateCount(_ source: String, _ flags: String = "") throws -> Int {
        try PatternCompiler.compile(source, flags: flags).stateCount
    }

    @Test(
        "Automata are minimal: two sinks, and a state for each thing worth remembering",
        arguments: [
            ("", 2), ("a", 3), ("^", 2), ("^a$", 4), ("^a*$", 3), ("^(?:a|b|ab)*$", 3), ("[]", 2), ("[^]", 3),
            ("^(a+)+$", 4), ("(x+x+)+y", 5), ("^(?:a?){28}a{28}$", 59), ("^[a-z]+(?:[A-Z][a-z]*)*$", 4),
        ]
    )
    func minimal(_ pattern: String, _ states: Int) throws {
        #expect(try stateCount(pattern) == states)
    }

    @Test("States between the bytes of a character are shared, and absent where nothing depends on them")
    func bytes() throws {
        #expect(try stateCount("^[a-z]$") == 4)
        #expect(try stateCount("^[^]$", "u") == stateCount("^é[^]$", "u") - 2)
        #expect(try stateCount("é", "u") == 4)
    }

    @Test("States grow with a count as it does", arguments: ["^[a-z]{1,N}$", "^(?:ab?){N}$", #"^\d{N}-\d{N}$"#])
    func linear(_ template: String) throws {
        let counts = try [50, 100, 200].map { count in
            let pattern = template.split(separator: "N", omittingEmptySubsequences: false).joined(separator: "\(count)")
            return try stateCount(pattern)
        }
        #expect(counts[2] - counts[1] == 2 * (counts[1] - counts[0]))
    }

    @Test(
        "Hostile patterns are refused before they cost anything",
        arguments: [
            "(a{1000}){1000}", "(?:(?:(?:){1000}){1000}){1000}", "a{99999999999999999999}", "((((a{90}){90}){90}){90})",
            String(repeating: "(", count: 60_000), String(repeating: "(?:", count: 20_000),
            String(repeating: "[", count: 100_000), String(repeating: "a|", count: 32_000), ".{0,5000}x",
            "^(?:a|b){0,99}(?:(?:ab?){1,99}){50}$", "(?:(?:(?:a{0,9}){0,9}){0,9}){0,9}",
        ]
    )
    func hostile(_ pattern: String) {
        let error = #expect(throws: PatternError.self) { _ = try PatternCompiler.compile(pattern, flags: "") }
        #expect(error?.kind == .tooLarge)
    }

    @Test(
        "What would make too large a table is a program",
        arguments: [
            ".*a.{25}", "(?:a|b){0,99}(?:(?:ab?){1,9}){50}$", ".{0,4000}x", "^.{1,2000}$",
            "(?=.*a.{12}$)(?=.*b.{14}$).*c.{13}",
        ]
    )
    func stateSets(_ pattern: String) throws {
        #expect(try PatternCompiler.compile(pattern, flags: "").engine == .stateSets)
    }

    @Test("A set that tells too many classes apart is refused")
    func manyClasses() {
        let source = (0..<1_100).map { "\\u" + String(0x4E00 + 2 * $0, radix: 16) }.joined()
        let error = #expect(throws: PatternError.self) { _ = try PatternCompiler.compile(source, flags: "") }
        #expect(error?.kind == .tooLarge)
    }

    @Test("Groups may nest as deep as the limit says")
    func depth() throws {
        let limit = PatternLimits.groupDepth
        let source = String(repeating: "(?:x|(", count: limit / 2) + "a" + String(repeating: ")*)+", count: limit / 2)
        #expect(try stateCount(source) == 2)
    }
}
