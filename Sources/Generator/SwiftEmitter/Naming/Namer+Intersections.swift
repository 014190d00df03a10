import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// Values that two schemas accept.
extension Namer {
    mutating func intersection(
        _ left: Schema,
        _ right: Schema,
        _ scopes: inout MemberScopes
    ) -> NamedIntersection {
        let first = named(left, hint: "first", &scopes)
        let second = named(right, hint: "second", &scopes)
        let sides = [(first, left), (second, right)].compactMap { named, schema in
            plainObject(schema).flatMap { $0.keepsNothing ? properties(of: named) : nil }
        }
        let merged = sides.count == 2 ? merged(sides[0], sides[1]) : nil
        return NamedIntersection(first: first, second: second, merged: merged)
    }

    /// The properties of two structs with names for one: the second's may be called as another one of the first is.
    private mutating func merged(_ first: [NamedProperty], _ second: [NamedProperty]) -> [MergedProperty] {
        let known = Set(first.map { Array($0.definition.name.utf8) })
        let others = second.filter { !known.contains(Array($0.definition.name.utf8)) }
        var scopes = MemberScopes(typeName: "", in: nil)
        return (first.map { ($0, 0) } + others.map { ($0, 1) }).map { property, place in
            var merged = property
            let name = property.name.filter { $0 != "`" }
            let subject = "the property '\(merged.definition.name)'"
            let claimed = claim(name, for: subject, at: merged.definition.location, in: &scopes.members)
            merged.name = Identifier.quoted(claimed)
            merged.localName = Identifier.quoted(scopes.locals.claim(claimed, suffix: "Value"))
            merged.box = property.box.map { scopes.members.claim($0) }
            return MergedProperty(property: merged, place: place, source: property.name)
        }
    }

    /// The properties of the struct that a schema has.
    func properties(of named: NamedSchema) -> [NamedProperty]? {
        if case .declared(let declaration) = named.core {
            guard case .object(let object) = declaration.kind else { return nil }
            return object.properties
        }
        guard case .reference(var name) = named.schema.type else { return nil }
        while case .reference(let next)? = definitions[name]?.type { name = next }
        guard let definition = definitions[name] else { return nil }
        // What is declared elsewhere has the same names each time.
        var namer = self
        let declaration = namer.nominal(definition, name: typeNames[name] ?? name, in: name)
        guard case .object(let object) = declaration.kind else { return nil }
        return object.properties
    }

    /// The object that a schema is, itself or by its name.
    func plainObject(_ schema: Schema) -> ObjectSchema? {
        guard schema.steps.allSatisfy(\.kind.isCheck) else { return nil }
        switch schema.type {
        case .object(let object): return object
        case .reference(let name): return definitions[name].flatMap(plainObject)
        default: return nil
        }
    }
}
