import ToolModel
import ToolValidation

/// Unions.
extension SchemaWriter {
    mutating func union(_ options: [Schema], isExclusive: Bool) -> Advertised {
        var schemas: [JSONObject] = []
        var isExact = true
        for option in options {
            let result = advertised(option)
            schemas.append(result.json)
            isExact = isExact && result.isExact
        }
        // Where an option says more than its validator accepts, `oneOf` would refuse what only seems to match twice.
        if isExclusive, isExact { return Advertised(["oneOf": .array(schemas.map { .object($0) })]) }
        return Advertised(Self.anyOf(schemas), isExact: isExact && !isExclusive)
    }

    mutating func discriminatedUnion(_ union: DiscriminatedUnionSchema) -> Advertised {
        var schemas: [JSONObject] = []
        var isExact = true
        for option in union.options {
            let result = advertised(option)
            schemas.append(result.json)
            isExact = isExact && result.isExact
        }
        let isExclusive =
            !union.hasFallback && union.options.allSatisfy { tells(union.discriminator, of: $0, within: []) }
        guard isExclusive else { return Advertised(Self.anyOf(schemas), isExact: isExact) }
        return Advertised(["oneOf": .array(schemas.map { .object($0) })], isExact: isExact)
    }

    /// Whether what is advertised of an option tells it from the others.
    private func tells(_ discriminator: String, of option: Schema, within names: Set<String>) -> Bool {
        switch option.type {
        case .object(let object):
            let key = object.properties.first { $0.name.utf8.elementsEqual(discriminator.utf8) }
            return key.map { types.isConstant($0.schema) } ?? false
        case .union(let options, _): return options.allSatisfy { tells(discriminator, of: $0, within: names) }
        case .discriminatedUnion(let union):
            return union.options.allSatisfy { tells(discriminator, of: $0, within: names) }
        case .reference(let name):
            guard let definition = types[name], !names.contains(name) else { return false }
            return tells(discriminator, of: definition, within: names.union([name]))
        default: return false
        }
    }

    /// One of some JSON Schemas, in the fewest words: types alone become a list of types, and `null` one more type.
    static func anyOf(_ options: [JSONObject]) -> JSONObject {
        var options = options
        options = options.enumerated().filter { index, option in !options[..<index].contains(option) }.map(\.element)
        guard options.count > 1 else { return options.first ?? ["not": [:]] }
        let types = options.map(bareTypes)
        if !types.contains(nil) { return ["type": .array(unique(types.compactMap { $0 }.joined()))] }
        if options.count == 2, options[1] == ["type": "null"], let types = nullableTypes(options[0]) {
            options[0]["type"] = .array(unique(types + ["null"]))
            return options[0]
        }
        return ["anyOf": .array(options.map { .object($0) })]
    }

    /// The types that a schema accepts, if it says nothing else.
    private static func bareTypes(_ json: JSONObject) -> [JSONValue]? {
        json.members.count == 1 ? types(json) : nil
    }

    /// The types of a schema whose other keywords do not concern `null`.
    private static func nullableTypes(_ json: JSONObject) -> [JSONValue]? {
        let judges: Set<String> = ["enum", "const", "anyOf", "oneOf", "not", "$ref"]
        return json.members.contains { judges.contains($0.key) } ? nil : types(json)
    }

    private static func types(_ json: JSONObject) -> [JSONValue]? {
        switch json["type"] {
        case .string(let type): [.string(type)]
        case .array(let types): types
        default: nil
        }
    }

    private static func unique(_ values: some Sequence<JSONValue>) -> [JSONValue] {
        var seen: Set<JSONValue> = []
        return values.filter { seen.insert($0).inserted }
    }
}
