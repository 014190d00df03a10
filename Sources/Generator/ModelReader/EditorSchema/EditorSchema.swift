public import ToolValidation

/// The JSON Schema of `tools.yaml` files, for editors: it completes keys, shows what they mean and marks misspelt ones.
///
/// It is made from the vocabulary that the reader has, and knows less than the reader does: what it refuses, the reader
/// refuses too, but not the other way round.
public enum EditorSchema {
    /// The schema, in JSON Schema 2020-12. It keeps to what tools of older drafts know as well, since some editors do.
    public static var json: JSONValue {
        var builder = EditorSchemaBuilder()
        let root = builder.object(of: Vocabulary.sections)
        builder.define("server", builder.object(of: Vocabulary.server, required: ["name", "version"]))
        builder.define("http", builder.object(of: Vocabulary.http))
        builder.define("route", builder.object(of: Vocabulary.route, required: ["kind"]))
        builder.define("stage", builder.stage)
        builder.define("tool", builder.object(of: Vocabulary.tool, required: ["name"]))
        builder.defineSchemas()
        let head: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "tools.yaml of swift-mcp-generator",
        ]
        return .object(JSONObject(head.members + root.members + [.init("$defs", .object(builder.definitions))]))
    }
}

/// Turns keywords into JSON Schema.
struct EditorSchemaBuilder {
    private var members: [JSONObject.Member] = []

    var definitions: JSONObject { JSONObject(members) }

    mutating func define(_ name: String, _ schema: JSONObject) {
        members.append(.init(name, .object(schema)))
    }

    // MARK: - Keys

    /// A mapping with these keys and no others.
    func object(of keys: KeySet, required: [String] = []) -> JSONObject {
        object(keys.keywords.map { .init($0.name, .object(described($0))) }, required: required)
    }

    private func object(_ properties: [JSONObject.Member], required: [String]) -> JSONObject {
        var object: JSONObject = [
            "type": "object", "properties": .object(JSONObject(properties)), "additionalProperties": false,
        ]
        if !required.isEmpty { object["required"] = .array(required.map { .string($0) }) }
        return object
    }

    private func described(_ keyword: Keyword) -> JSONObject {
        JSONObject([.init("description", .string(keyword.summary))] + schema(of: keyword.value).members)
    }

    // MARK: - Values

    private func schema(of kind: ValueKind) -> JSONObject {
        switch kind {
        case .text: return ["type": ["string", "number", "boolean"]]
        case .flag: return ["type": "boolean"]
        case .number: return ["type": "number"]
        case .length: return ["type": "integer", "minimum": 0]
        case .value: return [:]
        case .word(let words): return ["enum": .array(words.map { .string($0) })]
        case .setting: return ["type": ["string", "number", "boolean"]]
        case .list(let element): return ["type": "array", "items": .object(schema(of: element))]
        case .mapping(let value): return ["type": "object", "additionalProperties": .object(schema(of: value))]
        case .keys(let keys): return object(of: keys)
        case .either(let kinds): return ["anyOf": .array(kinds.map { .object(schema(of: $0)) })]
        case .rule(let value, let key, let options): return rule(value, under: key, options)
        case .schema: return reference(to: "schema")
        case .server: return reference(to: "server")
        case .http: return reference(to: "http")
        case .route: return reference(to: "route")
        case .stage: return reference(to: "stage")
        case .tool: return reference(to: "tool")
        }
    }

    private func reference(to name: String) -> JSONObject { ["$ref": .string("#/$defs/\(name)")] }

    /// A value alone, or in a mapping beside what is said about its failure.
    private func rule(_ value: ValueKind, under key: String, _ options: KeySet) -> JSONObject {
        let value = Keyword(key, value, "The rule's value.")
        let isFlag = if case .flag = value.value { true } else { false }
        let long = object(of: KeySet([value]) + options + Vocabulary.ruleOptions, required: isFlag ? [] : [key])
        return ["anyOf": [.object(schema(of: value.value)), .object(long)]]
    }

    /// A stage's name, or a mapping of it to its settings.
    var stage: JSONObject {
        var long = object(of: Vocabulary.stages)
        long["minProperties"] = 1
        long["maxProperties"] = 1
        let names = StageName.allCases.filter { $0.example == nil }.map(\.rawValue)
        return ["anyOf": [.object(schema(of: .word(names))), .object(long)]]
    }
}

// MARK: - Schemas

extension EditorSchemaBuilder {
    /// Names of `types:`.
    private static let namePattern = "[A-Z][A-Za-z0-9]*"

    mutating func defineSchemas() {
        let words = TypeName.allCases.map(\.rawValue).joined(separator: "|")
        let word: JSONObject = [
            "description":
                "The type: one of the language's, or a name from 'types'; '[]' makes an array, '?' optional.",
            "anyOf": [
                ["type": "null"],
                ["type": "string", "pattern": .string("^(\(words)|\(Self.namePattern))(\\[\\])*\\??$")],
            ],
        ]
        define("type", word)
        define(
            "schema",
            [
                "anyOf": [
                    .object(reference(to: "type")),
                    .object(["type": "array", "items": .object(reference(to: "schema")), "minItems": 1, "maxItems": 1]),
                    .object(reference(to: "longSchema")),
                ]
            ]
        )
        define("longSchema", longSchema)
        for modifier in Vocabulary.modifiers.keywords { define("modifier-\(modifier.name)", described(modifier)) }
        for type in [TypeName.string, .number, .array] {
            for rule in Vocabulary.rules(of: type).keywords { define(Self.name(of: rule.name, type), described(rule)) }
        }
        for type in TypeName.allCases { define("type-\(type.rawValue)", mapping(of: .builtIn(type))) }
        define("type-named", mapping(of: .named("")))
        define("type-list", mapping(of: .builtIn(.array), without: ["items"]))
    }

    /// A mapping whose keys depend on its type.
    private var longSchema: JSONObject {
        var cases: [(condition: JSONObject, name: String)] = TypeName.allCases.map { type in
            (["pattern": .string("^\(type.rawValue)\\??$"), "type": "string"], type.rawValue)
        }
        cases.append((["type": "null"], TypeName.null.rawValue))
        cases.append((["pattern": .string("^\(Self.namePattern)\\??$"), "type": "string"], "named"))
        cases.append((["pattern": "\\]\\??$", "type": "string"], "list"))
        let branches: [JSONValue] = cases.map { condition, name in
            [
                "if": ["properties": ["type": .object(condition)], "required": ["type"]],
                "then": .object(reference(to: "type-\(name)")),
            ]
        }
        return [
            "type": "object", "required": ["type"],
            "properties": ["type": .object(reference(to: "type"))],
            "allOf": .array(branches),
        ]
    }

    private func mapping(of type: TypeUse, without hidden: Set<String> = []) -> JSONObject {
        let parts = type.builtIn.map { Vocabulary.parts(of: $0) } ?? KeySet()
        let rules = rules(of: type)
        var members: [JSONObject.Member] = [.init("type", .object(reference(to: "type")))]
        for part in parts.keywords where !hidden.contains(part.name) {
            members.append(.init(part.name, .object(described(part))))
        }
        members += rules
        members.append(.init("checks", .object(checks(rules))))
        members += Vocabulary.modifiers.known.map(modifier)
        return object(members, required: ["type"])
    }

    private func modifier(_ name: String) -> JSONObject.Member {
        .init(name, .object(reference(to: "modifier-\(name)")))
    }

    private func rules(of type: TypeUse) -> [JSONObject.Member] {
        guard let type = type.builtIn else { return [] }
        return Vocabulary.rules(of: type).known.map { .init($0, .object(reference(to: Self.name(of: $0, type)))) }
    }

    /// The definition of a rule, which types of one kind share.
    private static func name(of rule: String, _ type: TypeName) -> String {
        switch type {
        case .string: "text-\(rule)"
        case .number, .integer: "number-\(rule)"
        default: "list-\(rule)"
        }
    }

    private func checks(_ rules: [JSONObject.Member]) -> JSONObject {
        var one = object(rules + Vocabulary.repeatableSteps.map(modifier), required: [])
        one["minProperties"] = 1
        one["maxProperties"] = 1
        return [
            "description": "Rules and functions of yours in an order of their own, each a mapping with one key.",
            "type": "array", "items": .object(one),
        ]
    }
}
