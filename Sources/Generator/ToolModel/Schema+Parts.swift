extension Schema {
    /// The schemas right inside, those that its steps lead to included.
    public var parts: [Schema] {
        var parts = steps.compactMap { step -> Schema? in
            switch step.kind {
            case .transform(_, let schema), .pipe(let schema): schema
            default: nil
            }
        }
        switch type {
        case .array(let element, _), .set(let element, _): parts.append(element)
        case .tuple(let items, let rest): parts += items + (rest.map { [$0] } ?? [])
        case .map(let keys, let values, _): parts += [keys, values]
        case .record(let record): parts += [record.keys, record.values]
        case .object(let object):
            parts += object.properties.map(\.schema)
            if case .schema(let schema) = object.unknownKeys { parts.append(schema) }
        case .union(let options, _): parts += options
        case .discriminatedUnion(let union): parts += union.options
        case .intersection(let left, let right): parts += [left, right]
        default: break
        }
        return parts
    }
}
