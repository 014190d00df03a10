import ToolModel

/// Writes the statements that write a value as JSON.
struct WriteTranslator {
    /// The statements that write a property with its key.
    func property(_ property: NamedProperty) -> [Statement] {
        let key = Statement.expression(.name("json").call("writeKey", .string(property.definition.name)))
        let value = Expression.name("self").member(property.name)
        let shape = property.shape
        guard shape.mayBeAbsent else { return [key] + statements(shape, value) }
        var present = shape
        present.mayBeAbsent = false
        if shape.mayBeNull {
            return [
                .switch(
                    value,
                    [
                        .init(pattern: .member(nil, "absent"), body: [.break]),
                        .init(pattern: .member(nil, "null"), body: [key, Self.null]),
                        .init(
                            pattern: .call(.member(nil, "value"), [.init(nil, .name("let value"))]),
                            body: [key] + statements(ValueShape(shape.base), .name("value"))
                        ),
                    ]
                )
            ]
        }
        let bound: [Statement.Condition] = [.binding(isConstant: true, "value", value)]
        return [.if(bound, then: [key] + statements(present, .name("value")), else: [])]
    }

    static let null = Statement.expression(.name("json").call("writeNull"))

    /// The statements that write a value. An absent one is not written at all.
    func statements(_ shape: ValueShape, _ value: Expression, depth: Int = 0) -> [Statement] {
        // What has a name of its own keeps it.
        var name = numbered("value", depth)
        if case .name(let own) = value { name = own }
        let inner = ValueShape(shape.base)
        switch (shape.mayBeNull, shape.mayBeAbsent) {
        case (false, false): return plain(shape.base, value, depth: depth)
        case (true, true):
            return [
                .switch(
                    value,
                    [
                        .init(pattern: .member(nil, "absent"), body: [.break]),
                        .init(pattern: .member(nil, "null"), body: [Self.null]),
                        .init(
                            pattern: .call(.member(nil, "value"), [.init(nil, .name("let \(name)"))]),
                            body: statements(inner, .name(name), depth: depth)
                        ),
                    ]
                )
            ]
        default:
            let binding = Statement.Condition.binding(isConstant: true, name, value == .name(name) ? nil : value)
            let written = statements(inner, .name(name), depth: depth)
            return [.if([binding], then: written, else: shape.mayBeNull ? [Self.null] : [])]
        }
    }

    private func plain(_ base: ValueShape.Base, _ value: Expression, depth: Int) -> [Statement] {
        func write(_ value: Expression) -> [Statement] { [.expression(.name("json").call("write", value))] }
        switch base {
        case .text, .number, .integer, .boolean: return write(value)
        case .json, .nominal:
            return [.expression(.call(value.member("write"), [.init("to", .reference("json"))]))]
        case .converted, .day, .moment: return write(Self.text(of: value, as: base) ?? value)
        case .array(let element): return list(element, value, depth: depth)
        case .set(let element):
            let name = numbered("element", depth)
            return unordered(value, name, statements(element, .name(name), depth: depth + 1))
        case .record(let element):
            let (key, name) = (numbered("key", depth), numbered("value", depth))
            let entry = Statement.expression(.name("json").call("writeKey", .name(key)))
            var body = [entry] + statements(element, .name(name), depth: depth + 1)
            if element.mayBeAbsent, !element.mayBeNull {
                // What is absent has no key either.
                let present = ValueShape(element.base)
                let bound = [Statement.Condition.binding(isConstant: true, name, nil)]
                body = [.if(bound, then: [entry] + statements(present, .name(name), depth: depth + 1), else: [])]
            }
            return [
                .expression(.name("json").call("beginObject")),
                .forEach("(\(key), \(name))", in: .call(.name("json").member("entries"), [.init("of", value)]), body),
                .expression(.name("json").call("endObject")),
            ]
        case .map(let keys, let values):
            let name = numbered("pair", depth)
            let pair = Expression.name(name)
            return unordered(
                value,
                name,
                [.expression(.name("json").call("beginArray"))]
                    + statements(keys, pair.member("key"), depth: depth + 1)
                    + statements(values, pair.member("value"), depth: depth + 1)
                    + [.expression(.name("json").call("endArray"))]
            )
        }
    }

    /// The elements of a set or map, which have no order of their own.
    private func unordered(_ values: Expression, _ name: String, _ body: [Statement]) -> [Statement] {
        let each = Expression.Closure(nil, name, "json", body: body)
        return [.expression(.trailing(.name("json").member("writeUnordered"), [.init(nil, values)], [each]))]
    }

    private func list(_ element: ValueShape, _ value: Expression, depth: Int) -> [Statement] {
        let name = numbered("element", depth)
        return [
            .expression(.name("json").call("beginArray")),
            .forEach(name, in: value, statements(element, .name(name), depth: depth + 1)),
            .expression(.name("json").call("endArray")),
        ]
    }

    /// The text of a value of a type that Foundation declares.
    static func text(of value: Expression, as base: ValueShape.Base) -> Expression? {
        switch base {
        case .converted(let conversion): conversion.text(of: value)
        case .day: text(of: value, in: "day")
        case .moment(let precision): text(of: value, [.init("precision", .integer(precision))])
        default: nil
        }
    }

    /// The text of a date.
    fileprivate static func text(
        of date: Expression,
        in function: String = "text",
        _ options: [Expression.Argument] = []
    ) -> Expression {
        let seconds = Expression.Argument("secondsSince1970", date.member("timeIntervalSince1970"))
        return .call(.name("ISODateTime").member(function), [seconds] + options)
    }

    private func numbered(_ name: String, _ depth: Int) -> String { depth == 0 ? name : "\(name)\(depth + 1)" }
}

extension StringConversion {
    /// The text of a value.
    fileprivate func text(of value: Expression) -> Expression {
        switch self {
        case .url: value.member("absoluteString")
        case .uuid: .call(value.member("uuidString").member("lowercased"), [])
        case .data: value.call("base64EncodedString")
        case .date: WriteTranslator.text(of: value)
        }
    }
}
