import Diagnostics
import PatternCompiler
import ToolModel
import ToolValidation

/// Why a vector is not run: its schema has something that ours cannot say.
struct NotExpressible: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// Makes a `Schema` of a vector's AST, whose terms its README explains.
enum VectorSchema {
    static let location = Diagnostics.SourceLocation(path: "vector", start: SourcePosition(line: 1, column: 1))

    static func schema(_ node: VectorJSON) throws(NotExpressible) -> Schema {
        var schema: Schema
        var checks = node["checks"]?.elements ?? []
        if let steps = try wrapper(node) {
            guard let inner = node["of"] else { throw NotExpressible("no inner schema") }
            schema = try self.schema(inner)
            schema.message = node["message"]?.string ?? schema.message
            schema.steps += steps.map { Step($0, location: location) }
        } else if node["kind"]?.string == "pipe" || node["kind"]?.string == "codec" {
            guard let from = node["in"], let to = node["out"] else { throw NotExpressible("no pipe") }
            schema = try self.schema(from)
            if let fn = node["fn"]?.string {
                schema.steps.append(Step(.transform(fn, to: Schema(.any, location: location)), location: location))
            }
            schema.steps.append(Step(.pipe(try self.schema(to)), location: location))
        } else {
            schema = Schema(try type(node, &checks), message: node["message"]?.string, location: location)
        }
        for check in checks { schema.steps.append(Step(try step(check, of: schema, node), location: location)) }
        return schema
    }

    /// The steps that a wrapper adds to what it wraps.
    private static func wrapper(_ node: VectorJSON) throws(NotExpressible) -> [StepKind]? {
        func value() throws(NotExpressible) -> LocatedValue {
            LocatedValue(try json(node["value"] ?? .null), location: location)
        }
        switch node["kind"]?.string ?? "" {
        case "optional", "exactOptional": return [.optional]
        case "nullable": return [.nullable]
        case "nullish": return [.nullable, .optional]
        case "nonoptional": return [.nonoptional]
        case "readonly", "brand": return []
        case "default": return [.defaultValue(try value())]
        case "prefault": return [.prefault(try value())]
        case "catch": return [.catchValue(try value())]
        case "transform":
            let name = VectorFunctions.name(node)
            return [.transform(name, to: Schema(.any, location: location))]
        case "preprocess":
            let names = [
                "emptyToUndefined": "emptyToAbsent", "nullToUndefined": "nullToAbsent", "trimIfString": "trim",
                "lowerIfString": "lowercase",
            ]
            let name = node["fn"]?.string ?? ""
            // Our sets and maps are read from lists as they are.
            if name == "arrayToSet" || name == "entriesToMap" { return [] }
            guard let change = Preprocessing(rawValue: names[name] ?? name) else { throw NotExpressible(name) }
            return [.preprocess(change)]
        default: return nil
        }
    }

    private static func step(_ check: VectorJSON, of schema: Schema, _ node: VectorJSON) throws(NotExpressible)
        -> StepKind
    {
        let name = VectorFunctions.name(check)
        switch check["check"]?.string ?? "" {
        case "refine":
            var path: [ValidationIssue.PathElement] = []
            for element in check["path"]?.elements ?? [] {
                path.append(element.string.map { .key($0) } ?? .index(Int(element.number ?? 0)))
            }
            var params: JSONObject?
            if let value = check["params"], case .object(let object) = try json(value) { params = object }
            return .refine(
                Refinement(
                    name,
                    message: check["message"]?.string,
                    path: path,
                    params: params,
                    aborts: check["abort"]?.bool == true,
                    runsAlways: check["when"]?.string == "always"
                )
            )
        case "superRefine": return .superRefine(name)
        case "overwrite": return .overwrite(name)
        default: break
        }
        switch VectorRules.kind(of: node) {
        case .text: return .stringRules(try VectorRules.string(.null, [check]))
        case .number: return .numberRules(try VectorRules.numbers([check]))
        case .list: return .arrayRules(try VectorRules.array([check]))
        case nil: throw NotExpressible("check \(check["check"]?.string ?? "") of \(node["kind"]?.string ?? "")")
        }
    }

    /// The checks at the beginning that are rules of the type itself.
    private static func ownRules(_ checks: inout [VectorJSON]) -> [VectorJSON] {
        let own = checks.prefix { !["refine", "superRefine", "overwrite"].contains($0["check"]?.string ?? "") }
        checks.removeFirst(own.count)
        return Array(own)
    }

    private static func type(_ node: VectorJSON, _ checks: inout [VectorJSON]) throws(NotExpressible) -> SchemaType {
        let kind = node["kind"]?.string ?? ""
        let isCoerced = node["coerce"]?.bool == true
        func child(_ key: String) throws(NotExpressible) -> Schema {
            guard let child = node[key] else { throw NotExpressible("no \(key)") }
            return try schema(child)
        }
        func children(_ key: String) throws(NotExpressible) -> [Schema] {
            var schemas: [Schema] = []
            for child in node[key]?.elements ?? [] { schemas.append(try schema(child)) }
            return schemas
        }
        switch kind {
        case "string":
            return .string(StringSchema(try VectorRules.string(node, ownRules(&checks)), isCoerced: isCoerced))
        case "number": return try VectorRules.number(node, ownRules(&checks))
        case "boolean": return .boolean(isCoerced: isCoerced)
        case "stringbool":
            return .stringbool(
                BooleanWords(
                    truthy: node["truthy"]?.elements.compactMap(\.string),
                    falsy: node["falsy"]?.elements.compactMap(\.string),
                    isCaseSensitive: node["case"]?.string == "sensitive"
                )
            )
        case "literal":
            guard node["values"]?.elements.isEmpty == false else { throw NotExpressible("no values") }
            return .literal(try constants(node["values"]?.elements ?? []))
        case "enum": return try enumeration(node)
        case "keyof":
            guard let of = node["of"] else { throw NotExpressible("keyof") }
            return .enumeration(try properties(of).map(\.name))
        case "array": return .array(try child("element"), try VectorRules.array(ownRules(&checks)))
        case "tuple": return .tuple(try children("items"), rest: node["rest"] == nil ? nil : try child("rest"))
        case "set": return .set(try child("element"), try VectorRules.array(ownRules(&checks)))
        case "map": return .map(keys: try child("key"), values: try child("value"), try VectorRules.array(ownRules(&checks)))
        case "object", "extend", "pick", "omit", "partial", "required", "merge":
            let object = ObjectSchema(try properties(node), unknownKeys: try unknownKeys(node))
            // What an object that another one is made of asks for is asked for of that one, too.
            checks = ["object", "extend"].contains(kind) ? inheritedChecks(node) + checks : checks
            return .object(object)
        case "record":
            let mode = RecordSchema.Mode(rawValue: node["mode"]?.string ?? "strict") ?? .strict
            return .record(RecordSchema(keys: try child("key"), values: try child("value"), mode: mode))
        case "union", "xor":
            guard node["options"]?.elements.isEmpty == false else { throw NotExpressible("no options") }
            return .union(try children("options"), isExclusive: kind == "xor")
        case "discriminatedUnion":
            let name = node["discriminator"]?.string ?? ""
            let hasFallback = node["fallback"]?.bool == true
            return .discriminatedUnion(
                DiscriminatedUnionSchema(name, try children("options"), hasFallback: hasFallback)
            )
        case "intersection": return .intersection(try child("left"), try child("right"))
        case "any", "custom":
            if kind == "custom", let fn = node["fn"] {
                let refine: [VectorJSON.Member] = [
                    .init(key: "check", value: .string("refine")), .init(key: "fn", value: fn),
                    .init(key: "args", value: node["args"] ?? .array([])), .init(key: "abort", value: .bool(true)),
                    .init(key: "message", value: node["message"] ?? .null),
                ]
                checks.insert(.object(refine), at: 0)
            }
            return .any
        case "unknown": return .unknown
        case "json": return .json
        case "null": return .null
        case "never": return .never
        case "undefined", "void": return .undefined
        case "ref": return .reference(node["name"]?.string ?? "")
        default: throw NotExpressible("kind \(kind)")
        }
    }

    private static func enumeration(_ node: VectorJSON) throws(NotExpressible) -> SchemaType {
        var values = node["values"]?.elements ?? []
        if case .object(let entries) = node["entries"] { values = entries.map(\.value) }
        var constants: [JSONValue] = []
        for value in values {
            let constant = try json(value)
            if !constants.contains(constant) { constants.append(constant) }
        }
        let texts = constants.compactMap { if case .string(let text) = $0 { text } else { nil } }
        return texts.count == constants.count ? .enumeration(texts) : .literal(constants)
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

    // MARK: - Objects

    private static func inheritedChecks(_ node: VectorJSON) -> [VectorJSON] {
        guard let of = node["of"] else { return [] }
        return inheritedChecks(of) + (of["checks"]?.elements ?? [])
    }

    private static func unknownKeys(_ node: VectorJSON) throws(NotExpressible) -> UnknownKeys {
        if let catchall = node["catchall"] { return .schema(try schema(catchall)) }
        if let with = node["with"] { return try unknownKeys(with) }
        if let of = node["of"] { return try unknownKeys(of) }
        switch node["unknownKeys"]?.string {
        case "strict": return .reject
        case "loose": return .keep
        default: return .strip
        }
    }

    /// The properties of an object, also of one that is derived from another.
    private static func properties(_ node: VectorJSON) throws(NotExpressible) -> [Property] {
        let kind = node["kind"]?.string ?? ""
        guard kind != "object" else { return try own(node) }
        guard let of = node["of"] else { throw NotExpressible("kind \(kind)") }
        guard of["checks"] == nil || kind == "extend" else { throw NotExpressible("\(kind) of a refined object") }
        let base = try properties(of)
        let keys = node["keys"]?.elements.compactMap(\.string)
        switch kind {
        case "extend":
            let own = try own(node)
            if of["checks"] != nil, own.contains(where: { new in base.contains { $0.name == new.name } }) {
                throw NotExpressible("a refined object changed")
            }
            return replacing(base, with: own)
        case "merge":
            guard let with = node["with"] else { throw NotExpressible("merge") }
            return replacing(base, with: try properties(with))
        case "pick":
            guard keys?.allSatisfy({ key in base.contains { $0.name == key } }) == true else {
                throw NotExpressible("pick of no key")
            }
            return base.filter { keys?.contains($0.name) == true }
        case "omit": return base.filter { keys?.contains($0.name) != true }
        case "partial", "required":
            return base.map { property in
                var property = property
                guard keys?.contains(property.name) != false else { return property }
                property.schema.steps.append(Step(kind == "partial" ? .optional : .nonoptional, location: location))
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

    // MARK: - Constants

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
            // An absent discriminator is written so in our issues, too.
            if entries.count == 1, tags.contains(entries[0].key), entries[0].key != "$undefined" {
                throw NotExpressible("a value that is no JSON")
            }
            for entry in entries {
                members.append(.init(entry.key, try json(entry.value)))
            }
            return .object(JSONObject(members))
        }
    }
}
