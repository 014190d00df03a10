import Testing
import ToolValidation

@testable import PatternCompiler

/// `make vectors-regex DIR=…` runs the first of these on the files of another folder.
@Suite("Vectors")
struct VectorTests {
    @Test("Verdicts and refusals are node's")
    func agreesWithNode() throws {
        var passed = 0
        var failures: [String] = []
        var skipped: [String: Int] = [:]
        var engines: [CompiledPattern.Engine: Int] = [:]
        for vector in try PatternVectors.load() {
            let name = "\(vector.id): /\(vector.pattern)/\(vector.flags)"
            do {
                let compiled = try PatternCompiler.compile(vector.pattern, flags: vector.flags)
                engines[compiled.engine, default: 0] += 1
                if vector.syntaxError != nil { failures.append("\(name) is accepted") }
                let pattern = Pattern(compiled)
                for item in vector.cases ?? [] {
                    guard let text = item.text else {
                        skipped["the input holds a lone surrogate, which no String can", default: 0] += 1
                        continue
                    }
                    if pattern.matches(text) == item.match {
                        passed += 1
                    } else {
                        failures.append("\(name) on \(text.debugDescription.prefix(100)) is not \(item.match)")
                    }
                }
            } catch  where vector.syntaxError != nil && error.kind == .syntax {
                passed += 1
            } catch {
                failures.append("\(name) is refused: \(error.message)")
            }
        }
        for failure in failures { print("failed: \(failure)") }
        for (reason, count) in skipped { print("skipped \(count): \(reason)") }
        print("engines: \(engines.map { "\($1) \($0.rawValue)" }.sorted().joined(separator: ", "))")
        print("\(passed) passed, \(failures.count) failed, \(skipped.values.reduce(0, +)) skipped")
        #expect(failures == [])
        #expect(passed > 0)
        let tables = engines[.table, default: 0]
        #expect(tables * 10 >= (tables + engines[.stateSets, default: 0]) * 9, "nine in ten are tables")
    }

    @Test("Each engine alone agrees with node", arguments: [CompiledPattern.Engine.stateSets, .backtracking])
    func engine(_ use: CompiledPattern.Engine) throws {
        var verdicts = 0
        for vector in try PatternVectors.load() where vector.syntaxError == nil {
            // What sets of states cannot express, they are not asked.
            if use == .stateSets,
                try PatternCompiler.compile(vector.pattern, flags: vector.flags).engine == .backtracking
            {
                continue
            }
            let pattern = Pattern(try PatternCompiler.compile(vector.pattern, flags: vector.flags, for: use))
            for item in vector.cases ?? [] {
                guard var text = item.text else { continue }
                let verdict = text.withUTF8 { pattern.verdict($0) }
                if use == .backtracking, verdict == .undecided { continue }
                verdicts += 1
                #expect((verdict == .match) == item.match, "\(vector.id): \(text.debugDescription.prefix(100))")
            }
        }
        #expect(verdicts > 5_000)
    }
}

extension Pattern {
    init(_ compiled: CompiledPattern) {
        self.init(source: compiled.source, flags: compiled.flags, automaton: compiled.automaton)
    }
}
