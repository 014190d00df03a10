import Foundation
import Testing
import ToolModel
import ToolValidation

@testable import SwiftEmitter

/// The JSON Schemas that are advertised, against those of `z.toJSONSchema` for the same schemas.
@Suite struct AdvertisedSchemaTests {
    /// What the run must not fall below.
    private static let leastComparisons = 670

    @Test func meansWhatZodAdvertises() throws {
        var count = 0
        var used: Set<SchemaDifference> = []
        for (_, vectors) in try VectorTests.load() {
            for vector in vectors {
                // Of schemas that zod cannot use it still says something.
                guard let id = vector["id"]?.string, !id.hasPrefix("schema-errors/"), let node = vector["schema"],
                    let schema = try? VectorSchema.schema(node), let types = try? self.types(of: vector)
                else { continue }
                let builder = JSONSchemaBuilder(types: types)
                for (use, name) in [(JSONSchemaBuilder.Use.input, "input"), (.output, "output")] {
                    guard let expected = vector["json_schema"]?[name], expected["$error"] == nil else { continue }
                    count += 1
                    let ours = JSONValue.object(builder.schema(schema, for: use))
                    var comparison = SchemaComparison(ours: ours, zods: try VectorSchema.json(expected))
                    for (place, ours, zods) in comparison.differences(schema) {
                        let reasons = SchemaDifference.all(in: place, types: types)
                        used.formUnion(reasons)
                        if reasons.isEmpty { Issue.record("\(id) \(name): \(ours.jsonText), zod: \(zods.jsonText)") }
                    }
                }
            }
        }
        print("compared \(count) JSON Schemas; different by \(used.map(\.rawValue).sorted())")
        #expect(count >= Self.leastComparisons)
        #expect(used == Set(SchemaDifference.allCases), "a documented difference that there is not")
    }

    private func types(of vector: VectorJSON) throws -> [TypeDefinition] {
        guard case .object(let definitions)? = vector["defs"] else { return [] }
        return try definitions.map { definition in
            let schema = try VectorSchema.schema(definition.value)
            return TypeDefinition(name: definition.key, schema: schema, location: VectorSchema.location)
        }
    }

    @Test func everyDifferenceIsDocumented() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let table =
            text.components(separatedBy: "| written | advertised | since zod's |\n|---|---|---|\n").dropFirst().first
            ?? ""
        let rows = table.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
        let names = rows.map { $0.split(separator: "|")[0].trimmingCharacters(in: .whitespaces) }
        #expect(names == SchemaDifference.allCases.map(\.rawValue))
    }
}
