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

    /// The schemas that read the same value as this one.
    public var sidewise: [Schema] {
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

    /// The named types that read the same value as this schema.
    public var sidewiseReferences: [String] {
        if case .reference(let name) = type { return [name] + sidewise.flatMap(\.sidewiseReferences) }
        return sidewise.flatMap(\.sidewiseReferences)
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
