public import ToolValidation

extension Schema {
    /// The values that the schema accepts, where they can be counted up.
    ///
    /// - Parameter types: The named types.
    /// - Returns: The values of an enumeration, of literals, and of unions of such; `nil` for all other schemas.
    public func constants(_ types: [String: Schema]) -> [JSONValue]? { constants(types, besides: []) }

    private func constants(_ types: [String: Schema], besides visited: Set<String>) -> [JSONValue]? {
        switch type {
        case .enumeration(let texts): return texts.map { .string($0) }
        case .literal(let values): return values
        case .null: return [.null]
        case .union(let options, _):
            var values: [JSONValue] = []
            for option in options {
                guard let constants = option.constants(types, besides: visited) else { return nil }
                values += constants.filter { !values.contains($0) }
            }
            return values
        case .reference(let name):
            guard !visited.contains(name) else { return nil }
            return types[name]?.constants(types, besides: visited.union([name]))
        default: return nil
        }
    }

    /// How many of the first places of a tuple must be there.
    ///
    /// - Parameter types: The named types.
    /// - Returns: The number; 0 for a schema that is no tuple.
    public func requiredPlaces(_ types: [String: Schema]) -> Int {
        guard case .tuple(let items, _) = type else { return 0 }
        let last = items.lastIndex { $0.presence(types).input == .required }
        return last.map { $0 + 1 } ?? 0
    }
}

extension DiscriminatedUnionSchema {
    /// The discriminator's values for each of the options.
    ///
    /// - Parameter types: The named types.
    /// - Returns: The values, `nil` among them for an absent one; none for an option that does not say.
    public func claims(_ types: [String: Schema]) -> [[JSONValue?]] {
        options.map { claims(of: $0, types, besides: []) }
    }

    private func claims(of option: Schema, _ types: [String: Schema], besides visited: Set<String>) -> [JSONValue?] {
        switch option.type {
        case .object(let object):
            guard let property = object.properties.first(where: { $0.name.utf8.elementsEqual(discriminator.utf8) })
            else { return [] }
            if case .undefined = property.schema.type { return [nil] }
            guard let constants = property.schema.constants(types) else { return [] }
            var values: [JSONValue?] = constants
            for step in property.schema.steps {
                switch step.kind {
                case .optional, .defaultValue, .prefault, .catchValue: if !values.contains(nil) { values.append(nil) }
                case .nullable: if !values.contains(.some(.null)) { values.append(.null) }
                default: break
                }
            }
            return values
        case .union(let options, _): return options.flatMap { claims(of: $0, types, besides: visited) }
        case .discriminatedUnion(let union):
            guard union.discriminator.utf8.elementsEqual(discriminator.utf8) else {
                return union.options.flatMap { claims(of: $0, types, besides: visited) }
            }
            return union.claims(types).flatMap(\.self)
        case .intersection(let left, let right):
            return claims(of: left, types, besides: visited) + claims(of: right, types, besides: visited)
        case .reference(let name):
            guard !visited.contains(name), let schema = types[name] else { return [] }
            return claims(of: schema, types, besides: visited.union([name]))
        default: return []
        }
    }
}
