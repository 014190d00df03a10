internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Checks that the discriminator of a union tells its options apart.
struct DiscriminatorCheck {
    private let union: DiscriminatedUnionSchema
    private let types: TypeIndex

    init(_ union: DiscriminatedUnionSchema, _ types: TypeIndex) {
        self.union = union
        self.types = types
    }

    func run(_ reading: inout Reading) {
        var claims: [Claim: SourceLocation] = [:]
        for option in union.options {
            guard let values = values(of: option, at: option.location, seen: [], &reading) else { continue }
            for claim in values {
                guard let first = claims[claim] else {
                    claims[claim] = option.location
                    continue
                }
                reading.error(
                    .discriminator,
                    at: option.location,
                    "another option claims \(claim.words) of '\(union.discriminator)' already",
                    notes: [.init("the other option stands here", at: first)]
                )
            }
        }
    }

    /// A value of the discriminator, or its absence.
    private enum Claim: Hashable {
        case value(JSONValue)
        case absence

        var words: String {
            switch self {
            case .value(let value): "the value \(value.jsonText)"
            case .absence: "the absence"
            }
        }
    }

    /// The values by which an option is chosen, or nothing where it has been reported, or cannot be known.
    private func values(
        of option: Schema,
        at location: SourceLocation,
        seen: Set<String>,
        _ reading: inout Reading
    ) -> [Claim]? {
        if case .reference(let name) = option.type, seen.contains(name) { return nil }
        let names = seen.union(option.sidewiseReferences)
        guard let schema = types.resolve(option) else { return nil }
        switch schema.type {
        case .object(let object): return values(of: object, at: location, &reading)
        case .union(let options, _): return all(options, at: location, seen: names, &reading)
        case .discriminatedUnion(let union): return all(union.options, at: location, seen: names, &reading)
        default:
            reading.error(
                .discriminator,
                at: location,
                "an option of a union with a discriminator is an object: this is none"
            )
            return nil
        }
    }

    private func all(
        _ options: [Schema],
        at location: SourceLocation,
        seen: Set<String>,
        _ reading: inout Reading
    ) -> [Claim]? {
        var claims: [Claim] = []
        for option in options {
            guard let values = values(of: option, at: location, seen: seen, &reading) else { return nil }
            claims += values
        }
        return claims
    }

    private func values(
        of object: ObjectSchema,
        at location: SourceLocation,
        _ reading: inout Reading
    ) -> [Claim]? {
        let name = union.discriminator
        guard let property = object.properties.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            reading.error(.discriminator, at: location, "this option has no property '\(name)', which tells the options apart")
            return nil
        }
        guard let claims = claims(of: property.schema) else {
            reading.error(
                .discriminator,
                at: property.schema.location,
                "'\(name)' tells the options apart, so that it must be a literal or an enum here"
            )
            return nil
        }
        return claims
    }

    /// The values that a property accepts, where they can be listed.
    private func claims(of property: Schema) -> [Claim]? {
        guard let schema = types.resolve(property), var claims = claims(of: schema.type) else { return nil }
        for step in schema.steps {
            switch step.kind {
            case .optional, .defaultValue, .prefault, .catchValue: claims.append(.absence)
            case .nonoptional: claims.removeAll { $0 == .absence }
            case .nullable: claims.append(.value(.null))
            case .transform, .preprocess: return nil
            default: break
            }
        }
        var seen: Set<Claim> = []
        return claims.filter { seen.insert($0).inserted }
    }

    private func claims(of type: SchemaType) -> [Claim]? {
        switch type {
        case .literal(let values): return values.map { .value($0) }
        case .enumeration(let values): return values.map { .value(.string($0)) }
        case .null: return [.value(.null)]
        case .undefined: return [.absence]
        case .union(let options, _):
            var claims: [Claim] = []
            for option in options {
                guard let more = self.claims(of: option) else { return nil }
                claims += more
            }
            return claims
        default: return nil
        }
    }
}
