internal import ToolModel

/// What a schema is made of.
extension Schema {
    /// The schemas that read the same value as this one.
    var sidewise: [Schema] {
        let ofType: [Schema] =
            switch type {
            case .union(let options, _): options
            case .discriminatedUnion(let union): union.options
            case .intersection(let left, let right): [left, right]
            default: []
            }
        return ofType
            + steps.compactMap { step in
                switch step.kind {
                case .pipe(let target), .transform(_, let target): target
                default: nil
                }
            }
    }

    /// The schemas of what is inside of the value.
    var inner: [Schema] {
        switch type {
        case .array(let items, _), .set(let items, _): return [items]
        case .tuple(let items, let rest): return items + [rest].compactMap(\.self)
        case .record(let record): return [record.keys, record.values]
        case .map(let keys, let values, _): return [keys, values]
        case .object(let object):
            let properties = object.properties.map(\.schema)
            guard case .schema(let others) = object.unknownKeys else { return properties }
            return properties + [others]
        default: return []
        }
    }

    /// Calls a function for the schema and all schemas in it; names of types are not followed.
    func forEach(_ body: (Schema) -> Void) {
        body(self)
        for part in sidewise + inner { part.forEach(body) }
    }

    /// How many schemas there are in it, itself included, and how many of them inside one another at most; the counting
    /// ends soon after a limit.
    func extent(within limit: Int) -> (size: Int, height: Int) {
        var (size, height) = (1, 0)
        for part in sidewise + inner where size <= limit {
            let extent = part.extent(within: limit - size)
            size += extent.size
            height = max(height, extent.height)
        }
        return (size, height + 1)
    }

    /// The types that are named in the schema.
    var references: [String] {
        var names: [String] = []
        forEach { schema in
            if case .reference(let name) = schema.type { names.append(name) }
        }
        return names
    }

    /// The types that read the same value as the schema.
    var sidewiseReferences: [String] {
        if case .reference(let name) = type { return [name] + sidewise.flatMap(\.sidewiseReferences) }
        return sidewise.flatMap(\.sidewiseReferences)
    }
}

/// The types of a server by name.
struct TypeIndex {
    private let types: [String: TypeDefinition]
    /// The types that each names.
    private let references: [String: [String]]

    init(_ types: [TypeDefinition]) {
        self.types = Dictionary(types.map { ($0.name, $0) }) { first, _ in first }
        references = self.types.mapValues(\.schema.references)
    }

    subscript(name: String) -> TypeDefinition? { types[name] }

    /// The types that a type names.
    func references(of name: String) -> [String] { references[name] ?? [] }

    /// What a schema is at last, with the steps and the secrecy of all the names that lead there; nothing where they
    /// lead nowhere.
    func resolve(_ schema: Schema) -> Schema? {
        var (schema, seen) = (schema, Set<String>())
        while case .reference(let name) = schema.type {
            guard seen.insert(name).inserted, let next = types[name]?.schema else { return nil }
            schema.type = next.type
            schema.steps = next.steps + schema.steps
            schema.isSensitive = schema.isSensitive || next.isSensitive
        }
        return schema
    }

    /// The types that schemas name, and those that these name in turn.
    func reachable(from names: [String]) -> Set<String> {
        var (found, open) = (Set<String>(), names)
        while let name = open.popLast() {
            if found.insert(name).inserted { open += references(of: name) }
        }
        return found
    }
}
