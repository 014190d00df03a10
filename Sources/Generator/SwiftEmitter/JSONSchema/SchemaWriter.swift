import RuleExpressions
import ToolModel
import ToolValidation

/// Writes one JSON Schema document.
struct SchemaWriter {
    let types: NamedTypes
    let use: JSONSchemaBuilder.Use
    /// Whether all named types go to `$defs`, since the document would be too large with them written out.
    private let definesAll: Bool
    /// The type that the document itself is about, which is referred to as `#`.
    private let rootName: String?
    /// Whether nothing was written yet.
    private var isAtRoot = true
    /// The types that were referred to, in the order in which they were met.
    private var definitions: [String] = []

    /// A document of more schemas than this one has its named types in `$defs`.
    private static let largestExpansion = 2_000

    init(types: NamedTypes, use: JSONSchemaBuilder.Use, root: Schema) {
        self.types = types
        self.use = use
        definesAll = types.expandedSize(of: root) > Self.largestExpansion
        if case .reference(let name) = root.type, root.steps.isEmpty { rootName = name } else { rootName = nil }
    }

    /// The JSON Schema of the root, with the definitions that it needs.
    mutating func document(_ root: Schema) -> JSONObject {
        var json: JSONObject
        if let rootName, let definition = types[rootName] {
            json = annotated(schema(definition), by: root)
        } else {
            json = schema(root)
        }
        var members: [JSONObject.Member] = []
        while members.count < definitions.count {
            let name = definitions[members.count]
            members.append(.init(name, types[name].map { .object(schema($0)) } ?? [:]))
        }
        if !members.isEmpty { json["$defs"] = .object(JSONObject(members)) }
        return json
    }

    /// The JSON Schema of a schema inside the document.
    mutating func schema(_ schema: Schema) -> JSONObject { advertised(schema).json }

    /// The JSON Schema of a schema, under its steps and with what is said about it.
    mutating func advertised(_ schema: Schema) -> Advertised {
        // What the rules of a tool's arguments say stands in the description of the tool.
        let describesRules = !isAtRoot && use == .input
        isAtRoot = false
        var result = use == .input ? input(schema) : output(schema)
        result.json = annotated(result.json, by: schema)
        if describesRules, case .object(let object) = schema.type { describe(object, in: &result.json) }
        return result
    }

    /// Adds in words what JSON Schema cannot say.
    private func describe(_ object: ObjectSchema, in json: inout JSONObject) {
        var lines = RuleExpressions.rules(of: object, types: types.definitions).map(\.message)
        guard !lines.isEmpty else { return }
        if case .string(let description)? = json["description"] { lines.insert(description, at: 0) }
        json["description"] = .string(lines.joined(separator: "\n"))
    }

    private func annotated(_ json: JSONObject, by schema: Schema) -> JSONObject {
        var json = json
        let annotations = schema.annotations
        if let title = annotations.title { json["title"] = .string(title) }
        if let description = annotations.description { json["description"] = .string(description) }
        if !annotations.examples.isEmpty { json["examples"] = .array(annotations.examples.map(\.value)) }
        if annotations.isDeprecated { json["deprecated"] = true }
        if use == .input, let header = schema.header { json["x-mcp-header"] = .string(header.text) }
        return json
    }

    // MARK: - Types

    /// The JSON Schema of a type, some of whose rules may stand behind it.
    mutating func type(_ type: SchemaType) -> Advertised {
        switch type {
        case .string(let text): string(text)
        case .number(let value): number("number", value.rules, width: nil, isCoerced: value.isCoerced)
        case .integer(let value): number("integer", value.rules, width: value.width, isCoerced: value.isCoerced)
        case .boolean(let isCoerced): boolean(isCoerced: isCoerced)
        case .stringbool:
            use == .input ? Advertised(["type": "string"], isExact: false) : Advertised(["type": "boolean"])
        case .enumeration(let values): Advertised(["type": "string", "enum": .array(values.map { .string($0) })])
        case .literal(let values): literal(values)
        case .template(_, let pattern): template(pattern)
        case .array(let element, let rules): array(element, rules.map(\.kind))
        case .tuple(let items, let rest): tuple(items, rest: rest)
        case .set(let element, let rules): set(element, rules.map(\.kind))
        case .map(let keys, let values, let rules): map(keys, values, rules.map(\.kind))
        case .record(let value): record(value)
        case .object(let value): object(value)
        case .union(let options, let isExclusive): union(options, isExclusive: isExclusive)
        case .discriminatedUnion(let value): discriminatedUnion(value)
        case .intersection(let left, let right): intersection(left, right)
        case .any, .unknown: Advertised([:])
        case .json: Advertised(["type": .array(JSONTypeName.all.map { .string($0) })])
        case .null: Advertised(["type": "null"])
        case .never, .undefined: Advertised(["not": [:]])
        case .reference(let name): reference(name)
        }
    }

    private mutating func reference(_ name: String) -> Advertised {
        guard let definition = types[name] else { return Advertised([:], isExact: false) }
        guard definesAll || types.isRecursive(name) else { return advertised(definition) }
        guard name != rootName else { return Advertised(["$ref": "#"], isExact: false) }
        if !definitions.contains(name) { definitions.append(name) }
        // RFC 6901 for the pointer; in a URI only ASCII may stand, of which names have letters, digits and few others.
        let pointer = name.replacing("~", with: "~0").replacing("/", with: "~1")
        return Advertised(["$ref": .string("#/$defs/\(pointer)")], isExact: false)
    }

    private func boolean(isCoerced: Bool) -> Advertised {
        // What JavaScript takes for true or false is everything.
        guard isCoerced, use == .input else { return Advertised(["type": "boolean"]) }
        return Advertised(["type": JSONTypeName.all(startingWith: "boolean")])
    }

    private func literal(_ values: [JSONValue]) -> Advertised {
        var json: JSONObject = [:]
        let types = Set(values.map(JSONTypeName.name(of:)))
        if types.count == 1, let type = types.first { json["type"] = .string(type) }
        if values.count == 1 { json["const"] = values[0] } else { json["enum"] = .array(values) }
        return Advertised(json)
    }
}
