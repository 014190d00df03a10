import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// Enumerations, tuples and unions.
extension Namer {
    mutating func cases(_ values: [String], at location: SourceLocation) -> [NamedCase] {
        var names = NameScope(taken: Identifier.reservedCases.union(["rules"]))
        return values.enumerated().map { index, value in
            let base = Identifier.lowerCamelCase(value, orElse: value.isEmpty ? "empty" : "value\(index + 1)")
            let name = claim(base, for: "the value '\(value)'", at: location, in: &names)
            return NamedCase(value: value, name: Identifier.quoted(name))
        }
    }

    static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]

    mutating func tuple(
        _ items: [Schema],
        _ rest: Schema?,
        of schema: Schema,
        _ scopes: inout MemberScopes
    ) -> NamedTuple {
        func item(_ schema: Schema, _ name: String, _ namer: inout Namer) -> NamedItem {
            NamedItem(
                name: Identifier.quoted(name),
                value: namer.named(schema, hint: name, &scopes),
                box: namer.box(of: schema, name, &scopes)
            )
        }
        var names = NameScope(taken: Identifier.reservedMembers.union(MemberScopes.emittedLocals).union(["rest"]))
        let places = items.enumerated().map { index, schema in
            let ordinal = index < Self.ordinals.count ? Self.ordinals[index] : "item\(index + 1)"
            let title = Identifier.lowerCamelCase(schema.annotations.title ?? "")
            let base = title.isEmpty ? ordinal : title
            return item(
                schema,
                claim(base, for: "element \(index + 1) of the tuple", at: schema.location, in: &names),
                &self
            )
        }
        return NamedTuple(
            items: places,
            rest: rest.map { item($0, "rest", &self) },
            required: schema.requiredPlaces(definitions)
        )
    }

    mutating func union(
        _ options: [Schema],
        claims: [[JSONValue?]]?,
        _ scopes: inout MemberScopes
    ) -> NamedUnion {
        let bases = options.enumerated().map { index, option in
            memberName(of: option, claims: claims?[index] ?? [])
        }
        var names = NameScope(taken: Identifier.reservedCases.union(["rules", "read"]))
        // The union says that nothing is accepted, unless it depends on the option what becomes of it.
        let plain = options.map(\.withoutOptional)
        let isPlain = plain.allSatisfy { $0.presence(definitions).input == .required }
        let named = (isPlain ? plain : options).enumerated().map { index, option in
            // Members that say the same of themselves are told apart by their places.
            let isShared = bases.count { $0 == bases[index] } > 1
            let name =
                isShared
                ? names.claim("\(bases[index])\(index + 1)", suffix: "Value")
                : claim(bases[index], for: "member \(index + 1) of the union", at: option.location, in: &names)
            return NamedOption(
                name: Identifier.quoted(name),
                value: self.named(option, hint: name, &scopes),
                isNull: option.type == .null && option.steps.isEmpty,
                kinds: kinds.kinds(of: option)
            )
        }
        warn(ofMembers: options, called: bases)
        return NamedUnion(
            options: named,
            claims: claims,
            isIndirect: options.contains { containment.isRecursive($0, in: scopes.root) }
        )
    }

    /// Says once of all members that would have one name that they are numbered.
    private mutating func warn(ofMembers options: [Schema], called names: [String]) {
        var seen: Set<String> = []
        var reported: Set<String> = []
        for (option, name) in zip(options, names) where !seen.insert(name).inserted && reported.insert(name).inserted {
            diagnostics.append(
                Diagnostic(
                    .warning,
                    at: option.location,
                    rule: .swiftNameCollision,
                    "another member of the union would be called '\(name)' in Swift as well, so they are numbered: "
                        + "give each a 'title'"
                )
            )
        }
    }

    private func memberName(of option: Schema, claims: [JSONValue?]) -> String {
        if case .string(let text)?? = claims.first, !Identifier.lowerCamelCase(text).isEmpty {
            return Identifier.lowerCamelCase(text)
        }
        if let title = option.annotations.title, !Identifier.lowerCamelCase(title).isEmpty {
            return Identifier.lowerCamelCase(title)
        }
        switch option.type {
        case .reference(let name): return Identifier.lowerCamelCase(name)
        case .string, .template: return "string"
        case .number: return "number"
        case .integer: return "integer"
        case .boolean, .stringbool: return "boolean"
        case .enumeration: return "choice"
        case .literal(let values):
            guard values.count == 1, case .string(let text) = values[0] else { return "literal" }
            let name = Identifier.lowerCamelCase(text)
            return name.isEmpty ? "literal" : name
        case .array, .tuple: return "array"
        case .set: return "set"
        case .map: return "map"
        case .record: return "record"
        case .null: return "null"
        case .union, .discriminatedUnion: return "union"
        case .any, .unknown, .json, .never, .undefined: return "value"
        case .object, .intersection: return "object"
        }
    }
}

extension Schema {
    /// The schema without a last step that accepts absent values: what it is a part of says that.
    var withoutOptional: Schema {
        guard steps.last?.kind == .optional else { return self }
        var schema = self
        schema.steps.removeLast()
        return schema
    }
}
