import Foundation
import Testing
import ToolModel
import ToolValidation

@testable import SchemaChecker

/// zod's own answers: verdict, output, and every issue's code, path, message, details and order.
@Suite struct VectorTests {
    /// What the run must not fall below, so that no change of the translation makes it smaller unnoticed.
    private static let leastVectors = 179
    private static let leastCases = 4_268

    @Test func everyExpressibleVectorAnswersAsZodDoes() throws {
        var tally = Tally()
        for (file, vectors) in try Self.load() {
            for vector in vectors {
                let id = vector["id"]?.string ?? file
                do throws(NotExpressible) {
                    guard let node = vector["schema"], vector["construct_error"] == nil else {
                        throw NotExpressible("no schema")
                    }
                    let schema = try VectorSchema.schema(node)
                    var types: [TypeDefinition] = []
                    if case .object(let defs) = vector["defs"] {
                        for entry in defs {
                            let schema = try VectorSchema.schema(entry.value)
                            types.append(TypeDefinition(name: entry.key, schema: schema, location: VectorSchema.location))
                        }
                    }
                    let checker = SchemaChecker(types: types, functions: VectorFunctions.all(in: [schema] + types.map(\.schema)))
                    tally.vectors += 1
                    for (index, test) in (vector["cases"]?.elements ?? []).enumerated() {
                        VectorCase(id: "\(id) #\(index)", schema: schema, checker: checker, test: test).run(&tally)
                    }
                } catch {
                    tally.skipped[error.description, default: 0] += 1
                }
            }
        }
        print(tally.summary)
        #expect(tally.vectors >= Self.leastVectors)
        #expect(tally.cases >= Self.leastCases)
    }

    static func load() throws -> [(file: String, vectors: [VectorJSON])] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
            .map { url in
                (
                    url.lastPathComponent,
                    VectorJSON(try String(contentsOf: url, encoding: .utf8))["vectors"]?.elements ?? []
                )
            }
    }
}

/// What was run and what was left out.
struct Tally {
    var vectors = 0
    var cases = 0
    /// Issues that zod adds at a path whose type was wrong already.
    var secondIssues = 0
    /// Texts that zod takes, since `JSON.parse` changes them before.
    var refusedJSON: [String: Int] = [:]
    /// Cases without an answer that could be compared.
    var incomparable: [String: Int] = [:]
    /// Vectors whose schema cannot be said yet, by reason.
    var skipped: [String: Int] = [:]

    var summary: String {
        """
        zod vectors: \(vectors) run with \(cases) cases; \(skipped.values.reduce(0, +)) vectors not expressible yet
        cases with a second issue at a path of the wrong type, where ours has one: \(secondIssues)
        cases refused as JSON by us alone: \(refusedJSON.sorted { $0.key < $1.key })
        not expressible: \(skipped.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" }.joined(separator: ", "))
        cases without a comparable answer: \(incomparable.sorted { $0.key < $1.key })
        """
    }
}
