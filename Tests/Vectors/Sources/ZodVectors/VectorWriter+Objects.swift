extension VectorWriter {
    mutating func object(_ kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        guard kind != "object" else { return try plainObject(node) }
        guard let of = node["of"] else { throw Inexpressible("an object made of nothing") }
        let base = try baseName(of)
        if kind == "keyof" {
            var chain = Chain("enum", .string)
            chain.append("keysOf", .text(base))
            return chain
        }
        var chain = Chain("object", .any)
        chain.append("extends", .text(base))
        switch kind {
        case "extend": chain.append("properties", try properties(node))
        case "merge": chain.append("merge", .text(try baseName(node["with"] ?? .null)))
        default:
            let keys = node["keys"]?.elements.map { YAML.text($0.string ?? "") }
            chain.append(kind, keys.map { .list($0) } ?? .bool(true))
        }
        return chain
    }

    private mutating func baseName(_ node: VectorJSON) throws(Inexpressible) -> String {
        guard let name = named(try chain(node)).bareType else { throw Inexpressible("an object without a name") }
        return name
    }

    private mutating func plainObject(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var chain = Chain("object", .any)
        chain.append("properties", try properties(node))
        if node["catchall"]?["kind"]?.string == "never" {
            chain.append("unknownKeys", .text("reject"))
        } else if let catchall = node["catchall"] {
            chain.append("unknownKeys", try schema(catchall))
        } else if let word = ["strict": "reject", "loose": "keep"][node["unknownKeys"]?.string ?? ""] {
            chain.append("unknownKeys", .text(word))
        }
        return chain
    }

    private mutating func properties(_ node: VectorJSON) throws(Inexpressible) -> YAML {
        var properties: [(key: String, value: YAML)] = []
        for property in node["properties"]?.elements ?? [] {
            guard let key = property["key"]?.string else { throw Inexpressible("half a surrogate pair") }
            // zod drops it, since JavaScript means something by it.
            guard key != "__proto__" else { continue }
            properties.append((key, try schema(property["schema"])))
        }
        return .mapping(properties)
    }
}
