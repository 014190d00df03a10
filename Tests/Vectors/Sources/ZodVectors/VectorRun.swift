internal import SchemaChecker

/// Runs vectors and counts what comes out.
package struct VectorRun {
    package private(set) var tally = Tally()
    /// How many vectors were held against their cases.
    package private(set) var vectorCount = 0
    package let model: VectorModel

    /// Converts and reads the vectors, and sees that those are refused that zod refuses.
    package init(_ vectors: [Vector], without failures: CompilationFailures = CompilationFailures())
        throws(VectorFailure)
    {
        model = try VectorModel(vectors.filter { !$0.isRefused }, without: failures)
        for vector in vectors where vector.isRefused {
            let isRefused = VectorModel.refuses(vector)
            tally.add(isRefused ? .passed : .failed("zod refuses it, and the generator does not"), vector.id)
        }
        for (vector, reason) in model.document.skipped {
            tally.add(.skipped(reason), vector.id, count: vector.cases.count)
        }
        for (vector, reason) in model.refused {
            let isFaulty = vector.tags.contains("schema-error")
            tally.add(isFaulty ? .passedAs("a faulty schema that the generator refuses") : .failed(reason), vector.id)
        }
    }

    /// Holds all cases against what `SchemaChecker` says, and perhaps against what emitted code says.
    ///
    /// - Parameter compiled: What the emitted code says of an input, by the name of the type.
    package mutating func runCases(compiled: ((_ type: String, _ input: [UInt8]) -> Answer)? = nil) {
        let checker = model.checker
        for entry in model.document.entries {
            vectorCount += 1
            for (index, test) in entry.vector.cases.enumerated() {
                let type = test.input == nil ? entry.absentType ?? entry.type : entry.type
                let input = test.input ?? Array("{}".utf8)
                let checked = checker.answer(to: input, model.schema(of: type))
                var verdict = test.judge(test.input == nil ? checked.ofProperty : checked)
                if case .failed = verdict {
                    verdict =
                        Quirk(entry.vector, test)?.verdict ?? TypeLimit(entry.vector, test, checked)?.verdict ?? verdict
                }
                let isUnordered = entry.vector.schema.holdsSetOrMap
                if let answer = compiled?(type, input),
                    !answer.asWritten(isUnordered).isSame(as: checked.asWritten(isUnordered))
                {
                    verdict =
                        TypeLimit(entry.vector, test, answer)?.verdict
                        ?? .failed("the emitted code \(answer.text)\n      SchemaChecker \(checked.text)")
                }
                tally.add(verdict, "\(entry.vector.id) #\(index) \(test.excerpt)")
            }
        }
    }

    /// Adds what came of another comparison.
    package mutating func add(_ verdict: Verdict, _ subject: String) { tally.add(verdict, subject) }
}

extension VectorCase {
    fileprivate var excerpt: String { input.map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? "(no value)" }
}
