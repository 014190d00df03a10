import Foundation
import ToolValidation

@testable import PatternCompiler

/// Compares all engines with node, and counts what was compared.
struct FuzzRun {
    private(set) var pairs = 0
    private(set) var matching = 0
    private(set) var refused = 0
    private(set) var verdicts: [CompiledPattern.Engine: Int] = [:]
    private(set) var skipped: [String: Int] = [:]
    /// Sources and what is wrong about them.
    private(set) var differences: [(source: String, message: String)] = []
    /// The expression of modest length that took longest to compile, and the seconds of computing that it took.
    private(set) var slowest: (source: String, time: Double) = ("", 0)

    mutating func compare(_ cases: [FuzzCase]) throws {
        for (item, answer) in zip(cases, try Self.answers(cases)) { compare(item, answer) }
    }

    /// What node says to each case, in the signs of `verdicts.mjs`.
    private static func answers(_ cases: [FuzzCase]) throws -> [Substring] {
        let encoder = JSONEncoder()
        let lines = try cases.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        var answers: [Substring] = []
        while answers.count < cases.count {
            try Data(lines[answers.count...].joined(separator: "\n").utf8).write(to: file)
            let result = try Node.runScript("Fuzz/verdicts.mjs", [file.path(percentEncoded: false)])
            answers += result.output.split(separator: "\n")
            // Some expressions are too much for node: it goes on after the one that it died of.
            if answers.count < cases.count { answers.append("?") }
        }
        return answers
    }

    private mutating func compare(_ item: FuzzCase, _ answer: Substring) {
        guard answer != "?" else { return skip("node ran out of time or memory", item) }
        if item.texts.isEmpty { pairs += 1 }
        let isInvalid = answer == "!"
        do {
            let compiled = try timed(item)
            guard !isInvalid else { return differ(item, "is accepted") }
            var engines = [compiled]
            if compiled.engine == .table {
                engines.append(try PatternCompiler.compile(item.source, flags: item.flags, for: .stateSets))
            }
            if compiled.engine != .backtracking {
                engines.append(try PatternCompiler.compile(item.source, flags: item.flags, for: .backtracking))
            }
            let patterns = engines.map { ($0.engine, Pattern($0)) }
            for (text, digit) in zip(item.texts, answer.dropFirst()) {
                pairs += 1
                matching += digit == "1" ? 1 : 0
                for (engine, pattern) in patterns { compare(item, engine, pattern, text, digit == "1") }
            }
        } catch  where error.kind == .syntax {
            if isInvalid {
                refused += 1
            } else {
                differ(item, "is refused: \(error.message)")
            }
        } catch {
            skip("the pattern is too large", item)
        }
    }

    private mutating func compare(
        _ item: FuzzCase,
        _ engine: CompiledPattern.Engine,
        _ pattern: Pattern,
        _ text: String,
        _ expected: Bool
    ) {
        var text = text
        let verdict = text.withUTF8 { pattern.verdict($0) }
        guard verdict != .undecided else {
            skipped["backtracking took too many steps", default: 0] += 1
            return
        }
        verdicts[engine, default: 0] += 1
        if (verdict == .match) != expected {
            let escaped = text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
            differ(item, "on \"\(escaped)\" is not \(expected) with \(engine.rawValue)")
        }
    }

    private mutating func timed(_ item: FuzzCase) throws(PatternError) -> CompiledPattern {
        let start = Self.threadTime
        defer {
            let time = Self.threadTime - start
            if time > slowest.time, item.source.unicodeScalars.count < 60 {
                slowest = ("/\(item.source)/\(item.flags)", time)
            }
        }
        return try PatternCompiler.compile(item.source, flags: item.flags)
    }

    private static var threadTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private mutating func skip(_ reason: String, _ item: FuzzCase) {
        skipped[reason, default: 0] += item.texts.count
    }

    private mutating func differ(_ item: FuzzCase, _ message: String) {
        let source = item.source.unicodeScalars.map { $0 == "\\" ? "\\" : $0.escaped(asASCII: true) }.joined()
        differences.append((source, "/\(source)/\(item.flags) \(message)"))
    }
}
