import Foundation
import SchemaChecker
import Testing
import ToolModel
import ToolValidation

/// For schemas at random: what is made to pass passes, and what breaks one rule raises the issue of that rule alone.
@Suite struct PropertyTests {
    /// How often every type and rule must have been met, and every rule that can be broken been broken.
    private static let leastCount = 50
    private static let greatestSchemaCount = 6_000
    private static let leastDepth = 3

    private static let names =
        SpecimenMaker.leaves + SpecimenMaker.numberRules + SpecimenMaker.stringRules + SpecimenMaker.rewrites
        + SpecimenMaker.formats + SpecimenMaker.composites + SpecimenMaker.steps + SpecimenMaker.preprocessings + [
            "min (array)", "max (array)", "length (array)", "unique", "min (set)", "max (set)", "min (map)",
            "max (map)",
            "min (record)", "max (record)", "record, strict", "record, partial", "record, loose", "record, members",
            "strip", "reject", "keep", "unknownKeys schema", "never", "undefined", "stringRules", "numberRules",
            "arrayRules",
        ]
    private static let breakable =
        SpecimenMaker.numberRules + SpecimenMaker.stringRules + SpecimenMaker.formats + [
            "type", "required", "reject", "unique", "min (array)", "max (array)", "length (array)", "min (set)",
            "max (set)",
            "min (map)", "max (map)", "min (record)", "max (record)", "record, strict", "record, members", "map, pairs",
            "map, key", "tuple, too long", "tuple, too short", "refine", "superRefine", "transform", "cross-field rule",
            "discriminated union", "exclusive union", "never", "undefined", "range", "stringbool", "enum", "literal",
            "template",
            "integer", "url", "emailPattern", "coerced number", "coerced integer",
        ]

    @Test func oneBrokenRuleRaisesItsIssueAlone() throws {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["PROPERTY_SEED"].flatMap { UInt64($0) } ?? 1
        var maker = SpecimenMaker(seed: seed)
        var (met, depths, schemaCount, inputCount): ([String: Int], [Int: Int], Int, Int) = ([:], [:], 0, 0)
        var failures: [String] = []
        func isEnough() -> Bool {
            Self.names.allSatisfy { met[$0, default: 0] >= Self.leastCount }
                && Self.breakable.allSatisfy { maker.broken[$0, default: 0] >= Self.leastCount }
        }
        while schemaCount < Self.greatestSchemaCount, failures.isEmpty {
            if schemaCount % 100 == 0, isEnough() { break }
            (maker.types, maker.predicates, maker.reporters, maker.transforms) = ([], [:], [:], [:])
            let specimen = try maker.make(levels: maker.one(of: [0, 0, 0, 1, 1, 1, 2, 3]))
            let functions = SchemaFunctions(
                predicates: maker.predicates,
                reporters: maker.reporters,
                transforms: maker.transforms
            )
            let checker = SchemaChecker(types: maker.types, functions: functions)
            for input in specimen.accepted {
                let found = issues(of: input, specimen.schema, checker)
                if !found.isEmpty { failures.append("\(input.jsonText) must pass: \(found)\n\(described(specimen))") }
            }
            for mutation in specimen.mutations {
                let found = issues(of: mutation.input, specimen.schema, checker)
                let expected = ValidationIssue(mutation.code, path: mutation.path, message: "")
                if found != ["\(expected.code.rawValue) at '\(expected.pathText)'"] {
                    let text = "\(expected.code.rawValue) at '\(expected.pathText)'"
                    failures.append(
                        "\(mutation.rule) of \(mutation.input.jsonText) is \(text), not \(found)\n\(described(specimen))"
                    )
                }
                maker.broken[mutation.rule, default: 0] += 1
            }
            for name in specimen.uses { met[name, default: 0] += 1 }
            depths[specimen.depth, default: 0] += 1
            schemaCount += 1
            inputCount += specimen.accepted.count + specimen.mutations.count
        }
        print("property test: seed \(seed), \(schemaCount) schemas, \(inputCount) inputs")
        print("depths: \(depths.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))")
        print("met: \(counts(met))\nbroken: \(counts(maker.broken))")
        for failure in failures.prefix(5) { Issue.record("seed \(seed): \(failure)") }
        guard failures.isEmpty else { return }
        for name in Self.names where met[name, default: 0] < Self.leastCount {
            Issue.record("seed \(seed): \(name) was met \(met[name, default: 0]) times")
        }
        for name in Self.breakable where maker.broken[name, default: 0] < Self.leastCount {
            Issue.record("seed \(seed): \(name) was broken \(maker.broken[name, default: 0]) times")
        }
        #expect(depths.filter { $0.key >= Self.leastDepth }.values.reduce(0, +) >= Self.leastCount)
    }

    /// The codes and places of what is wrong with an input.
    private func issues(of input: JSONValue, _ schema: Schema, _ checker: SchemaChecker) -> [String] {
        do throws(InvalidInput) {
            _ = try checker.check(Array(input.jsonText.utf8), against: schema)
            return []
        } catch .invalid(let issues) {
            return issues.isEmpty
                ? ["refused without an issue"] : issues.map { "\($0.code.rawValue) at '\($0.pathText)'" }
        } catch {
            return ["\(error)"]
        }
    }

    /// The types and rules, from the inside out.
    private func described(_ specimen: Specimen) -> String { specimen.uses.joined(separator: " | ") }

    private func counts(_ counts: [String: Int]) -> String {
        counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", "
        )
    }
}
