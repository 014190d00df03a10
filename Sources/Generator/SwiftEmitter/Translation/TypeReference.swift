import ToolModel
import ToolValidation

extension NamedType {
    /// The Swift type, without an optional's question mark.
    var swiftType: String {
        switch self {
        case .string: "Swift.String"
        case .number: "Swift.Double"
        case .integer: "Swift.Int"
        case .boolean: "Swift.Bool"
        case .choice(let choice): choice.name
        case .literal(let type, _, _): type
        case .array(let element, _): "[\(element.swiftType)]"
        case .object(let object): object.name
        }
    }
}

extension NamedElement {
    /// The Swift type, optional where the element may be `null`.
    var swiftType: String { "\(type.swiftType)\(schema.isNullable ? "?" : "")" }
}

extension NamedProperty {
    var schema: Schema { definition.schema }

    /// Whether the Swift property is an optional.
    var isOptional: Bool { schema.isNullable || (schema.isOptional && schema.defaultValue == nil) }

    /// The Swift type of the property.
    var swiftType: String { "\(type.swiftType)\(isOptional ? "?" : "")" }

    /// What the memberwise initializer takes where the caller says nothing, and a reader where the key is absent.
    var defaultValue: Expression? {
        if let value = schema.defaultValue?.value { return type.literal(value) }
        if isOptional, schema.isOptional || schema.defaultValue != nil { return .nil }
        if case .literal(let values) = schema.type, values.count == 1, !isOptional { return type.literal(values[0]) }
        return nil
    }
}

extension NamedType {
    /// A JSON value, known to be of this type, as Swift spells it.
    func literal(_ value: JSONValue) -> Expression {
        switch (self, value) {
        case (_, .null): .nil
        case (.choice(let choice), .string(let text)):
            choice.cases.first { $0.value.utf8.elementsEqual(text.utf8) }.map { .member(nil, $0.name) } ?? .string(text)
        case (.number, .number(let number)): .double(number)
        case (.literal("Swift.Double", _, _), .number(let number)): .double(number)
        case (.literal("JSONValue", _, _), _): RulesTranslator.value(value)
        case (.array(let element, _), .array(let values)): .array(values.map(element.type.literal))
        case (.object(let object), .object(let members)): .call(.member(nil, "init"), object.arguments(members))
        default: RulesTranslator.value(value)
        }
    }
}

extension NamedObject {
    /// The arguments that make the memberwise initializer give this value.
    fileprivate func arguments(_ value: JSONObject) -> [Expression.Argument] {
        properties.compactMap { property in
            value[property.definition.name].map { .init(property.label, property.type.literal($0)) }
                ?? (property.isOptional && property.defaultValue == nil ? .init(property.label, .nil) : nil)
        }
    }
}

extension NamedProperty {
    /// The property's name as an argument label, where only three keywords need backticks.
    var label: String {
        let plain = name.filter { $0 != "`" }
        return ["inout", "var", "let"].contains(plain) ? name : plain
    }
}
