import LibFuzzer
import ToolValidation

@testable import PatternCompiler

/// Compiles an expression for every engine, and lets them judge a text: neither may fail, and the verdicts must agree.
///
/// The input is a byte whose bits are the flags, the expression up to a zero byte, and the text. A first byte of 0xFF
/// stands before a damaged automaton instead, up to a zero byte, that is to be read without harm.
private func fuzzPattern(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let first = input.first else { return 0 }
    let parts = input.dropFirst().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    // A copy of exact size, so that the sanitizer sees a step outside.
    let text = parts.count > 1 ? Array(parts[1]) : []
    if first == 0xFF {
        _ = verdict(Pattern(source: "", flags: "", automaton: Array(parts[0])), text)
    } else if parts[0].count <= 64 {
        compare(String(decoding: parts[0], as: UTF8.self), flags(first), text)
    }
    return 0
}

private func compare(_ source: String, _ flags: String, _ text: [UInt8]) {
    guard let compiled = try? PatternCompiler.compile(source, flags: flags) else { return }
    let expected = verdict(pattern(compiled), text)
    let isText = String(validating: text, as: UTF8.self) != nil
    for engine in [CompiledPattern.Engine.stateSets, .backtracking] where compiled.engine == .table {
        guard let other = try? PatternCompiler.compile(source, flags: flags, for: engine) else { continue }
        let found = verdict(pattern(other), text)
        precondition(!isText || found == .undecided || found == expected, "/\(source)/\(flags) with \(engine.rawValue)")
    }
}

private func pattern(_ compiled: CompiledPattern) -> Pattern {
    Pattern(source: compiled.source, flags: compiled.flags, automaton: compiled.automaton)
}

private func verdict(_ pattern: Pattern, _ text: [UInt8]) -> Pattern.Verdict {
    text.withUnsafeBufferPointer { pattern.verdict($0) }
}

private func flags(_ bits: UInt8) -> String {
    var result = ""
    for (index, flag) in ["i", "m", "s", "y"].enumerated() where bits >> UInt8(index) & 1 == 1 { result += flag }
    return result + ["", "u", "v", ""][Int(bits >> 4 & 3)]
}

@main
struct PatternFuzzer {
    static func main() {
        fuzz { fuzzPattern($0, $1) }
    }
}
