/// Writes a vector's AST, whose terms the README of the vectors explains, in the language of `tools.yaml`.
///
/// What stands in a chain of methods in zod stands in a chain of keys in YAML. Where a key would be needed twice, or would
/// speak of more than it does in zod, the schema so far becomes a named type of its own.
struct VectorWriter {
    /// The names with which all types of the vector begin.
    let prefix: String
    /// What the schemas that are referred to are called.
    private let definitions: [(key: String, name: String)]
    private(set) var types: [(name: String, schema: YAML)] = []
    var functions: FunctionNames
    private var innerCount = 0
    /// Whether the next set or map gets what a function made of an array.
    var isBehindCollector = false

    init(prefix: String, definitions: [String], functions: FunctionNames) {
        self.prefix = prefix
        self.functions = functions
        self.definitions = definitions.enumerated().map { index, key in
            let isWord = !key.isEmpty && key.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
            let word = isWord ? key.prefix(1).uppercased() + key.dropFirst() : ""
            return (key, "\(prefix)Type\(index + 1)\(word)")
        }
    }

    mutating func define(_ name: String, _ node: VectorJSON) throws(Inexpressible) {
        types.append((name, try chain(node).yaml))
    }

    func name(ofDefinition key: String) throws(Inexpressible) -> String {
        guard let name = definitions.first(where: { $0.key.utf8.elementsEqual(key.utf8) })?.name else {
            throw Inexpressible("a reference to nothing")
        }
        return name
    }

    mutating func schema(_ node: VectorJSON?) throws(Inexpressible) -> YAML {
        guard let node else { throw Inexpressible("a schema is missing") }
        return try chain(node).yaml
    }

    mutating func schemas(_ nodes: VectorJSON?) throws(Inexpressible) -> YAML {
        var list: [YAML] = []
        for node in nodes?.elements ?? [] { list.append(try schema(node)) }
        return .list(list)
    }

    /// A node with all that its chain says, its checks and annotations included.
    mutating func chain(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        let kind = node["kind"]?.string ?? ""
        var chain = try self.chain(ofKind: kind, node)
        if let message = node["message"]?.string { chain.set("error", .text(message)) }
        try appendChecks(of: node, to: &chain)
        try annotate(&chain, node)
        return chain
    }

    /// The schema so far, as a named type.
    mutating func named(_ chain: Chain) -> Chain {
        if chain.bareType?.hasPrefix(prefix) == true { return chain }
        innerCount += 1
        let name = "\(prefix)Inner\(innerCount)"
        types.append((name, chain.yaml))
        var reference = Chain(name, chain.product)
        reference.hasNull = chain.hasNull
        return reference
    }

    /// Appends a key that a schema has once.
    mutating func append(_ key: String, _ value: YAML, to chain: inout Chain) {
        if chain.has(key) { chain = named(chain) }
        chain.append(key, value)
    }

    private mutating func chain(ofKind kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        switch kind {
        case "optional", "nullable", "nullish", "exactOptional", "nonoptional", "readonly", "brand", "default",
            "prefault",
            "catch", "transform", "pipe", "preprocess", "codec":
            return try wrapper(kind, node)
        case "object", "extend", "pick", "omit", "partial", "required", "merge", "keyof": return try object(kind, node)
        default: return try type(kind, node)
        }
    }

    private func annotate(_ chain: inout Chain, _ node: VectorJSON) throws(Inexpressible) {
        if let text = node["description"]?.string { chain.set("description", .text(text)) }
        for member in node["meta"]?.members ?? [] {
            switch (member.key, member.value) {
            case ("title", .string(let text)), ("description", .string(let text)): chain.set(member.key, .text(text))
            case ("deprecated", .bool(let flag)): chain.set("deprecated", .bool(flag))
            case ("examples", .array(let values)):
                var examples: [YAML] = []
                for value in values { examples.append(try constant(value)) }
                chain.set("examples", .list(examples))
            // Other annotations have no key of their own; a schema with an `id` is written where it stands.
            default: break
            }
        }
    }
}
