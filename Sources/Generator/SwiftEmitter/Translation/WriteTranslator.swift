import ToolModel

/// Writes the statements that write a value as JSON.
enum WriteTranslator {
    /// The statements that write a property with its key.
    static func property(_ property: NamedProperty) -> [Statement] {
        let key = Statement.expression(.name("json").call("writeKey", .string(property.definition.name)))
        let value = Expression.name("self").member(property.name)
        guard property.isOptional else { return [key] + self.value(property.type, value) }
        let bound: [Statement.Condition] = [.binding(isConstant: true, "value", value)]
        let present = self.value(property.type, .name("value"))
        if property.schema.isOptional { return [.if(bound, then: [key] + present, else: [])] }
        return [key, .if(bound, then: present, else: [null])]
    }

    private static let null = Statement.expression(.name("json").call("writeNull"))

    private static func value(_ type: NamedType, _ value: Expression, depth: Int = 0) -> [Statement] {
        switch type {
        case .string, .number, .integer, .boolean:
            [.expression(.name("json").call("write", value))]
        case .literal(let swiftType, _, _) where swiftType != "JSONValue":
            [.expression(.name("json").call("write", value))]
        case .choice, .object, .literal:
            [.expression(.call(value.member("write"), [.init("to", .reference("json"))]))]
        case .array(let element, _):
            array(element, value, depth: depth)
        }
    }

    private static func array(_ element: NamedElement, _ value: Expression, depth: Int) -> [Statement] {
        let name = depth == 0 ? "element" : "element\(depth + 1)"
        var body = self.value(element.type, .name(name), depth: depth + 1)
        if element.schema.isNullable {
            body = [.if([.binding(isConstant: true, name, nil)], then: body, else: [null])]
        }
        return [
            .expression(.name("json").call("beginArray")),
            .forEach(name, in: value, body),
            .expression(.name("json").call("endArray")),
        ]
    }
}
