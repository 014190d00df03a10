/// What was run, with what came out.
package struct Tally: Sendable {
    package private(set) var passed = 0
    /// Cases that passed by a rule of their own.
    package private(set) var apart: [String: Int] = [:]
    package private(set) var skipped: [String: Int] = [:]
    package private(set) var failures: [String] = []

    package init() {}

    package mutating func add(_ verdict: Verdict, _ subject: @autoclosure () -> String, count: Int = 1) {
        switch verdict {
        case .passed: passed += count
        case .passedAs(let reason):
            passed += count
            apart[reason, default: 0] += count
        case .skipped(let reason): skipped[reason, default: 0] += count
        case .failed(let text): failures.append("\(subject()): \(text)")
        }
    }

    package var summary: String {
        func list(_ counts: [String: Int]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\n  \($0.value) × \($0.key)" }.joined()
        }
        let sections = [
            ("\npassed, counted apart:", list(apart)), ("\nskipped:", list(skipped)),
            ("\nfailed:", failures.map { "\n  \($0)" }.joined()),
        ]
        let counts = "\(passed) passed, \(failures.count) failed, \(skipped.values.reduce(0, +)) skipped"
        return sections.filter { !$0.1.isEmpty }.map { $0 + $1 }.joined() + "\n\n" + counts
    }
}
