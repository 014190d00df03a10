import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// The names that are taken inside one type.
struct MemberScopes {
    var members = NameScope(taken: Identifier.reservedMembers.union([TypeTranslator.mirrorName]))
    var locals = NameScope(taken: Self.emittedLocals)
    var statics = NameScope(taken: ["rules", "read", "write"])
    var types: NameScope
    /// The named type around it.
    let root: String?

    /// What emitted code calls its own variables.
    static let emittedLocals: Set = [
        "json", "issues", "object", "place", "self", "tuple", "union", "option", "value", "both",
    ]

    /// Creates the scopes of a type, in which no other one hides a named type of the top level.
    init(typeName: String, in root: String?, besides topLevel: some Sequence<String> = []) {
        types = NameScope(taken: Identifier.reservedTypes.union(topLevel).union([typeName]))
        self.root = root
    }
}

extension Namer {
    /// Whether a named type is a struct or an enumeration of its own: nothing behind its type makes another value of it.
    func isNominal(_ name: String) -> Bool {
        guard let schema = definitions[name], schema.steps.allSatisfy(\.kind.isCheck) else { return false }
        return schema.type.isDeclared(definitions)
    }

    /// The declaration of a schema that has a name of its own.
    mutating func declaration(of schema: Schema, name: String, in root: String?) -> NamedDeclaration {
        guard schema.steps.allSatisfy(\.kind.isCheck), schema.type.isDeclared(definitions) else {
            var scopes = MemberScopes(typeName: name, in: root, besides: typeNames.values)
            let value = named(schema, hint: "value", &scopes)
            return NamedDeclaration(name: name, schema: schema, kind: .wrapper(value))
        }
        return nominal(schema, name: name, in: root)
    }

    /// A struct or enumeration, with the checks behind its type.
    mutating func nominal(_ schema: Schema, name: String, in root: String?) -> NamedDeclaration {
        var scopes = MemberScopes(typeName: name, in: root, besides: typeNames.values)
        let kind: NamedDeclaration.Kind
        switch schema.type {
        case .object(let object): kind = .object(self.object(object, &scopes))
        case .enumeration(let values): kind = .choice(cases(values, at: schema.location))
        case .tuple(let items, let rest): kind = .tuple(tuple(items, rest, of: schema, &scopes))
        case .union(let options, _): kind = .union(union(options, claims: nil, &scopes))
        case .discriminatedUnion(let union):
            kind = .union(self.union(union.options, claims: union.claims(definitions), &scopes))
        case .intersection(let left, let right): kind = .intersection(intersection(left, right, &scopes))
        default: kind = .wrapper(named(Schema(schema.type, like: schema), hint: "value", &scopes))
        }
        let shape = ValueShape(.nominal(name))
        let checks = schema.steps.filter(\.kind.isNamed).map { self.step($0, behind: shape, hint: "value", &scopes) }
        return NamedDeclaration(name: name, schema: schema, kind: kind, checks: checks)
    }
}

extension SchemaType {
    /// Whether values of the type are of a struct or enumeration of their own.
    func isDeclared(_ types: [String: Schema], besides visited: Set<String> = []) -> Bool {
        switch self {
        case .enumeration, .object, .tuple, .union, .discriminatedUnion: return true
        // Texts that two schemas accept are texts; two kinds of objects are put together in a struct.
        case .intersection(let left, let right):
            return left.type.givesDeclared(types, visited) || right.type.givesDeclared(types, visited)
        default: return false
        }
    }

    func givesDeclared(_ types: [String: Schema], _ visited: Set<String>) -> Bool {
        guard case .reference(let name) = self else { return isDeclared(types, besides: visited) }
        guard !visited.contains(name), let schema = types[name] else { return false }
        return schema.type.givesDeclared(types, visited.union([name]))
    }
}

extension RuleID {
    /// A type that contains itself and has no Swift type of its own.
    static let swiftRecursiveType = RuleID(rawValue: "swift-recursive-type")
    /// An element of a set, or a key of a map, that Swift cannot tell from others.
    static let swiftHashable = RuleID(rawValue: "swift-hashable")
}
