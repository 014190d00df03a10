import Testing
import ToolValidation

@testable import PatternCompiler

@Suite("Damaged programs")
struct DamagedProgramTests {
    static let sources = [
        ("(?<=(a)|(?!b))(?=.*\\1)c{2,3}", ""), ("(?:(a+)|é\\b)*?\\1$", "i"), ("(?<!^[^a😀]+)(?=(?<=\\w)x)|b", "u"),
        ("a{0,5}b|^(?:cd?)+$", "m"), ("[[\\q{ab|é}\\d]--5]+(?!\\W)", "v"),
    ]

    /// Bytes that are no UTF-8: pieces of characters, in all orders.
    private static func malformed(using random: inout SplitMix64) -> [UInt8] {
        let pieces: [UInt8] = [
            0x61, 0x62, 0x80, 0xBF, 0xC3, 0xA9, 0xE2, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0xF4, 0xF8, 0xFF,
        ]
        return (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? 0 }
    }

    @Test("They neither crash nor read outside", arguments: sources, [CompiledPattern.Engine.stateSets, .backtracking])
    func damaged(_ pattern: (source: String, flags: String), _ use: CompiledPattern.Engine) throws {
        let intact = try PatternCompiler.compile(pattern.source, flags: pattern.flags, for: use).automaton
        var random = SplitMix64(state: 11)
        for round in 0..<600 {
            // A copy of exact size, so that the address sanitizer sees a step outside.
            var program = intact
            if round % 5 == 0 { program.removeLast(Int.random(in: 0...program.count, using: &random)) }
            for _ in 0..<round % 4 where !program.isEmpty {
                // Valid digits, so that more of the damage is read.
                let index = Int.random(in: 0..<program.count, using: &random)
                program[index] = UInt8.random(in: 0x30...0x6F, using: &random)
            }
            let damaged = Pattern(source: pattern.source, flags: pattern.flags, automaton: Array(program))
            for text in ["", "abcé😀xé", "aaacc5"] { _ = damaged.matches(text) }
            _ = Self.malformed(using: &random).withUnsafeBufferPointer { damaged.matches($0) }
        }
    }

    @Test("Bytes that are no UTF-8 are read without harm", arguments: sources)
    func malformed(_ pattern: (source: String, flags: String)) throws {
        var random = SplitMix64(state: 13)
        for use in [nil, CompiledPattern.Engine.stateSets, .backtracking] {
            let compiled = Pattern(try PatternCompiler.compile(pattern.source, flags: pattern.flags, for: use))
            for _ in 0..<500 {
                _ = Self.malformed(using: &random).withUnsafeBufferPointer { compiled.matches($0) }
            }
        }
    }

    @Test("A lookaround that holds itself is not decided")
    func recursion() throws {
        // The lookaround's first state is the pattern's, which looks around.
        let digits = "2" + "1" + "1" + "00" + "0" + "0" + "0" + "1" + "00" + "0" + "0" + "2" + "320" + "400" + "0"
        var text = "a"
        let pattern = Pattern(source: "", flags: "", automaton: Array(digits.utf8))
        #expect(text.withUTF8 { pattern.verdict($0) } == .undecided)
    }
}
