internal import ToolModel
internal import ToolValidation

/// Compares two JSON Schemas in meaning: what is only written in other words is the same.
struct SchemaComparison {
    let ours: JSONValue
    let zods: JSONValue
    private let types: [String: Schema]
    /// The pairs that are being compared, so that recursive schemas come to an end.
    private var assumed: Set<[JSONValue]> = []

    init(ours: JSONValue, zods: JSONValue, types: [TypeDefinition]) {
        self.ours = ours
        self.zods = zods
        self.types = Dictionary(types.map { ($0.name, $0.schema) }) { first, _ in first }
    }

    /// The places where the two differ, each with the schema that is advertised there. Properties of objects and
    /// elements of arrays are places of their own.
    mutating func differences(_ schema: Schema) -> [(schema: Schema, ours: JSONValue, zods: JSONValue)] {
        differences(schema, ours, zods)
    }

    private mutating func differences(
        _ schema: Schema,
        _ one: JSONValue,
        _ other: JSONValue
    ) -> [(schema: Schema, ours: JSONValue, zods: JSONValue)] {
        assumed = []
        guard !isSame(one, other) else { return [] }
        if case .reference(let name) = schema.type, schema.steps.isEmpty, let definition = types[name],
            definition.type != schema.type
        {
            return differences(definition, resolved(one, in: ours), resolved(other, in: zods))
        }
        if case .object(let object) = schema.type, schema.steps.isEmpty,
            case .object(var first) = one, case .object(var second) = other,
            case .object(let ourProperties)? = first["properties"],
            case .object(let zodProperties)? = second["properties"]
        {
            var result: [(schema: Schema, ours: JSONValue, zods: JSONValue)] = []
            for property in object.properties {
                guard let ours = ourProperties[property.name], let zods = zodProperties[property.name] else { continue }
                result += differences(property.schema, ours, zods)
                // Presence is the property's own affair.
                let isRequired = { (json: JSONObject) in Self.required(json).contains(.string(property.name)) }
                guard result.isEmpty, isRequired(first) != isRequired(second) else { continue }
                result.append((property.schema, .bool(isRequired(first)), .bool(isRequired(second))))
            }
            first["properties"] = .array(ourProperties.members.map { .string($0.key) })
            second["properties"] = .array(zodProperties.members.map { .string($0.key) })
            if !result.isEmpty { (first["required"], second["required"]) = (nil, nil) }
            assumed = []
            if !isSame(.object(first), .object(second)) { result.append((schema, one, other)) }
            return result
        }
        if case .array(let element, _) = schema.type, schema.steps.isEmpty,
            case .object(var first) = one, case .object(var second) = other,
            let ourItems = first["items"], let zodItems = second["items"]
        {
            (first["items"], second["items"]) = (nil, nil)
            assumed = []
            let isRest = isSame(.object(first), .object(second))
            return differences(element, ourItems, zodItems) + (isRest ? [] : [(schema, one, other)])
        }
        return [(schema, one, other)]
    }

    private static func required(_ json: JSONObject) -> [JSONValue] {
        if case .array(let names)? = json["required"] { names } else { [] }
    }

    // MARK: - Meaning

    private mutating func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
        let first = Self.normal(resolved(one, in: ours))
        let second = Self.normal(resolved(other, in: zods))
        guard first != second else { return true }
        switch (first, second) {
        case (.object(let first), .object(let second)):
            guard assumed.insert([one, other]).inserted else { return true }
            guard first.members.count == second.members.count else { return false }
            for member in first.members {
                guard let value = second[member.key], isSame(member.value, value) else { return false }
            }
            return true
        case (.array(let first), .array(let second)):
            guard first.count == second.count else { return false }
            for (one, other) in zip(first, second) where !isSame(one, other) { return false }
            return true
        default: return false
        }
    }

    /// What a `$ref` points to, without what is defined beside it.
    private func resolved(_ json: JSONValue, in root: JSONValue) -> JSONValue {
        guard case .object(var object) = json else { return json }
        object["$defs"] = nil
        guard case .string(let reference)? = object["$ref"] else { return .object(object) }
        object["$ref"] = nil
        var target = root
        for step in reference.dropFirst().split(separator: "/") {
            guard case .object(let object) = target, let next = object[String(step)] else { return json }
            target = next
        }
        guard case .object(let found) = target else { return json }
        return .object(JSONObject(found.members.filter { object[$0.key] == nil && $0.key != "$defs" } + object.members))
    }

    private static let annotations: Set<String> = [
        "$schema", "title", "description", "examples", "deprecated", "readOnly",
    ]

    /// The same in the fewest words, at this level.
    private static func normal(_ json: JSONValue) -> JSONValue {
        guard case .object(var object) = json else { return json }
        // A property may be called `title`, whose schema is then an object.
        object.members.removeAll { member in
            if case .object = member.value { false } else { annotations.contains(member.key) }
        }
        // JavaScript writes a slash of a regular expression as `\\/`.
        if case .string(let pattern)? = object["pattern"] {
            object["pattern"] = .string(pattern.replacing("\\/", with: "/"))
        }
        if object["prefixItems"] == [] { object["prefixItems"] = nil }
        // All doubles are in the range of doubles.
        if object["minimum"] == .number(-Double.greatestFiniteMagnitude) { object["minimum"] = nil }
        if object["maximum"] == .number(Double.greatestFiniteMagnitude) { object["maximum"] = nil }
        for key in ["required", "type"] {
            guard case .array(let names)? = object[key] else { continue }
            object[key] = .array(names.sorted { $0.jsonText < $1.jsonText })
        }
        if case .array(let types)? = object["type"], types.count == 1 { object["type"] = types[0] }
        // `null` beside a type is an option of its own.
        if case .array(var types)? = object["type"], types.count > 1, types.contains("null"), !isAnyType(types),
            object["enum"] == nil, object["const"] == nil
        {
            types.removeAll { $0 == "null" }
            object["type"] = types.count == 1 ? types[0] : .array(types)
            let outside = JSONObject(object.members.filter { $0.key == "default" })
            object["default"] = nil
            object = JSONObject([.init("anyOf", [.object(object), ["type": "null"]])] + outside.members)
        }
        guard case .array(let nested)? = object["anyOf"] else { return .object(object) }
        var options = distinct(nested)
        if isAnyJSON(options) {
            object["anyOf"] = nil
            object["type"] = .array(anyType)
            return .object(object)
        }
        if options.count == 1, case .object(let option) = options[0] {
            object["anyOf"] = nil
            return normal(.object(JSONObject(object.members + option.members)))
        }
        // A default of the option beside `null` is one of both.
        for (index, option) in options.enumerated() where options.contains(["type": "null"]) {
            guard object["default"] == nil, case .object(var option) = option, let value = option["default"] else {
                continue
            }
            object["default"] = value
            option["default"] = nil
            options[index] = .object(option)
        }
        options = distinct(options)
        if options.count == 1, case .object(let option) = options[0] {
            object["anyOf"] = nil
            return normal(.object(JSONObject(object.members + option.members)))
        }
        if let null = options.firstIndex(of: ["type": "null"]) { options.append(options.remove(at: null)) }
        object["anyOf"] = .array(options)
        return .object(object)
    }

    private static let anyType: [JSONValue] = ["array", "boolean", "null", "number", "object", "string"]

    private static func isAnyType(_ types: [JSONValue]) -> Bool { types.count == anyType.count }

    /// The options, each once, with those of options that are but options themselves.
    private static func distinct(_ options: [JSONValue]) -> [JSONValue] {
        var result: [JSONValue] = []
        for option in options.map(normal) {
            if case .object(let object) = option, object.members.count == 1, case .array(let inner)? = object["anyOf"] {
                result += distinct(inner).filter { !result.contains($0) }
            } else if !result.contains(option) {
                result.append(option)
            }
        }
        return result
    }

    /// Whether a schema lists all kinds of JSON, as `z.json()` does, with itself inside.
    private static func isAnyJSON(_ options: [JSONValue]) -> Bool {
        options.count == 6
            && options.prefix(4) == [["type": "string"], ["type": "number"], ["type": "boolean"], ["type": "null"]]
    }
}
