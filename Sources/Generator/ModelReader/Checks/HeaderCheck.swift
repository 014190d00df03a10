internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Checks the constraints of `x-mcp-header` (MCP 2026-07-28, Streamable HTTP): clients drop a tool that breaks one.
struct HeaderCheck {
    private let types: TypeIndex
    private let recursive: Set<String>
    /// The headers that stand where they may.
    private var placed: Set<LocatedText> = []
    /// The types whose values stand inside of others.
    private var innerTypes: Set<String> = []

    init(_ types: TypeIndex, _ recursive: Set<String>) {
        self.types = types
        self.recursive = recursive
    }

    func run(on server: ServerDefinition, _ reading: inout Reading) {
        var check = self
        for tool in server.tools { check.check(tool, &reading) }
        for payload in server.handlers.compactMap(\.payload) {
            check.checkPlaces(in: payload, isInner: true, &reading)
            check.innerTypes.formUnion(payload.references)
        }
        let inner = types.reachable(from: Array(check.innerTypes))
        for type in server.types { check.checkPlaces(in: type.schema, isInner: inner.contains(type.name), &reading) }
    }

    private mutating func check(_ tool: ToolDefinition, _ reading: inout Reading) {
        var names: [String: SourceLocation] = [:]
        if let output = tool.output {
            checkPlaces(in: output, isInner: true, &reading)
            innerTypes.formUnion(output.references)
        }
        guard let input = tool.input, case .object(let object) = types.resolve(input)?.type else { return }
        var isInPlace = true
        if case .reference(let name) = input.type { isInPlace = !recursive.contains(name) }
        for property in object.properties {
            let schema = property.schema
            if let header = schema.header, isInPlace {
                placed.insert(header)
                check(header, of: schema, &names, &reading)
            }
            for part in schema.children { checkPlaces(in: part, isInner: true, &reading) }
            innerTypes.formUnion(schema.references)
        }
        if let header = input.header { reportPlace(of: header, &reading) }
    }

    private func checkPlaces(in schema: Schema, isInner: Bool, _ reading: inout Reading) {
        schema.forEach { part in
            guard let header = part.header, isInner || !placed.contains(header) else { return }
            reportPlace(of: header, &reading)
        }
    }

    private func reportPlace(of header: LocatedText, _ reading: inout Reading) {
        let message = "'header' is for a property of a tool's arguments: clients look for it nowhere else"
        reading.error(.header, at: header.location, message)
    }

    private func check(
        _ header: LocatedText,
        of schema: Schema,
        _ names: inout [String: SourceLocation],
        _ reading: inout Reading
    ) {
        let name = header.text
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
            let message = "\(quoted(name)) is no name of a header: use letters, digits and hyphens"
            reading.error(.header, at: header.location, message)
            return
        }
        if let first = names[name.lowercased()] {
            let message = "a header 'Mcp-Param-\(name)' repeats another value already: letter case counts for nothing"
            reading.error(.header, at: header.location, message, notes: [.init("it is named here first", at: first)])
        } else {
            names[name.lowercased()] = header.location
        }
        if types.resolve(schema)?.isSensitive == true {
            reading.error(.header, at: header.location, "a sensitive value cannot be repeated in a header")
        }
        guard let fault = fault(of: schema) else { return }
        let message = "only a text, an integer or a boolean can be repeated in a header, and this \(fault)"
        reading.error(.header, at: header.location, message)
    }

    /// Why a schema is advertised as something else than one simple type.
    private func fault(of property: Schema) -> String? {
        guard let schema = types.resolve(property) else { return nil }
        if schema.isNullable { return "may be null" }
        if schema.type.isCoerced { return "is coerced" }
        for step in schema.steps {
            switch step.kind {
            case .preprocess: return "is preprocessed"
            case .catchValue: return "may be anything, by 'catch'"
            default: continue
            }
        }
        switch schema.type {
        case .string, .template, .stringbool, .enumeration, .boolean: return nil
        case .integer(let integer): return integer.width == .int64 ? "is beyond what all clients can say exactly" : nil
        case .literal(let values):
            let kinds = Set(
                values.map { value -> String in
                    switch value {
                    case .string: "text"
                    case .bool: "boolean"
                    case .number(let number) where number == number.rounded(): "integer"
                    default: "other"
                    }
                }
            )
            return kinds.count == 1 && !kinds.contains("other") ? nil : "is not one of these"
        default: return "is not one of these"
        }
    }
}
