extension VectorWriter {
    /// Appends the checks of a node: each under its own key if there is one of each, else as a list.
    mutating func appendChecks(of node: VectorJSON, to chain: inout Chain) throws(Inexpressible) {
        let checks = node["checks"]?.elements ?? []
        guard !checks.isEmpty else { return }
        // The text of an inner schema does not speak for what is checked outside of it.
        let areFunctions = checks.allSatisfy { Self.functionChecks.contains($0["check"]?.string ?? "") }
        if node["of"] ?? node["in"] != nil, areFunctions, chain.has("error") { chain = named(chain) }
        var rules: [(key: String, value: YAML)] = []
        for check in checks { rules.append(try rule(check, chain.hasNull)) }
        let isPlain = rules.indices.allSatisfy { index in
            !chain.has(rules[index].key) && !rules[..<index].contains { $0.key == rules[index].key }
        }
        if isPlain {
            for rule in rules { chain.append(rule.key, rule.value) }
        } else {
            append("checks", .list(rules.map { .mapping([$0]) }), to: &chain)
        }
    }

    /// Checks that any type may have; the others are for those types that say of themselves what they are.
    private static let functionChecks: Set = ["refine", "superRefine", "overwrite"]

    private mutating func rule(_ check: VectorJSON, _ hasNull: Bool) throws(Inexpressible) -> (key: String, value: YAML)
    {
        let name = check["check"]?.string ?? ""
        guard check["bigint"] == nil else { throw Inexpressible("bigint") }
        guard check["date"] == nil else { throw Inexpressible("JavaScript Date objects") }
        switch name {
        case "refine": return ("refine", try refinement(check, hasNull))
        case "superRefine":
            let function = check["fn"]?.string ?? ""
            guard NamedFunction.reporters.contains(function) else { throw Inexpressible("function \(function)") }
            return ("superRefine", .text(functions.name(function, nil, .superRefine, takesNilForNull: hasNull)))
        case "overwrite":
            let function = check["fn"]?.string ?? ""
            guard NamedFunction.transforms.contains(function) else { throw Inexpressible("function \(function)") }
            return ("overwrite", .text(functions.name(function, check["args"], .overwrite, takesNilForNull: hasNull)))
        case "trim", "toLowerCase", "toUpperCase", "slugify": return (name, .bool(true))
        case "normalize": return (name, .text(check["form"]?.string ?? "NFC"))
        case "nonempty", "lowercase", "uppercase", "positive", "negative", "nonnegative", "nonpositive", "int", "safe":
            return (name, setting(check, "value", .bool(true)))
        case "regex":
            guard let pattern = check["pattern"]?.string else { throw Inexpressible("half a surrogate pair") }
            let flags = check["flags"]?.string ?? ""
            let options = flags.isEmpty ? [] : [(key: "flags", value: YAML.text(flags))]
            return (name, setting(check, "pattern", .text(pattern), options))
        case "includes":
            let options = check["position"]?.number.map { [(key: "position", value: YAML.number($0))] } ?? []
            return (name, setting(check, "value", try constant(check["value"] ?? .null), options))
        case "format": return (name, try format(check, message: check))
        case "size": return ("length", setting(check, "value", try constant(check["value"] ?? .null)))
        case "min", "max", "length", "gt", "gte", "lt", "lte", "multipleOf", "startsWith", "endsWith":
            return (name, setting(check, "value", try constant(check["value"] ?? .null)))
        default: throw Inexpressible("check \(name)")
        }
    }

    /// A rule's value, beside what else is said about the rule.
    private func setting(
        _ check: VectorJSON,
        _ key: String,
        _ value: YAML,
        _ options: [(key: String, value: YAML)] = []
    ) -> YAML {
        var entries = [(key: key, value: value)] + options
        if let message = check["message"]?.string { entries.append(("message", .text(message))) }
        if check["abort"]?.bool == true { entries.append(("abort", .bool(true))) }
        return entries.count == 1 ? value : .mapping(entries)
    }

    /// The name of a predicate.
    mutating func predicate(_ node: VectorJSON, _ hasNull: Bool = false) throws(Inexpressible) -> String {
        let function = node["fn"]?.string ?? ""
        guard NamedFunction.predicates.contains(function) else { throw Inexpressible("function \(function)") }
        return functions.name(function, node["args"], .refine, takesNilForNull: hasNull)
    }

    private mutating func refinement(_ check: VectorJSON, _ hasNull: Bool) throws(Inexpressible) -> YAML {
        let name = try predicate(check, hasNull)
        var options: [(key: String, value: YAML)] = []
        if let path = check["path"] { options.append(("path", try constant(path))) }
        if let params = check["params"] { options.append(("params", try constant(params))) }
        if check["when"]?.string == "always" { options.append(("when", .text("always"))) }
        return setting(check, "name", .text(name), options)
    }

    /// A format with its options, of a node or of a check.
    func format(_ node: VectorJSON, message check: VectorJSON?) throws(Inexpressible) -> YAML {
        let format = node["format"]?.string ?? ""
        var options: [(key: String, value: YAML)] = []
        for option in node["options"]?.members ?? [] {
            switch (format, option.key, option.value) {
            case ("hash", "algorithm", let value): options.append(("alg", try constant(value)))
            // An expression without flags may be written as a text.
            case (_, "pattern", let value), (_, "hostname", let value), (_, "protocol", let value):
                let pattern = value["pattern"] ?? value
                let flags = value["flags"]?.string ?? node["options"]?["flags"]?.string ?? ""
                let text = try constant(pattern)
                let isPlain = flags.isEmpty
                options.append((option.key, isPlain ? text : .mapping([("pattern", text), ("flags", .text(flags))])))
            case (_, "flags", _): break
            case (_, let key, let value): options.append((key, try constant(value)))
            }
        }
        return setting(check ?? .null, "value", .text(format), options)
    }
}
