import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// Objects and their properties.
extension Namer {
    mutating func object(_ object: ObjectSchema, _ scopes: inout MemberScopes) -> NamedObject {
        let properties = object.properties.filter { $0.schema.binding == nil }.enumerated().map { index, property in
            self.property(property, at: index, &scopes)
        }
        var additional: NamedProperty?
        switch object.unknownKeys {
        case .strip, .reject: break
        case .keep:
            let any = Schema(.any, location: object.properties.first?.location ?? .nowhere)
            additional = self.additional(any, &scopes)
        case .schema(let schema): additional = self.additional(schema, &scopes)
        }
        let bound = object.properties.compactMap { property in
            property.schema.binding.map { binding in
                let name = claim(
                    Identifier.lowerCamelCase(property.name, orElse: "bound"),
                    for: "the property '\(property.name)'",
                    at: property.location,
                    in: &scopes.members
                )
                return NamedBinding(definition: property, name: Identifier.quoted(name), binding: binding)
            }
        }
        let types = definitions.map { TypeDefinition(name: $0, schema: $1, location: $1.location) }
        let rules = RuleExpressions.rules(of: object, types: types).enumerated().map { index, rule in
            NamedRule(expression: rule, constant: scopes.statics.claim("crossFieldRule\(index + 1)"))
        }
        return NamedObject(
            definition: object,
            properties: properties,
            bound: bound,
            additional: additional,
            rules: rules
        )
    }

    mutating func additional(_ schema: Schema, _ scopes: inout MemberScopes) -> NamedProperty {
        let property = Property(name: "additionalProperties", schema: schema, location: schema.location)
        return self.property(property, at: 0, &scopes)
    }

    mutating func property(
        _ property: Property,
        at index: Int,
        _ scopes: inout MemberScopes
    ) -> NamedProperty {
        let base = Identifier.lowerCamelCase(property.name, orElse: "property\(index + 1)")
        let name = claim(base, for: "the property '\(property.name)'", at: property.location, in: &scopes.members)
        return NamedProperty(
            definition: property,
            name: Identifier.quoted(name),
            localName: Identifier.quoted(scopes.locals.claim(name, suffix: "Value")),
            value: named(property.schema, hint: name, &scopes),
            presence: property.schema.presence(definitions),
            takesAbsent: property.schema.takesAbsent(definitions),
            box: box(of: property.schema, name, &scopes)
        )
    }

    func box(of schema: Schema, _ name: String, _ scopes: inout MemberScopes) -> String? {
        guard containment.isRecursive(schema, in: scopes.root) else { return nil }
        return scopes.members.claim("boxed\(Identifier.upperCamelCase(name))")
    }
}

extension ObjectSchema {
    /// Whether keys that are not declared are no part of the value.
    var keepsNothing: Bool {
        switch unknownKeys {
        case .strip, .reject: true
        case .keep, .schema: false
        }
    }
}

extension SourceLocation {
    static let nowhere = SourceLocation(path: "", start: SourcePosition(line: 1, column: 1))
}
