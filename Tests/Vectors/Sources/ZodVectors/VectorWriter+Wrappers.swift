extension VectorWriter {
    mutating func wrapper(_ kind: String, _ node: VectorJSON) throws(Inexpressible) -> Chain {
        switch kind {
        case "preprocess": return try preprocess(node)
        case "pipe", "codec": return try pipe(node)
        default: break
        }
        guard let of = node["of"] else { throw Inexpressible("a wrapper of nothing") }
        var chain = try chain(of)
        // What the wrapper itself says is not said by what it wraps.
        if node["message"] != nil { chain = named(chain) }
        switch kind {
        case "readonly", "brand":
            // Neither changes a verdict, so that a second one says nothing.
            chain.set(kind, kind == "brand" ? .text(brand(node["name"]?.string ?? "")) : .bool(true))
        case "default", "prefault", "catch":
            let value = try constant(node["value"] ?? .null)
            append(kind, value, to: &chain)
        case "transform":
            let function = node["fn"]?.string ?? ""
            try appendTransform(function, node["args"], to: &chain)
        default:
            append(kind, .bool(true), to: &chain)
            if kind != "nonoptional" { chain.product = .unknown }
            chain.hasNull = kind == "nullable" || (kind == "nonoptional" && chain.hasNull)
        }
        return chain
    }

    /// The name of a brand in letters and digits, as Swift has them.
    private func brand(_ name: String) -> String {
        let letters = name.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0) }
        return "Brand" + letters.map(String.init).joined()
    }

    private mutating func appendTransform(
        _ function: String,
        _ arguments: VectorJSON?,
        to chain: inout Chain
    ) throws(Inexpressible) {
        guard NamedFunction.transforms.contains(function) else { throw Inexpressible("function \(function)") }
        let product = chain.product.transformed(by: function)
        let name = functions.name(function, arguments, .transform, takesNilForNull: chain.hasNull)
        append("transform", .mapping([("name", .text(name)), ("to", product.yaml)]), to: &chain)
        chain.product = product
        chain.hasNull = false
    }

    private mutating func pipe(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        guard let input = node["in"], let output = node["out"] else { throw Inexpressible("a pipe without ends") }
        var chain = try chain(input)
        let function = node["fn"]?.string
        if function == "isoToDate" {
            guard chain.bareOrFormattedString, output["kind"]?.string == "date", output["checks"] == nil else {
                throw Inexpressible("JavaScript Date objects")
            }
            chain.append("as", .text("date"))
            return chain
        }
        if let function, function != "identity" { try appendTransform(function, nil, to: &chain) }
        let target = try self.chain(output)
        append("pipe", target.yaml, to: &chain)
        chain.product = target.product
        chain.hasNull = target.hasNull
        return chain
    }

    private mutating func preprocess(_ node: VectorJSON) throws(Inexpressible) -> Chain {
        let function = node["fn"]?.string ?? ""
        guard let of = node["of"] else { throw Inexpressible("a wrapper of nothing") }
        // Our sets and maps read arrays.
        if let kind = ["arrayToSet": "set", "entriesToMap": "map"][function] {
            guard of["kind"]?.string == kind else { throw Inexpressible("JavaScript Set and Map objects") }
            isBehindCollector = true
            return try chain(of)
        }
        let names = [
            "emptyToUndefined": "emptyToAbsent", "nullToUndefined": "nullToAbsent", "trimIfString": "trim",
            "lowerIfString": "lowercase", "toArray": "toArray", "csvToArray": "csvToArray",
            "boolFromText": "boolFromText", "parseJson": "parseJson",
        ]
        guard let name = names[function] else { throw Inexpressible("function \(function)") }
        var chain = try chain(of)
        append("preprocess", .text(name), to: &chain)
        return chain
    }
}

extension Chain {
    /// Whether it is a text with nothing behind its rules.
    fileprivate var bareOrFormattedString: Bool {
        guard case .text("string") = entries[0].value else { return false }
        let steps = [
            "optional", "nullable", "nullish", "default", "prefault", "catch", "preprocess", "transform", "pipe",
        ]
        return !has("as") && !steps.contains(where: has)
    }
}
