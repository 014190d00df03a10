import Foundation
import PatternCompiler
import Testing

/// `make fuzz-patterns COUNT=… SEED=…` runs this for longer, and on other expressions.
@Suite("Fuzzing", .enabled(if: Node.isInstalled, "node is not installed"))
struct FuzzTests {
    @Test("Random expressions mean to every engine what they mean to node")
    func agreesWithNode() throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["FUZZ_COUNT"].flatMap(Int.init) ?? 20_000
        let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        print("fuzzing \(count) pairs with seed \(seed)")
        var generator = FuzzGenerator(seed: seed)
        var run = FuzzRun()
        while run.pairs < count {
            var cases: [FuzzCase] = []
            for _ in 0..<500 { cases.append(generator.fuzzCase(textCount: 14)) }
            try run.compare(cases)
        }
        report(run, generator.counts)
        #expect(run.differences.isEmpty, "seed \(seed)")
        #expect(run.matching * 10 >= run.pairs * 3, "three in ten match")
        // A short run on request cannot use them all so often.
        for production in FuzzProduction.allCases where count >= 20_000 {
            #expect(generator.counts[production, default: 0] >= 100, "\(production) is used")
        }
    }

    private func report(_ run: FuzzRun, _ counts: [FuzzProduction: Int]) {
        for (_, message) in run.differences.sorted(by: { $0.source.utf8.count < $1.source.utf8.count }).prefix(40) {
            print("differs: \(message)")
        }
        let productions = FuzzProduction.allCases.map { "\($0) \(counts[$0, default: 0])" }
        print("productions: \(productions.joined(separator: ", "))")
        for (reason, count) in run.skipped { print("skipped \(count): \(reason)") }
        let verdicts = run.verdicts.map { "\($1) \($0.rawValue)" }.sorted().joined(separator: ", ")
        print("verdicts: \(verdicts); slowest to compile, \(run.slowest.time) s: \(run.slowest.source)")
        print(
            """
            \(run.pairs) pairs, of which \(run.matching) match and \(run.refused) are refused; \
            \(run.differences.count) differ
            """
        )
    }
}
