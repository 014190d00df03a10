import Diagnostics
import PatternCompiler
import ToolModel
import ToolValidation

/// Why a vector is not run: its schema has something that ours cannot say yet.
struct NotExpressible: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// Makes a `Schema` of a vector's AST, whose terms its README explains.
enum VectorSchema {
    static let location = Diagnostics.SourceLocation(path: "vector", start: SourcePosition(line: 1, column: 1))

    static func schema(_ node: VectorJSON) throws(NotExpressible) -> Schema {
        switch node["kind"]?.string ?? "" {
        case "optional", "exactOptional": return try wrapped(node) { $0.steps.append(Step(.optional, location: location)) }
        case "nullable": return try wrapped(node) { $0.steps.append(Step(.nullable, location: location)) }
        case "nullish":
            return try wrapped(node) {
                $0.steps.append(Step(.nullable, location: location))
                $0.steps.append(Step(.optional, location: location))
            }
        case "readonly", "brand": return try wrapped(node) { _ in }
        case "default":
            guard let value = node["value"] else { throw NotExpressible("default") }
            let constant = LocatedValue(try json(value), location: location)
            return try wrapped(node) { $0.steps.append(Step(.defaultValue(constant), location: location)) }
        default: return Schema(try type(node), message: node["message"]?.string, location: location)
        }
    }

    private static func wrapped(_ node: VectorJSON, _ change: (inout Schema) -> Void) throws(NotExpressible) -> Schema {
        guard node["checks"] == nil, node["message"] == nil, let inner = node["of"] else {
            throw NotExpressible("checks on a wrapper")
        }
        var schema = try schema(inner)
        change(&schema)
        return schema
    }

    private static func type(_ node: VectorJSON) throws(NotExpressible) -> SchemaType {
        let kind = node["kind"]?.string ?? ""
        if node["coerce"] != nil { throw NotExpressible("coerce") }
        let checks = node["checks"]?.elements ?? []
        switch kind {
        case "string": return .string(StringSchema(try VectorRules.string(node, checks)))
        case "number": return try VectorRules.number(node, checks)
        case "array":
            guard let element = node["element"] else { throw NotExpressible("array") }
            return .array(try schema(element), try VectorRules.array(checks))
        default: break
        }
        guard checks.isEmpty else { throw NotExpressible("checks of \(kind)") }
        switch kind {
        case "boolean": return .boolean(isCoerced: false)
        case "literal": return .literal(try constants(node["values"]?.elements ?? []))
        case "enum": return .enumeration(try texts(node))
        case "object", "extend", "pick", "omit", "partial", "merge": return .object(ObjectSchema(try properties(node)))
        default: throw NotExpressible("kind \(kind)")
        }
    }

    private static func texts(_ node: VectorJSON) throws(NotExpressible) -> [String] {
        var values = node["values"]?.elements ?? []
        if case .object(let entries) = node["entries"] { values = entries.map(\.value) }
        var texts: [String] = []
        for value in values {
            guard let text = value.string else { throw NotExpressible("enum of numbers") }
            if !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { texts.append(text) }
        }
        return texts
    }

    private static func constants(_ values: [VectorJSON]) throws(NotExpressible) -> [JSONValue] {
        var constants: [JSONValue] = []
        for value in values {
            switch value {
            case .array, .object: throw NotExpressible("literal of no JSON")
            default: constants.append(try json(value))
            }
        }
        return constants
    }

    /// The properties of an object, also of one that is derived from another.
    private static func properties(_ node: VectorJSON) throws(NotExpressible) -> [Property] {
        let kind = node["kind"]?.string ?? ""
        guard ["strip", nil].contains(node["unknownKeys"]?.string), node["catchall"] == nil else {
            throw NotExpressible("unknown keys")
        }
        guard kind != "object" else { return try own(node) }
        guard node["checks"] == nil, let of = node["of"], of["checks"] == nil else { throw NotExpressible("checks") }
        let base = try properties(of)
        let keys = node["keys"]?.elements.compactMap(\.string)
        switch kind {
        case "extend": return replacing(base, with: try own(node))
        case "merge":
            guard let with = node["with"] else { throw NotExpressible("merge") }
            return replacing(base, with: try properties(with))
        case "pick": return base.filter { keys?.contains($0.name) == true }
        case "omit": return base.filter { keys?.contains($0.name) != true }
        case "partial":
            return base.map { property in
                var property = property
                if keys?.contains(property.name) != false { property.schema.steps.append(Step(.optional, location: location)) }
                return property
            }
        default: throw NotExpressible("kind \(kind)")
        }
    }

    private static func own(_ node: VectorJSON) throws(NotExpressible) -> [Property] {
        var properties: [Property] = []
        for property in node["properties"]?.elements ?? [] {
            guard let key = property["key"]?.string, let value = property["schema"] else { continue }
            // zod drops it, since JavaScript means something by it.
            guard key != "__proto__" else { throw NotExpressible("__proto__") }
            properties.append(Property(name: key, schema: try schema(value), location: location))
        }
        // zod sees them in the order of a JavaScript object: whole numbers first and ascending, whatever was written.
        let numbered = properties.filter { arrayIndex($0.name) != nil }
            .sorted { (arrayIndex($0.name) ?? 0) < (arrayIndex($1.name) ?? 0) }
        return numbered + properties.filter { arrayIndex($0.name) == nil }
    }

    private static func arrayIndex(_ name: String) -> UInt32? {
        UInt32(name).flatMap { "\($0)" == name ? $0 : nil }
    }

    private static func replacing(_ base: [Property], with others: [Property]) -> [Property] {
        var properties = base
        for other in others {
            if let index = properties.firstIndex(where: { $0.name.utf8.elementsEqual(other.name.utf8) }) {
                properties[index] = other
            } else {
                properties.append(other)
            }
        }
        return properties
    }

    private static let tags: Set<String> = [
        "$undefined", "$number", "$bigint", "$date", "$set", "$map", "$function", "$object",
    ]

    /// A constant, unless it is one of those that JSON lacks.
    static func json(_ value: VectorJSON) throws(NotExpressible) -> JSONValue {
        switch value {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let number): return .number(number)
        case .string(let text): return .string(text)
        case .array(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try json(element)) }
            return .array(values)
        case .object(let entries):
            var members: [JSONObject.Member] = []
            if entries.count == 1, tags.contains(entries[0].key) { throw NotExpressible("a value that is no JSON") }
            for entry in entries {
                members.append(.init(entry.key, try json(entry.value)))
            }
            return .object(JSONObject(members))
        }
    }
}
