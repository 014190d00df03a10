extension Schema {
    /// The schemas that this one is made of, those of its steps behind those of its type.
    public var children: [Schema] {
        type.children
            + steps.flatMap { step -> [Schema] in
                switch step.kind {
                case .transform(_, let schema), .pipe(let schema): [schema]
                default: []
                }
            }
    }

    /// Calls a function with this schema and all those inside it, named types left out.
    public func forEach(_ body: (Schema) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }
}

extension SchemaType {
    /// The schemas that a type is made of.
    public var children: [Schema] {
        switch self {
        case .array(let element, _), .set(let element, _): return [element]
        case .tuple(let items, let rest): return items + (rest.map { [$0] } ?? [])
        case .object(let object):
            let properties = object.properties.map(\.schema)
            if case .schema(let schema) = object.unknownKeys { return properties + [schema] }
            return properties
        case .record(let record): return [record.keys, record.values]
        case .map(let keys, let values, _): return [keys, values]
        case .union(let options, _): return options
        case .discriminatedUnion(let union): return union.options
        case .intersection(let left, let right): return [left, right]
        case .template(let parts, _):
            return parts.compactMap { if case .schema(let schema) = $0 { schema } else { nil } }
        default: return []
        }
    }
}
