import ToolModel

extension TypeTranslator {
    /// How a struct is printed, logged and dumped where a property of it is sensitive: without its value.
    func mirror(_ properties: [(name: String, shape: ValueShape, schema: Schema)]) -> [Declaration] {
        guard properties.contains(where: { holdsSecret($0.schema) }) else { return [] }
        let children = properties.map { name, shape, schema in
            let value = Expression.name("self").member(name)
            let isOptional = shape.isOptional
            let shown: Expression =
                holdsSecret(schema) ? .string("(sensitive)") : isOptional ? .cast(value, "Any") : value
            return Expression.Entry(key: .string(name.filter { $0 != "`" }), value: shown)
        }
        let mirror = Expression.call(
            .name("Swift.Mirror"),
            [
                .init(nil, .name("self")), .init("children", .dictionary(children)),
                .init("displayStyle", .member(nil, "struct")),
            ]
        )
        return [
            Declaration(
                documentation: ["What is shown of the value where it is printed or logged."],
                modifiers: modifiers,
                kind: .computed(Self.mirrorName, type: "Swift.Mirror", body: [.return(mirror)])
            )
        ]
    }

    /// What a struct with these members conforms to besides.
    func conformances(for members: [Declaration]) -> [String] {
        members.contains { member in
            if case .computed(Self.mirrorName, _, _) = member.kind { true } else { false }
        } ? ["Swift.CustomReflectable"] : []
    }

    static var mirrorName: String { "customMirror" }

    /// Whether a value, or a part of it that no struct of its own hides, is sensitive.
    private func holdsSecret(_ schema: Schema, besides visited: Set<String> = []) -> Bool {
        if schema.isSensitive { return true }
        switch schema.type {
        case .object, .tuple: return false
        case .reference(let name):
            guard !visited.contains(name), let definition = context.definitions[name] else { return false }
            return holdsSecret(definition, besides: visited.union([name]))
        default: return schema.children.contains { holdsSecret($0, besides: visited) }
        }
    }
}
