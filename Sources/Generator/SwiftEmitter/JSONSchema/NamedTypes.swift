import ToolModel
import ToolValidation

/// The types of `types:`, with what has to be known of them before one is written.
struct NamedTypes {
    let definitions: [TypeDefinition]
    private let schemas: [String: Schema]
    private let recursive: Set<String>

    init(_ definitions: [TypeDefinition]) {
        self.definitions = definitions
        schemas = Dictionary(definitions.map { ($0.name, $0.schema) }) { first, _ in first }
        let references = schemas.mapValues { Set($0.references) }
        recursive = Set(schemas.keys.filter { Self.isReachable($0, from: $0, references) })
    }

    subscript(name: String) -> Schema? { schemas[name] }

    /// Whether a type has itself somewhere inside.
    func isRecursive(_ name: String) -> Bool { recursive.contains(name) }

    /// How many schemas there are in one whose named types are written out.
    func expandedSize(of schema: Schema) -> Int {
        var known: [String: Int] = [:]
        return size(of: schema, &known)
    }

    private func size(of schema: Schema, _ known: inout [String: Int]) -> Int {
        var result = schema.count
        for name in schema.references where !isRecursive(name) {
            if known[name] == nil { known[name] = schemas[name].map { size(of: $0, &known) } ?? 0 }
            result += known[name] ?? 0
            // No more is asked, and a sum of sums could overflow.
            if result > 1_000_000 { return result }
        }
        return result
    }

    private static func isReachable(_ name: String, from start: String, _ references: [String: Set<String>]) -> Bool {
        var pending = [start]
        var seen: Set<String> = []
        while let next = pending.popLast() {
            for reference in references[next] ?? [] where seen.insert(reference).inserted {
                if reference == name { return true }
                pending.append(reference)
            }
        }
        return false
    }

    // MARK: - What a schema is

    /// The schema that a name stands for, through all names.
    func resolved(_ schema: Schema) -> Schema {
        var schema = schema
        var seen: Set<String> = []
        while case .reference(let name) = schema.type, let definition = schemas[name], seen.insert(name).inserted {
            schema = definition
        }
        return schema
    }

    /// Whether a conversion somewhere in a type makes what comes out unlike what is sent.
    func isTransforming(_ type: SchemaType, besides visited: Set<String> = []) -> Bool {
        switch type {
        case .stringbool: true
        case .string(let text): text.conversion != nil
        case .template: false
        case .reference(let name):
            !visited.contains(name) && schemas[name].map { isTransforming($0, visited.union([name])) } ?? false
        default: type.children.contains { isTransforming($0, visited) }
        }
    }

    private func isTransforming(_ schema: Schema, _ visited: Set<String>) -> Bool {
        isTransforming(schema.type, besides: visited)
            || schema.steps.contains { step in
                switch step.kind {
                case .transform, .preprocess: true
                case .pipe(let target): isTransforming(target, visited)
                default: false
                }
            }
    }

    /// The names that there can be, if they can be listed.
    func names(_ keys: Schema) -> [String]? {
        let keys = resolved(keys)
        guard keys.steps.isEmpty else { return nil }
        switch keys.type {
        case .enumeration(let values): return values
        // No key is a truth value or null.
        case .literal(let values): return values.filter(\.canBeKey).map(Self.name)
        case .union(let options, isExclusive: false):
            let lists = options.map(names)
            return lists.contains { $0 == nil } ? nil : lists.flatMap { $0 ?? [] }
        default: return nil
        }
    }

    private static func name(_ value: JSONValue) -> String {
        if case .string(let text) = value { text } else { value.jsonText }
    }

    /// Whether a schema gives nothing but objects.
    func isObject(_ schema: Schema) -> Bool { isObject(schema, within: []) }

    private func isObject(_ schema: Schema, within names: Set<String>) -> Bool {
        if let target = schema.steps.last(where: { $0.kind.target != nil })?.kind.target {
            return isObject(target, within: names)
        }
        guard !schema.isNullable else { return false }
        switch schema.type {
        case .object, .record, .discriminatedUnion: return true
        case .union(let options, _): return options.allSatisfy { isObject($0, within: names) }
        case .intersection(let left, let right): return isObject(left, within: names) || isObject(right, within: names)
        case .reference(let name):
            guard let definition = schemas[name], !names.contains(name) else { return false }
            return isObject(definition, within: names.union([name]))
        default: return false
        }
    }

    /// Whether a schema takes nothing but texts.
    func isText(_ schema: Schema) -> Bool {
        switch resolved(schema).type {
        case .string, .enumeration, .template: true
        case .literal(let values): values.allSatisfy { JSONTypeName.name(of: $0) == "string" }
        case .union(let options, _): options.allSatisfy(isText)
        default: false
        }
    }

    /// Whether a schema of texts gives each as it was sent.
    func keepsTexts(_ schema: Schema) -> Bool {
        let schema = resolved(schema)
        guard schema.steps.isEmpty else { return false }
        switch schema.type {
        case .enumeration, .template: return true
        case .literal: return isText(schema)
        case .string(let text):
            return text.rules.allSatisfy { !$0.kind.changesText }
        default: return false
        }
    }

    /// Whether a schema accepts nothing but constants, and advertises so.
    func isConstant(_ schema: Schema) -> Bool {
        let schema = resolved(schema)
        let isPlain = schema.steps.allSatisfy { step in
            switch step.kind {
            case .optional, .nonoptional, .defaultValue, .prefault, .nullable, .readonly, .brand: true
            default: false
            }
        }
        guard isPlain else { return false }
        switch schema.type {
        case .literal, .enumeration, .null, .undefined: return true
        case .union(let options, _): return options.allSatisfy(isConstant)
        default: return false
        }
    }
}

extension Schema {
    /// The names of the types that it refers to, each as often as it does.
    fileprivate var references: [String] {
        if case .reference(let name) = type { return [name] + children.flatMap(\.references) }
        return children.flatMap(\.references)
    }

    /// How many schemas there are in it.
    fileprivate var count: Int { 1 + children.reduce(0) { $0 + $1.count } }
}

extension JSONValue {
    fileprivate var canBeKey: Bool {
        switch self {
        case .string, .number: true
        default: false
        }
    }
}
