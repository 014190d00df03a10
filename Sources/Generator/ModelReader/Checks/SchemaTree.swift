internal import ToolModel

/// What a schema is made of.
extension Schema {
    /// How many schemas there are in it, itself included, and how many of them inside one another at most; the counting
    /// ends soon after a limit.
    func extent(within limit: Int) -> (size: Int, height: Int) {
        var (size, height) = (1, 0)
        for part in children where size <= limit {
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
}

/// The types of a server by name.
struct TypeIndex {
    private let types: [String: TypeDefinition]
    /// What the types are.
    let schemas: [String: Schema]
    /// What values of each may be, and of all schemas that name them.
    let kinds: SchemaKinds
    /// The types that each names.
    private let references: [String: [String]]

    init(_ types: [TypeDefinition]) {
        self.types = Dictionary(types.map { ($0.name, $0) }) { first, _ in first }
        schemas = self.types.mapValues(\.schema)
        kinds = SchemaKinds(schemas)
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

    /// What a schema makes of a value: the schema of the last `transform` or `pipe`, with the steps behind that; itself
    /// where there is none.
    func result(of schema: Schema) -> Schema? {
        var result = resolve(schema)
        // Types that lead back to themselves are reported elsewhere.
        for _ in 0..<64 {
            guard let schema = result, let place = schema.steps.lastIndex(where: { $0.kind.target != nil }),
                let target = schema.steps[place].kind.target
            else { break }
            result = resolve(target)
            result?.steps += schema.steps[(place + 1)...]
        }
        return result
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

extension StepKind {
    /// The schema of the value that the step makes of another.
    fileprivate var target: Schema? {
        switch self {
        case .transform(_, let schema), .pipe(let schema): schema
        default: nil
        }
    }
}
