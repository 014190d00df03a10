internal import Diagnostics
internal import SchemaChecker
internal import SwiftEmitter
internal import ToolModel
internal import ToolValidation

extension VectorRun {
    /// Holds the JSON Schemas that are advertised against those of `z.toJSONSchema`.
    ///
    /// - Returns: The documented differences that were met.
    @discardableResult
    package mutating func compareSchemas() -> Set<SchemaDifference> {
        var met: Set<SchemaDifference> = []
        let builder = JSONSchemaBuilder(types: model.server.types)
        // Of schemas that zod cannot use it still says something.
        for entry in model.document.entries where !entry.vector.tags.contains("schema-error") {
            for (use, zods) in [(Use.input, entry.vector.inputSchema), (.output, entry.vector.outputSchema)] {
                guard let zods, zods["$error"] == nil else { continue }
                let verdict = compare(model.advertised(entry, use, builder), zods, entry, &met)
                add(verdict, "\(entry.vector.id) (JSON Schema of the \(use))")
            }
        }
        return met
    }

    private typealias Use = JSONSchemaBuilder.Use

    private func compare(
        _ ours: JSONValue,
        _ zods: VectorJSON,
        _ entry: VectorDocument.Entry,
        _ met: inout Set<SchemaDifference>
    ) -> Verdict {
        guard let zods = try? Comparison.json(zods) else { return .skipped("a JSON Schema with what JSON lacks") }
        let types = model.server.types
        var comparison = SchemaComparison(ours: ours, zods: zods, types: types)
        var isDocumented = false
        for (place, ours, zods) in comparison.differences(model.schema(of: entry.type)) {
            let reasons = SchemaDifference.all(in: place, types: types)
            guard !reasons.isEmpty else { return .failed("\(ours.jsonText)\n      zod \(zods.jsonText)") }
            met.formUnion(reasons)
            isDocumented = true
        }
        return isDocumented ? .passedAs("a JSON Schema that differs from zod's as documented") : .passed
    }
}

extension VectorModel {
    fileprivate func advertised(
        _ entry: VectorDocument.Entry,
        _ use: JSONSchemaBuilder.Use,
        _ builder: JSONSchemaBuilder
    ) -> JSONValue {
        .object(builder.schema(schema(of: entry.type), for: use))
    }

    /// The advertised JSON Schemas, with the inputs that the validator accepts and what it makes of them, as JSON.
    ///
    /// A constant that its own schema refuses, which is an error in a real file, may come out all the same.
    package var schemasWithValues: String {
        let checker = checker
        let faultyLines = SchemaChecker.lint(server).map(\.location.start.line)
        let builder = JSONSchemaBuilder(types: server.types)
        let objects = document.entries.map { entry -> String in
            var (inputs, outputs): ([String], [String]) = ([], [])
            let isFaulty = faultyLines.contains(where: entry.lines.contains)
            for test in entry.vector.cases {
                guard let input = test.input else { continue }
                guard case .output(let output?) = checker.answer(to: input, schema(of: entry.type)) else { continue }
                inputs.append(String(decoding: input, as: UTF8.self))
                // A number that JSON lacks would be written as null.
                if !isFaulty, (try? JSONValue.read(output.jsonText.utf8)) == output { outputs.append(output.jsonText) }
            }
            let input = advertised(entry, .input, builder).jsonText
            let output = advertised(entry, .output, builder).jsonText
            let schemas = #""input":\#(input),"output":\#(output)"#
            let values = #""inputs":[\#(inputs.joined(separator: ","))],"outputs":[\#(outputs.joined(separator: ","))]"#
            return #"{"id":\#(JSONValue.string(entry.vector.id).jsonText),\#(schemas),\#(values)}"#
        }
        return "[\(objects.joined(separator: ",\n"))]\n"
    }
}
