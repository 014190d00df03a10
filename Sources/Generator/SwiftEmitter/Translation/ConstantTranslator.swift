import ToolModel
import ToolValidation

/// Writes JSON constants as values of the Swift types that schemas have: `.celsius`, `[Stop(name: "a")]`.
struct ConstantTranslator {
    let context: TranslationContext

    /// A constant, known to be one that the schema gives.
    func expression(_ value: JSONValue, of named: NamedSchema) -> Expression {
        if value == .null, named.shape.mayBeNull { return named.shape.mayBeAbsent ? .member(nil, "null") : .nil }
        let inner = innerValue(value, of: named)
        return named.shape.mayBeNull && named.shape.mayBeAbsent
            ? .call(.member(nil, "value"), [.init(nil, inner)]) : inner
    }

    /// The same as a value that is there and not `null`, whatever parts of the schema say of that.
    private func innerValue(_ value: JSONValue, of named: NamedSchema) -> Expression {
        for step in named.steps.reversed() {
            if let target = step.target { return innerValue(value, of: target) }
        }
        switch (named.core, value) {
        case (.number, .number(let number)): return .double(number)
        case (.literal("Swift.Double", _, _), .number(let number)): return .double(number)
        case (.literal("JSONValue", _, _), _), (.any, _), (.json, _), (.null, _): return json(value)
        case (.array(let element, _), .array(let values)): return .array(values.map { expression($0, of: element) })
        case (.set(let element, _), .array(let values)): return .array(values.map { expression($0, of: element) })
        case (.record(_, let values, _), .object(let object)):
            let isUnchecked = named.coreShape.base == .record(ValueShape(.json))
            return .dictionary(
                object.members.map { member in
                    .init(
                        key: .string(member.key),
                        value: isUnchecked ? json(member.value) : expression(member.value, of: values)
                    )
                }
            )
        case (.map(let keys, let values, _), .array(let pairs)):
            return .dictionary(
                pairs.compactMap { pair in
                    guard case .array(let parts) = pair, parts.count == 2 else { return nil }
                    return .init(key: expression(parts[0], of: keys), value: expression(parts[1], of: values))
                }
            )
        case (.both(let first, _), _): return innerValue(value, of: first)
        case (.declared(let declaration), _): return expression(value, of: declaration)
        case (.reference(let name), _), (.wrapped(let name), _):
            return context.declarations[name].map { expression(value, of: $0) } ?? json(value)
        default: return RulesTranslator.value(value)
        }
    }

    /// A value of `JSONValue`, which has literals of its own; `null` would be an optional's `nil` where one is expected.
    private func json(_ value: JSONValue) -> Expression {
        value == .null ? .member(.name("JSONValue"), "null") : RulesTranslator.value(value)
    }

    private func expression(_ value: JSONValue, of declaration: NamedDeclaration) -> Expression {
        switch (declaration.kind, value) {
        case (.choice(let cases), .string(let text)):
            cases.first { $0.value.utf8.elementsEqual(text.utf8) }.map { .member(nil, $0.name) } ?? .string(text)
        case (.object(let object), .object(let members)):
            .call(.member(nil, "init"), arguments(members, object.properties) + additional(members, of: object))
        case (.tuple(let tuple), .array(let values)):
            .call(
                .member(nil, "init"),
                zip(tuple.items, values).map { item, value in
                    .init(Identifier.argumentLabel(item.name), expression(value, of: item.value))
                } + rest(values, of: tuple)
            )
        case (.union(let union), _): option(value, of: union)
        case (.intersection(let both), .object(let members)) where both.merged != nil:
            .call(
                .member(nil, "init"),
                arguments(members, both.merged?.map(\.property) ?? [])
            )
        case (.wrapper(let named), _): innerValue(value, of: named)
        case (.alias(let name), _):
            context.declarations[name].map { expression(value, of: $0) } ?? RulesTranslator.value(value)
        default: RulesTranslator.value(value)
        }
    }

    private func arguments(_ value: JSONObject, _ properties: [NamedProperty]) -> [Expression.Argument] {
        properties.compactMap { property in
            if let member = value[property.definition.name] {
                let value = expression(member, of: property.value.giving(property.shape))
                return .init(Identifier.argumentLabel(property.name), value)
            }
            guard defaultValue(of: property) == nil else { return nil }
            return property.shape.mayBeNull ? .init(Identifier.argumentLabel(property.name), .nil) : nil
        }
    }

    /// What is not declared: `additionalProperties: ["unit": "km"]`.
    private func additional(_ value: JSONObject, of object: NamedObject) -> [Expression.Argument] {
        guard let additional = object.additional else { return [] }
        let entries = others(value, of: object).map { member in
            Expression.Entry(key: .string(member.key), value: expression(member.value, of: additional.value))
        }
        return entries.isEmpty ? [] : [.init(Identifier.argumentLabel(additional.name), .dictionary(entries))]
    }

    /// The elements behind the places: `rest: [1, 2]`.
    private func rest(_ values: [JSONValue], of tuple: NamedTuple) -> [Expression.Argument] {
        guard let rest = tuple.rest, values.count > tuple.items.count else { return [] }
        return [.init("rest", .array(values.dropFirst(tuple.items.count).map { expression($0, of: rest.value) }))]
    }

    private func option(_ value: JSONValue, of union: NamedUnion) -> Expression {
        guard let place = place(of: value, in: union) else { return RulesTranslator.value(value) }
        let option = union.options[place]
        guard !option.isNull else { return .member(nil, option.name) }
        return .call(.member(nil, option.name), [.init(nil, expression(value, of: option.value))])
    }

    /// What the memberwise initializer takes where the caller says nothing, and a reader where the key is absent.
    func defaultValue(of property: NamedProperty) -> Expression? {
        for (index, step) in property.value.steps.enumerated().reversed() {
            switch step.kind {
            case .defaultValue(let value):
                return expression(value.value, of: property.value.prefix(through: index).giving(property.shape))
            case .transform, .pipe: return property.shape.absentValue
            default: continue
            }
        }
        if let absent = property.shape.absentValue { return absent }
        if case .literal(let values) = property.value.schema.type, values.count == 1, property.value.steps.isEmpty {
            return expression(values[0], of: property.value)
        }
        return nil
    }
}

extension Identifier {
    /// A name as it is written in source, as the label of an argument in a call, where one keyword alone needs backticks.
    fileprivate static func argumentLabel(_ name: String) -> String {
        let plain = name.filter { $0 != "`" }
        return plain == "inout" ? name : plain
    }
}

extension NamedProperty {
    /// The property's name as the label of a parameter, where only three keywords need backticks.
    var label: String {
        let plain = name.filter { $0 != "`" }
        return ["inout", "var", "let"].contains(plain) ? name : plain
    }
}
