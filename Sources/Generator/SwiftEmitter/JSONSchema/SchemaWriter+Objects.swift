import ToolModel
import ToolValidation

/// Objects and intersections.
extension SchemaWriter {
    mutating func object(_ object: ObjectSchema) -> Advertised {
        var (result, isClosed) = openObject(object)
        if isClosed { result.json["additionalProperties"] = false }
        return result
    }

    /// An object without what forbids other keys, and whether other keys are forbidden.
    private mutating func openObject(_ object: ObjectSchema) -> (Advertised, isClosed: Bool) {
        // What the server fills in is none of the caller's business.
        let visible = object.properties.filter { use == .output || $0.schema.binding == nil }
        var isExact = object.rules.isEmpty && visible.count == object.properties.count
        var properties: [JSONObject.Member] = []
        var required: [JSONValue] = []
        for property in visible {
            let result = advertised(property.schema)
            isExact = isExact && result.isExact
            properties.append(.init(property.name, .object(result.json)))
            if !mayBeAbsent(property.schema) { required.append(.string(property.name)) }
        }
        var json: JSONObject = ["type": "object", "properties": .object(JSONObject(properties))]
        if !required.isEmpty { json["required"] = .array(required) }
        var isClosed = false
        switch object.unknownKeys {
        case .strip: isClosed = use == .output
        case .reject: isClosed = true
        case .keep: json["additionalProperties"] = [:]
        case .schema(let schema):
            let result = advertised(schema)
            isExact = isExact && result.isExact
            json["additionalProperties"] = .object(result.json)
        }
        return (Advertised(json, isExact: isExact), isClosed)
    }

    /// Both sides must accept a value; but a key is unknown only if it is so to both.
    mutating func intersection(_ left: Schema, _ right: Schema) -> Advertised {
        var (result, isClosed) = openIntersection(left, right, within: [])
        if isClosed { result.json["unevaluatedProperties"] = false }
        return result
    }

    private mutating func openIntersection(
        _ left: Schema,
        _ right: Schema,
        within names: Set<String>
    ) -> (Advertised, isClosed: Bool) {
        let (first, second) = (side(left, within: names), side(right, within: names))
        return (
            Advertised(["allOf": [.object(first.0.json), .object(second.0.json)]], isExact: false),
            first.isClosed && second.isClosed
        )
    }

    /// One side of an intersection: objects in it are left open, since the other side may know more keys.
    private mutating func side(_ schema: Schema, within names: Set<String>) -> (Advertised, isClosed: Bool) {
        // What is made of an object may have any keys.
        if use == .output, schema.steps.contains(where: { $0.kind.target != nil }) { return (Advertised([:]), false) }
        guard use == .output || schema.steps.allSatisfy(\.kind.keepsType) else { return (advertised(schema), false) }
        var side = self.side(of: schema, within: names)
        if schema.steps.contains(where: { $0.kind == .nullable || use == .output && $0.kind.givesNull }) {
            side.0.json = Self.anyOf([side.0.json, ["type": "null"]])
        }
        return side
    }

    /// The same without the steps.
    private mutating func side(of schema: Schema, within names: Set<String>) -> (Advertised, isClosed: Bool) {
        switch schema.type {
        case .object(let object): return openObject(object)
        case .intersection(let left, let right): return openIntersection(left, right, within: names)
        case .union(let options, _): return sides(options, within: names)
        case .discriminatedUnion(let union): return sides(union.options, within: names)
        // A type that is its own side would have no end.
        case .reference(let name):
            guard let definition = types[name], !names.contains(name) else { return (Advertised([:]), false) }
            return side(definition, within: names.union([name]))
        default: return (advertised(schema), false)
        }
    }

    private mutating func sides(_ options: [Schema], within names: Set<String>) -> (Advertised, isClosed: Bool) {
        var schemas: [JSONObject] = []
        var isClosed = true
        for option in options {
            let result = side(option, within: names)
            schemas.append(result.0.json)
            isClosed = isClosed && result.isClosed
        }
        return (Advertised(Self.anyOf(schemas), isExact: false), isClosed)
    }
}

extension StepKind {
    /// Whether objects are accepted as they are without it.
    fileprivate var keepsType: Bool {
        switch self {
        case .optional, .nonoptional, .nullable, .defaultValue, .prefault, .brand, .readonly, .refine, .superRefine,
            .overwrite:
            true
        default: false
        }
    }
}
