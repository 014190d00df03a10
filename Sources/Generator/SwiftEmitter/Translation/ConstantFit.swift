import Diagnostics
import ToolModel
import ToolValidation

extension ConstantTranslator {
    /// Whether a constant can be written as a value of the Swift type that a schema has.
    func fits(_ value: JSONValue, _ named: NamedSchema) -> Bool {
        if value == .null, named.shape.mayBeNull { return true }
        if let target = named.steps.last(where: { $0.target != nil })?.target { return fits(value, target) }
        switch (named.core, value) {
        case (.any, _), (.json, _), (.null, .null), (.unchecked, _): return true
        case (.string, .string): return named.coreShape.base == .text
        case (.template, .string), (.number, .number), (.boolean, .bool), (.stringbool, .bool): return true
        case (.integer, .number(let number)): return Int(exactly: number) != nil
        case (.literal, _):
            if case .literal(let values) = named.schema.type { return values.contains(value) }
            return false
        case (.array(let element, _), .array(let values)): return values.allSatisfy { fits($0, element) }
        case (.set(let element, _), .array(let values)):
            return Self.areDistinct(values) && values.allSatisfy { fits($0, element) }
        case (.record(_, let values, _), .object(let object)):
            guard Self.areDistinct(object.members.map { .string($0.key) }) else { return false }
            if case .record(ValueShape(.json)) = named.coreShape.base { return true }
            return object.members.allSatisfy { fits($0.value, values) }
        case (.map(let keys, let values, _), .array(let pairs)):
            let parts = pairs.compactMap { if case .array(let parts) = $0, parts.count == 2 { parts } else { nil } }
            return parts.count == pairs.count && Self.areDistinct(parts.map { $0[0] })
                && parts.allSatisfy { fits($0[0], keys) && fits($0[1], values) }
        case (.both(let first, _), _): return fits(value, first)
        case (.declared(let declaration), _): return fits(value, declaration)
        case (.reference(let name), _), (.wrapped(let name), _):
            return context.declarations[name].map { fits(value, $0) } ?? false
        default: return false
        }
    }

    private func fits(_ value: JSONValue, _ declaration: NamedDeclaration) -> Bool {
        switch (declaration.kind, value) {
        case (.choice(let cases), .string(let text)):
            return cases.contains { $0.value.utf8.elementsEqual(text.utf8) }
        case (.object(let object), .object(let members)):
            return fits(members, object.properties)
                && Self.areDistinct(others(members, of: object).map { .string($0.key) })
                && others(members, of: object).allSatisfy { member in
                    object.additional.map { fits(member.value, $0.value) } ?? false
                }
        case (.tuple(let tuple), .array(let values)):
            let items = tuple.items.enumerated().allSatisfy { index, item in
                index < values.count ? fits(values[index], item.value) : item.value.shape.absentValue != nil
            }
            return items
                && values.dropFirst(tuple.items.count).allSatisfy { value in
                    tuple.rest.map { fits(value, $0.value) } ?? false
                }
        case (.union(let union), _): return place(of: value, in: union) != nil
        case (.intersection(let both), .object(let members)):
            return both.merged.map { fits(members, $0.map(\.property)) } ?? false
        case (.wrapper(let named), _): return fits(value, named)
        case (.alias(let name), _): return context.declarations[name].map { fits(value, $0) } ?? false
        default: return false
        }
    }

    private func fits(_ members: JSONObject, _ properties: [NamedProperty]) -> Bool {
        properties.allSatisfy { property in
            if let member = members[property.definition.name] { return fits(member, property.value) }
            return defaultValue(of: property) != nil || property.shape.mayBeNull
        }
    }

    /// Whether no key of a dictionary or element of a set stands twice: a dictionary would stop the program. Texts that differ
    /// in the composition of a character only are one key.
    private static func areDistinct(_ keys: [JSONValue]) -> Bool {
        let hashable = keys.map { if case .string(let text) = $0 { AnyHashable(text) } else { AnyHashable($0) } }
        return Set(hashable).count == keys.count
    }

    /// The members of a constant that the properties of an object do not declare.
    func others(_ members: JSONObject, of object: NamedObject) -> [JSONObject.Member] {
        members.members.filter { member in
            !object.properties.contains { $0.definition.name.utf8.elementsEqual(member.key.utf8) }
        }
    }

    /// The option of a union that a constant is a value of.
    func place(of value: JSONValue, in union: NamedUnion) -> Int? {
        union.options.indices.first { index in
            if let claims = union.claims {
                guard case .object(let object) = value,
                    object.members.contains(where: { claims[index].contains($0.value) })
                else { return false }
            }
            let option = union.options[index]
            return option.isNull ? value == .null : fits(value, option.value)
        }
    }
}

extension NamedServer {
    /// An error for each `default` and `catch` that is no value of the Swift type that it would have to be.
    var constantDiagnostics: [Diagnostic] {
        let constants = ConstantTranslator(context: TranslationContext(self))
        var diagnostics: [Diagnostic] = []
        func check(_ named: NamedSchema) {
            for (index, step) in named.steps.enumerated() {
                if let (value, key) = step.kind.constant {
                    let given = named.prefix(through: index).giving(step.shape)
                    if !constants.fits(value.value, given) {
                        diagnostics.append(
                            Diagnostic(
                                .error,
                                at: value.location,
                                rule: .swiftConstant,
                                "the value of '\(key)' is none of its schema's Swift type, '\(step.shape.swiftType)': "
                                    + "write a value that comes out of the schema"
                            )
                        )
                    }
                }
                step.target.map(check)
            }
            for part in named.core.parts { check(part) }
        }
        func check(_ declaration: NamedDeclaration?) {
            for part in declaration?.kind.parts ?? [] { check(part) }
        }
        for file in files {
            for type in file.types { check(type.declared) }
            for tool in file.tools {
                check(tool.input)
                check(tool.output)
            }
            for handler in file.handlers { check(handler.payload) }
        }
        return diagnostics
    }
}

extension StepKind {
    /// A value that generated code has to contain, and the key that it stands under.
    fileprivate var constant: (LocatedValue, String)? {
        switch self {
        case .defaultValue(let value): (value, "default")
        case .catchValue(let value): (value, "catch")
        default: nil
        }
    }
}

extension NamedCore {
    fileprivate var parts: [NamedSchema] {
        switch self {
        case .array(let element, _), .set(let element, _): [element]
        case .record(let keys, let values, _), .map(let keys, let values, _): [keys, values]
        case .both(let first, let second): [first, second]
        case .declared(let declaration): declaration.kind.parts
        default: []
        }
    }
}

extension NamedDeclaration.Kind {
    fileprivate var parts: [NamedSchema] {
        switch self {
        case .object(let object): (object.properties + (object.additional.map { [$0] } ?? [])).map(\.value)
        case .tuple(let tuple): (tuple.items + (tuple.rest.map { [$0] } ?? [])).map(\.value)
        case .union(let union): union.options.map(\.value)
        case .intersection(let both): [both.first, both.second]
        case .wrapper(let named): [named]
        case .choice, .alias: []
        }
    }
}

extension RuleID {
    /// A constant that is no value of the Swift type that a schema has.
    static let swiftConstant = RuleID(rawValue: "swift-constant")
}
