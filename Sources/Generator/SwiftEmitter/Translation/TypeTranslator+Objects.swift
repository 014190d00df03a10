import RuleExpressions
import ToolModel
import ToolValidation

extension TypeTranslator {
    /// The members of the struct of an object.
    func object(_ object: NamedObject, _ declared: NamedDeclaration) -> [Declaration] {
        var members = object.properties.flatMap { property in
            stored(property.name, property.shape, box: property.box, documentation(of: property.definition))
        }
        members += object.bound.flatMap { bound in
            stored(bound.name, ValueShape(.text), documentation(of: bound.definition))
        }
        if let additional = object.additional {
            members += stored(
                additional.name,
                additional.others,
                ["The properties that are not declared, by their keys."]
            )
        }
        members.append(memberwise(parameters(of: object)))
        members += readingInitializer(reading(object), of: declared)
        members.append(writer(writing(object)))
        let bound = object.bound.map { ($0.name, ValueShape(.text), $0.definition.schema) }
        let additional = object.additional.map { [($0.name, $0.others, $0.definition.schema)] } ?? []
        members += mirror(object.properties.map { ($0.name, $0.shape, $0.definition.schema) } + bound + additional)
        members += object.properties.flatMap { nestedTypes($0.value, "`\($0.definition.name)`") }
        if let additional = object.additional {
            members += nestedTypes(additional.value, "the properties that are not declared")
        }
        members.append(constant("rules", RulesTranslator.object(object, message: declared.schema.message)))
        members += object.properties.flatMap { constants($0.value) }
        members += object.rules.map { constant($0.constant, RulesTranslator.rule($0.expression)) }
        if let additional = object.additional { members += constants(additional.value) }
        return members
    }

    private func documentation(of property: Property) -> [String] {
        let own = property.schema.annotations
        var inherited = SchemaAnnotations()
        if case .reference(let name) = property.schema.type, let type = context.definitions[name] {
            inherited = type.annotations
        }
        return SwiftLiteral.documentation(
            own.description ?? own.title ?? inherited.description ?? inherited.title
                ?? "The property `\(property.name)`."
        )
    }

    private func parameters(of object: NamedObject) -> [MemberParameter] {
        var parameters = object.properties.map(parameter)
        for bound in object.bound {
            parameters.append(.init(.init(bound.name, type: "Swift.String", defaultValue: .string("")), bound.name))
        }
        if let additional = object.additional {
            let type = additional.others.swiftType
            parameters.append(
                .init(.init(additional.name, type: type, defaultValue: .dictionary([])), additional.name)
            )
        }
        return parameters
    }

    /// What was read, for the memberwise initializer. What the server fills comes later.
    private func arguments(of object: NamedObject) -> [Expression.Argument] {
        let properties = object.properties.map { property in
            let parameter = parameter(property).parameter
            return Expression.Argument(parameter.label ?? parameter.name, .name(property.localName))
        }
        let additional = object.additional.map { [Expression.Argument($0.name, .name($0.localName))] } ?? []
        return properties + additional
    }

    /// The parameter of the memberwise initializer for a property.
    func parameter(_ property: NamedProperty) -> MemberParameter {
        MemberParameter(
            Declaration.Parameter(
                label: property.name == property.localName ? nil : property.label,
                property.localName,
                type: property.shape.swiftType,
                defaultValue: constants.defaultValue(of: property)
            ),
            property.name,
            box: property.box
        )
    }

    private func reading(_ object: NamedObject) -> [Statement] {
        let enter = Expression.call(
            .name("json").member("enterObject"),
            [.init(nil, .name("Self").member("rules")), .init(nil, .reference("issues"))]
        )
        var body: [Statement] = [.variable(isConstant: false, "object", type: nil, value: enter)]
        body += object.properties.map(variable)
        if let additional = object.additional {
            let type = additional.others.swiftType
            body.append(.variable(isConstant: false, additional.localName, type: type, value: .dictionary([])))
        }
        body.append(propertyLoop(object))
        body += object.rules.compactMap { crossFieldCheck($0, of: object) }
        let required = object.properties.filter(\.isUnwrapped)
        body.append(
            .guard(
                [.isTrue(.name("object").member("isComplete"))]
                    + required.map { .binding(isConstant: true, $0.localName, nil) },
                else: .return(.nil)
            )
        )
        return body + [.expression(.call(.name("self.init"), arguments(of: object)))]
    }

    /// The variable that holds a property until the object is made.
    private func variable(_ property: NamedProperty) -> Statement {
        let form = PropertyForm(property)
        guard case .plain = form else {
            var value: Expression?
            if case .skipped = form, let absent = property.shape.absentValue {
                value = .call(.member(nil, "some"), [.init(nil, absent)])
            }
            return .variable(isConstant: false, property.localName, type: "\(property.shape.swiftType)?", value: value)
        }
        let shape = property.shape
        let hasDefault = property.value.steps.contains { if case .defaultValue = $0.kind { true } else { false } }
        let value = hasDefault ? constants.defaultValue(of: property) : nil
        if shape.mayBeNull, shape.mayBeAbsent {
            let absent = value ?? .member(nil, "absent")
            return .variable(isConstant: false, property.localName, type: shape.swiftType, value: absent)
        }
        let type = "\(shape.base.swiftType)?"
        return .variable(isConstant: false, property.localName, type: type, value: value == .nil ? nil : value)
    }

    private func propertyLoop(_ object: NamedObject) -> Statement {
        let next = Expression.call(
            .name("json").member("nextProperty"),
            [.init(nil, .reference("object")), .init(nil, .reference("issues"))]
        )
        let skip = Statement.expression(.name("json").call("skipValue"))
        let others = object.additional.map(readAdditional) ?? skip
        guard !object.properties.isEmpty else {
            return .while(.binding(isConstant: true, "_", next), [others])
        }
        let cases = object.properties.enumerated().map { index, property in
            Statement.Case(
                pattern: .integer(index),
                body: [.assign(.name(property.localName), reader.property(property))]
            )
        }
        return .while(
            .binding(isConstant: true, "place", next),
            [.switch(.name("place"), cases + [Statement.Case(pattern: nil, body: [others])])]
        )
    }

    /// Asks a rule about several properties, where those are right themselves; nothing where no object can break it.
    private func crossFieldCheck(_ rule: NamedRule, of object: NamedObject) -> Statement? {
        let translator = CrossFieldTranslator { storedValue(at: $0, in: object) }
        let condition = translator.condition(of: rule.expression)
        guard condition != .constant(true) else { return nil }
        let asked = Set(condition.paths.compactMap(\.names.first))
        let places = object.properties.indices.filter { index in
            rule.expression.names.contains { $0.utf8.elementsEqual(object.properties[index].definition.name.utf8) }
        }
        let valid = Expression.call(
            .name("object").member("areValid"),
            places.map { .init(nil, .integer($0)) } + [.init("among", .name("issues"))]
        )
        let unwrapped = places.map { object.properties[$0] }
            .filter { $0.isUnwrapped && asked.contains($0.definition.name) }
        return .if(
            [.isTrue(valid)] + unwrapped.map { .binding(isConstant: true, $0.localName, nil) }
                + translator.breach(of: condition),
            then: [.expression(.name("issues").call("append", .name("Self").member(rule.constant)))],
            else: []
        )
    }

    /// Where a property is held while its object is read, or where one of its own properties is.
    private func storedValue(at path: PropertyPath, in object: NamedObject) -> CrossFieldTranslator.StoredProperty {
        var (value, isOptional, isJSON): (Expression?, Bool, Bool) = (nil, false, false)
        var isNullableUnion = false
        var properties = object.properties
        for name in path.names {
            guard let property = properties.first(where: { $0.definition.name.utf8.elementsEqual(name.utf8) }) else {
                break
            }
            let shape = property.shape
            if let outer = value {
                value = .name("\(outer.oneLine)\(isOptional ? "?" : "").\(property.name)")
            } else {
                value = .name(property.localName)
            }
            if shape.mayBeNull, shape.mayBeAbsent {
                value = value.map { .name("\($0.oneLine)\(isOptional ? "?" : "").value") }
            }
            if shape.mayBeNull || shape.mayBeAbsent { isOptional = true }
            isJSON = shape.base == .json
            isNullableUnion = context.isNullableUnion(property.value)
            if case .nominal = shape.base, context.isChoice(property.value) {
                value = value.map { .name("\($0.oneLine)\(isOptional ? "?" : "").rawValue") }
            }
            properties = context.properties(of: property.value)
        }
        return .init(value ?? .nil, isOptional: isOptional, isJSON: isJSON, isNullableUnion: isNullableUnion)
    }

    private func readAdditional(_ additional: NamedProperty) -> Statement {
        .if(
            [.binding(isConstant: true, "value", reader.expression(additional.value))],
            then: [.assign(.element(.name(additional.localName), .name("object").member("key")), .name("value"))],
            else: []
        )
    }

    private func writing(_ object: NamedObject) -> [Statement] {
        var body: [Statement] = [.expression(.name("json").call("beginObject"))]
        body += object.properties.flatMap { WriteTranslator().property($0) }
        if let additional = object.additional {
            body.append(
                .forEach(
                    "(key, value)",
                    in: .call(.name("json").member("entries"), [.init("of", .name("self").member(additional.name))]),
                    [.expression(.name("json").call("writeKey", .name("key")))]
                        + WriteTranslator().statements(additional.value.shape, .name("value"))
                )
            )
        }
        return body + [.expression(.name("json").call("endObject"))]
    }
}

extension NamedProperty {
    /// The dictionary of the properties that are not declared.
    fileprivate var others: ValueShape { ValueShape(.record(value.shape)) }

    /// Whether the object cannot be made where the variable is `nil`.
    fileprivate var isUnwrapped: Bool {
        guard case .plain = PropertyForm(self) else { return true }
        return !shape.mayBeNull && !shape.mayBeAbsent
    }
}
