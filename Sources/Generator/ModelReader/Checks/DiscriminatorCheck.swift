internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Checks that the discriminator of a union tells its options apart.
struct DiscriminatorCheck {
    private let union: DiscriminatedUnionSchema
    private let types: TypeIndex
    /// How many schemas may still be looked at: types that name one another may stand for any number of them.
    private var remaining = 10_000
    private static let maximumDepth = 64

    init(_ union: DiscriminatedUnionSchema, _ types: TypeIndex) {
        self.union = union
        self.types = types
    }

    func run(_ reading: inout Reading) {
        var check = self
        check.compareOptions(&reading)
    }

    private mutating func compareOptions(_ reading: inout Reading) {
        var claims: [Claim: SourceLocation] = [:]
        for option in union.options {
            guard let values = values(of: option, at: option.location, depth: 0, &reading) else { continue }
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
    private mutating func values(
        of option: Schema,
        at location: SourceLocation,
        depth: Int,
        _ reading: inout Reading
    ) -> [Claim]? {
        guard depth < Self.maximumDepth, remaining > 0 else { return nil }
        remaining -= 1
        guard let schema = types.resolve(option) else { return nil }
        if let step = schema.steps.first(where: { !$0.kind.keepsObject }) {
            let message = "an option of a union with a discriminator is a plain object: write this around the union"
            reading.error(.discriminator, at: step.location, message)
            return nil
        }
        switch schema.type {
        case .object(let object): return values(of: object, at: location, &reading)
        case .union(let options, _): return all(options, at: location, depth: depth + 1, &reading)
        case .discriminatedUnion(let union): return all(union.options, at: location, depth: depth + 1, &reading)
        default:
            reading.error(
                .discriminator,
                at: location,
                "an option of a union with a discriminator is an object: this is none"
            )
            return nil
        }
    }

    private mutating func all(
        _ options: [Schema],
        at location: SourceLocation,
        depth: Int,
        _ reading: inout Reading
    ) -> [Claim]? {
        var claims: [Claim] = []
        for option in options {
            guard let values = values(of: option, at: location, depth: depth, &reading) else { return nil }
            claims += values
        }
        return claims
    }

    private mutating func values(
        of object: ObjectSchema,
        at location: SourceLocation,
        _ reading: inout Reading
    ) -> [Claim]? {
        let name = union.discriminator
        guard let property = object.properties.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            reading.error(
                .discriminator,
                at: location,
                "this option has no property '\(name)', which tells the options apart"
            )
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
    private mutating func claims(of property: Schema, depth: Int = 0) -> [Claim]? {
        guard depth < Self.maximumDepth, remaining > 0 else { return nil }
        remaining -= 1
        guard let schema = types.resolve(property), var claims = claims(of: schema.type, depth: depth) else {
            return nil
        }
        for step in schema.steps {
            switch step.kind {
            case .optional, .defaultValue, .prefault: claims.append(.absence)
            case .nonoptional: claims.removeAll { $0 == .absence }
            case .nullable: claims.append(.value(.null))
            case .transform, .preprocess: return nil
            default: break
            }
        }
        var seen: Set<Claim> = []
        return claims.filter { seen.insert($0).inserted }
    }

    private mutating func claims(of type: SchemaType, depth: Int) -> [Claim]? {
        switch type {
        case .literal(let values): return values.map { .value($0) }
        case .enumeration(let values): return values.map { .value(.string($0)) }
        case .null: return [.value(.null)]
        case .undefined: return [.absence]
        case .union(let options, _):
            var claims: [Claim] = []
            for option in options {
                guard let more = self.claims(of: option, depth: depth + 1) else { return nil }
                claims += more
            }
            return claims
        default: return nil
        }
    }
}

extension StepKind {
    /// Whether the schema still tells by the properties of an object what it accepts.
    fileprivate var keepsObject: Bool {
        switch self {
        case .optional, .nonoptional, .nullable, .defaultValue, .prefault, .catchValue, .preprocess: false
        case .readonly, .brand, .refine, .superRefine, .overwrite, .transform, .pipe, .stringRules, .numberRules,
            .arrayRules:
            true
        }
    }
}
