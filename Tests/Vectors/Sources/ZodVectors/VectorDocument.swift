/// A `tools.yaml` with a type for each vector.
package struct VectorDocument: Sendable {
    /// A vector with its type.
    package struct Entry: Sendable {
        package var vector: Vector
        /// The name of its type.
        package var type: String
        /// The type of an object with one property, of that type, for cases without a value: JSON has no absent values but
        /// those of properties.
        package var absentType: String?
        /// The lines of its types, from 1.
        package var lines: ClosedRange<Int>
    }

    package private(set) var text: String
    package private(set) var entries: [Entry] = []
    /// Vectors that YAML and JSON cannot carry, with the reason.
    package private(set) var skipped: [(vector: Vector, reason: String)] = []
    package private(set) var functions = FunctionNames()

    /// The name of the property of types for absent values.
    package static let property = "value"
    /// The Swift type that has the functions.
    package static let implementation = "VectorFunctions"

    package init(_ vectors: [Vector]) {
        var lines = [
            "server:", "  name: vectors", "  version: 1.0.0", "  implementation: \(Self.implementation)", "types:",
        ]
        for (index, vector) in vectors.enumerated() {
            do throws(Inexpressible) {
                let first = lines.count + 1
                let name = "V\(index + 1)"
                let types = try Self.types(of: vector, name, &functions)
                lines.append("  # \(vector.id.filter { $0.isASCII && !$0.isNewline })")
                for type in types { lines += YAML.entry(type.name, type.schema, indent: 2) }
                var entry = Entry(vector: vector, type: name, lines: first...first)
                if vector.cases.contains(where: { $0.input == nil }) {
                    let absentType = "\(name)Absent"
                    let properties = YAML.mapping([(Self.property, .text(name))])
                    let object = YAML.mapping([("type", .text("object")), ("properties", properties)])
                    lines += YAML.entry(absentType, object, indent: 2)
                    entry.absentType = absentType
                }
                entry.lines = first...lines.count
                entries.append(entry)
            } catch {
                skipped.append((vector, error.description))
            }
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func types(
        of vector: Vector,
        _ name: String,
        _ functions: inout FunctionNames
    ) throws(Inexpressible) -> [(name: String, schema: YAML)] {
        var writer = VectorWriter(prefix: name, definitions: vector.definitions.map(\.key), functions: functions)
        for definition in vector.definitions {
            try writer.define(try writer.name(ofDefinition: definition.key), definition.value)
        }
        try writer.define(name, vector.schema)
        functions = writer.functions
        return writer.types
    }
}
