extension VectorWriter {
    mutating func type(_ kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        switch kind {
        case "string": return try string(node)
        case "number": return try number(node)
        case "boolean": return coerced(Chain("boolean", .boolean), node)
        case "stringbool": return try stringbool(node)
        case "null": return Chain(.null, .null)
        case "undefined": return Chain("undefined", .undefined)
        case "void": throw Inexpressible("void")
        case "never", "any", "unknown", "json": return Chain(kind)
        case "literal": return try literal(node["values"]?.elements ?? [])
        case "enum": return try enumeration(node)
        case "array":
            var chain = Chain("array", .any)
            chain.append("items", try schema(node["element"]))
            return chain
        case "tuple":
            var chain = Chain("tuple", .any)
            chain.append("items", try schemas(node["items"]))
            if let rest = node["rest"] { chain.append("rest", try schema(rest)) }
            return chain
        case "record": return try record(node)
        case "set", "map": return try collection(kind, node)
        case "union", "xor", "discriminatedUnion": return try union(kind, node)
        case "intersection":
            var chain = Chain("intersection")
            chain.append("of", .list([try schema(node["left"]), try schema(node["right"])]))
            return chain
        case "templateLiteral": return try template(node)
        case "custom":
            var chain = Chain("any")
            let name = try predicate(node)
            chain.append("refine", .mapping([("name", .text(name)), ("abort", .bool(true))]))
            return chain
        case "ref": return Chain(try name(ofDefinition: node["name"]?.string ?? ""))
        case "bigint": throw Inexpressible("bigint")
        case "date": throw Inexpressible("JavaScript Date objects")
        case "nan": throw Inexpressible("NaN")
        default: throw Inexpressible("kind \(kind)")
        }
    }

    private func coerced(_ chain: Chain, _ node: VectorJSON) -> Chain {
        guard node["coerce"]?.bool == true else { return chain }
        var chain = chain
        chain.append("coerce", .bool(true))
        return chain
    }

    private func string(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var chain = coerced(Chain("string", .string), node)
        if node["format"] != nil { chain.append("format", try format(node, message: nil)) }
        return chain
    }

    private func number(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        let format = node["format"]?.string
        var chain: Chain
        switch format {
        case nil, "float64": chain = coerced(Chain("number", .number), node)
        case "int": chain = coerced(Chain("integer", .number), node)
        case "int32", "uint32":
            chain = coerced(Chain("integer", .number), node)
            chain.append("format", .text(format ?? ""))
        case "float32":
            chain = coerced(Chain("number", .number), node)
            chain.append("format", .text("float32"))
        case let format?: throw Inexpressible("format \(format)")
        }
        return chain
    }

    private func stringbool(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var chain = Chain("stringbool", .boolean)
        for key in ["truthy", "falsy"] {
            if let words = node[key] { chain.append(key, try constant(words)) }
        }
        if let sensitivity = node["case"]?.string { chain.append("case", .text(sensitivity)) }
        return chain
    }

    private func literal(_ values: [VectorJSON]) throws(Inexpressible) -> Chain {
        var constants: [YAML] = []
        for (index, value) in values.enumerated() {
            let isNew = !values[..<index].contains { "\($0)" == "\(value)" }
            if isNew { constants.append(try constant(value)) }
        }
        let products = values.map { value -> Product in
            switch value {
            case .string: .string
            case .number: .number
            case .bool: .boolean
            default: .any
            }
        }
        var chain = Chain("literal", values.count == 1 ? products[0] : .any)
        if constants.count == 1 {
            chain.append("value", constants[0])
        } else {
            chain.append("values", .list(constants))
        }
        return chain
    }

    private func enumeration(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var values = node["values"]?.elements ?? []
        if let entries = node["entries"]?.members {
            // TypeScript writes an enum of numbers with names for the numbers, too; those are no values.
            let names = Set(entries.compactMap { $0.value.number.map(JavaScript.text(of:)) })
            values = entries.filter { !names.contains($0.key) }.map(\.value)
        }
        var texts: [String] = []
        for value in values {
            guard let text = value.string else { return try literal(values) }
            if !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { texts.append(text) }
        }
        var chain = Chain("enum", .string)
        chain.append("values", .list(texts.map { .text($0) }))
        return chain
    }

    private mutating func record(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var chain = Chain("record", .any)
        chain.append("keys", try schema(node["key"]))
        chain.append("values", try schema(node["value"]))
        if let mode = node["mode"]?.string, mode != "strict" { chain.append("mode", .text(mode)) }
        return chain
    }

    private mutating func collection(_ kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        guard isBehindCollector else { throw Inexpressible("JavaScript Set and Map objects") }
        isBehindCollector = false
        var chain = Chain(kind, .any)
        if kind == "set" {
            chain.append("items", try schema(node["element"]))
        } else {
            chain.append("keys", try schema(node["key"]))
            chain.append("values", try schema(node["value"]))
        }
        return chain
    }

    private mutating func union(_ kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        var chain = Chain("union")
        chain.append("of", try schemas(node["options"]))
        if kind == "xor" { chain.append("exclusive", .bool(true)) }
        if let discriminator = node["discriminator"]?.string { chain.append("discriminator", .text(discriminator)) }
        if node["fallback"]?.bool == true { chain.append("fallback", .bool(true)) }
        return chain
    }

    private mutating func template(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        var parts: [YAML] = []
        for part in node["parts"]?.elements ?? [] {
            switch part {
            case .object: parts.append(try chain(part).longForm)
            case .string(let text): parts.append(.text(text))
            case .number(let number): parts.append(.text(JavaScript.text(of: number)))
            case .bool(let bool): parts.append(.text("\(bool)"))
            case .null: parts.append(.text("null"))
            case .brokenString, .array: throw Inexpressible("half a surrogate pair")
            }
        }
        var chain = Chain("template", .string)
        chain.append("parts", .list(parts))
        return chain
    }

    /// A value that the YAML holds.
    func constant(_ value: VectorJSON) throws(Inexpressible) -> YAML {
        switch value {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let number): return .number(number)
        case .string(let text): return .text(text)
        case .brokenString: throw Inexpressible("half a surrogate pair")
        case .array(let elements):
            var values: [YAML] = []
            for element in elements { values.append(try constant(element)) }
            return .list(values)
        case .object(let members):
            if members.count == 1, members[0].key.first == "$" {
                switch members[0].key {
                case "$object": return try constant(members[0].value)
                case "$bigint": throw Inexpressible("bigint")
                case "$set", "$map", "$date": throw Inexpressible("JavaScript Set, Map and Date objects")
                case "$undefined", "$number", "$function": throw Inexpressible("a constant that JSON lacks")
                default: break
                }
            }
            var entries: [(key: String, value: YAML)] = []
            for member in members { entries.append((member.key, try constant(member.value))) }
            return .mapping(entries)
        }
    }
}
