import Diagnostics
import ToolModel
import ToolValidation

/// Writes the types of one tool: the namespace, its structs and enumerations.
struct TypeTranslator {
    /// The words before a declaration at the top of the file, such as `nonisolated public`.
    let topModifiers: [String]
    /// The words before a declaration inside a type, such as `public`.
    let modifiers: [String]

    /// Creates a translator for an access level.
    init(access: AccessLevel) {
        modifiers = access == .internal ? [] : [access.rawValue]
        topModifiers = ["nonisolated"] + modifiers
    }

    /// `enum Calculate { struct Input … struct Output … }`, or `nil` for a tool without types.
    func namespace(_ tool: NamedTool) -> Declaration? {
        var members: [Declaration] = []
        if let input = tool.input {
            members.append(object(input, defaultDocumentation: "The arguments of `\(tool.definition.name)`."))
        }
        if let output = tool.output {
            members.append(object(output, defaultDocumentation: "The structured result of `\(tool.definition.name)`."))
        }
        guard !members.isEmpty else { return nil }
        return Declaration(
            documentation: documentation(of: tool),
            modifiers: topModifiers,
            kind: .type(keyword: "enum", name: tool.typeName, inherits: [], members: members)
        )
    }

    /// The tool's description with the way back to the YAML.
    func documentation(of tool: NamedTool) -> [String] {
        let definition = tool.definition
        let text = definition.description ?? definition.title ?? "The tool `\(definition.name)`."
        return SwiftLiteral.documentation(text) + [
            "", "- Remark: `\(tool.fileName):\(definition.location.start.line)`, tool `\(definition.name)`.",
        ]
    }

    // MARK: - Objects

    private func object(_ object: NamedObject, defaultDocumentation: String) -> Declaration {
        let documentation = SwiftLiteral.documentation(object.schema.annotations.description ?? defaultDocumentation)
        var members = object.properties.map(property)
        members.append(memberwiseInitializer(object))
        members.append(readingInitializer(object))
        members.append(writer(object))
        members.append(contentsOf: object.properties.flatMap(nestedTypes))
        members.append(constant("rules", RulesTranslator.object(object)))
        members.append(contentsOf: object.properties.flatMap { constants($0.type, schema: $0.schema) })
        return Declaration(
            documentation: documentation,
            modifiers: modifiers,
            kind: .type(keyword: "struct", name: object.name, inherits: ["ToolValue"], members: members)
        )
    }

    /// The types that a property needs declared.
    private func nestedTypes(_ property: NamedProperty) -> [Declaration] {
        let key = property.definition.name
        return property.type.declared.map { declared in
            switch declared {
            case .choice(let choice): self.choice(choice, defaultDocumentation: "The values of `\(key)`.")
            case .object(let object): self.object(object, defaultDocumentation: "The objects of `\(key)`.")
            }
        }
    }

    private func property(_ property: NamedProperty) -> Declaration {
        Declaration(
            documentation: documentation(of: property),
            modifiers: modifiers,
            kind: .variable(isConstant: false, property.name, type: property.swiftType, value: nil)
        )
    }

    private func documentation(of property: NamedProperty) -> [String] {
        SwiftLiteral.documentation(
            property.schema.annotations.description ?? property.schema.annotations.title ?? "The property `\(property.definition.name)`."
        )
    }

    private func memberwiseInitializer(_ object: NamedObject) -> Declaration {
        let parameters = object.properties.map { property in
            Declaration.Parameter(
                label: property.name == property.localName ? nil : property.label,
                property.localName,
                type: property.swiftType,
                defaultValue: property.defaultValue
            )
        }
        let body = object.properties.map { property in
            Statement.assign(.name("self").member(property.name), .name(property.localName))
        }
        return Declaration(
            documentation: ["Creates the value from its properties."],
            modifiers: modifiers,
            kind: .initializer(isFailable: false, parameters, body: body)
        )
    }

    private func readingInitializer(_ object: NamedObject) -> Declaration {
        let enter = Expression.call(
            .name("json").member("enterObject"),
            [.init(nil, .name("Self").member("rules")), .init(nil, .reference("issues"))]
        )
        var body: [Statement] = [
            .guard([.binding(isConstant: false, "object", enter)], else: .return(.nil))
        ]
        for property in object.properties {
            let type = "\(property.type.swiftType)?"
            let value = property.schema.defaultValue == nil ? nil : property.defaultValue
            body.append(.variable(isConstant: false, property.localName, type: type, value: value))
        }
        body.append(propertyLoop(object))
        let required = object.properties.filter { !$0.isOptional }
        body.append(
            .guard(
                [.isTrue(.name("object").member("isComplete"))]
                    + required.map { .binding(isConstant: true, $0.localName, nil) },
                else: .return(.nil)
            )
        )
        for property in object.properties {
            body.append(.assign(.name("self").member(property.name), .name(property.localName)))
        }
        return Declaration(
            documentation: ["Reads the value from JSON, checking every rule."],
            modifiers: modifiers,
            kind: .initializer(
                isFailable: true,
                [
                    .init(label: "reading", "json", type: "inout JSONReader"),
                    .init("issues", type: "inout Issues"),
                ],
                body: body
            )
        )
    }

    private func propertyLoop(_ object: NamedObject) -> Statement {
        let next = Expression.call(
            .name("json").member("nextProperty"),
            [.init(nil, .reference("object")), .init(nil, .reference("issues"))]
        )
        let skip = Statement.expression(.name("json").call("skipValue"))
        guard !object.properties.isEmpty else {
            return .while(.binding(isConstant: true, "_", next), [skip])
        }
        let cases = object.properties.enumerated().map { index, property in
            Statement.Case(
                pattern: .integer(index),
                body: [.assign(.name(property.localName), ReadTranslator.property(property))]
            )
        }
        return .while(
            .binding(isConstant: true, "place", next),
            [.switch(.name("place"), cases + [Statement.Case(pattern: nil, body: [skip])])]
        )
    }

    private func writer(_ object: NamedObject) -> Declaration {
        writer(
            [.expression(.name("json").call("beginObject"))]
                + object.properties.flatMap(WriteTranslator.property)
                + [.expression(.name("json").call("endObject"))]
        )
    }

    private func writer(_ body: [Statement]) -> Declaration {
        Declaration(
            documentation: ["Writes the value as JSON."],
            modifiers: modifiers,
            kind: .function(
                .init(name: "write", parameters: [.init(label: "to", "json", type: "inout JSONWriter")]),
                body: body
            )
        )
    }

    // MARK: - Enumerations

    private func choice(_ choice: NamedChoice, defaultDocumentation: String) -> Declaration {
        var members = choice.cases.map { Declaration(kind: .enumCase($0.name, rawValue: $0.value)) }
        let read = Expression.call(
            .name("json").member("readChoice"),
            [.init(nil, .name("Self").member("rules")), .init(nil, .reference("issues"))]
        )
        let branches = choice.cases.enumerated().map { index, element in
            Statement.Case(pattern: .integer(index), body: [.assign(.name("self"), .member(nil, element.name))])
        }
        members.append(
            Declaration(
                documentation: ["Reads the value from JSON."],
                modifiers: modifiers,
                kind: .initializer(
                    isFailable: true,
                    [
                        .init(label: "reading", "json", type: "inout JSONReader"),
                        .init("issues", type: "inout Issues"),
                    ],
                    body: [.switch(read, branches + [Statement.Case(pattern: nil, body: [.return(.nil)])])]
                )
            )
        )
        members.append(writer([.expression(.name("json").call("write", .name("self").member("rawValue")))]))
        members.append(
            constant(
                "rules",
                RulesTranslator.choices(choice.cases.map { .string($0.value) }, message: choice.schema.message)
            )
        )
        return Declaration(
            documentation: SwiftLiteral.documentation(choice.schema.annotations.description ?? defaultDocumentation),
            modifiers: modifiers,
            kind: .type(keyword: "enum", name: choice.name, inherits: ["Swift.String", "ToolValue"], members: members)
        )
    }

    // MARK: - Constants

    private func constant(
        _ name: String,
        _ value: Expression,
        type: String? = nil,
        documentation: [String] = []
    ) -> Declaration {
        Declaration(
            documentation: documentation,
            modifiers: ["private", "static"],
            kind: .variable(isConstant: true, name, type: type, value: value)
        )
    }

    /// The constants that hold the rules of a property and of its elements.
    private func constants(_ type: NamedType, schema: Schema) -> [Declaration] {
        switch (type, schema.type) {
        case (.string(let name?), .string(let text)):
            [
                constant(
                    name,
                    RulesTranslator.strings(text.rules, message: schema.message),
                    documentation: RulesTranslator.patternDocumentation(text.rules)
                )
            ]
        case (.number(let name?), .number(let number)):
            [constant(name, RulesTranslator.numbers(number.rules, message: schema.message))]
        case (.integer(let name?), .integer(let number)):
            [constant(name, RulesTranslator.numbers(number.rules, message: schema.message))]
        case (.literal(let swiftType, let rules, let values), .literal(let constants)):
            [
                constant(rules, RulesTranslator.choices(constants, message: schema.message)),
                constant(values, .array(constants.map(type.literal)), type: "[\(swiftType)]"),
            ]
        case (.array(let element, let name), .array(_, let rules)):
            (name.map { [constant($0, RulesTranslator.arrays(rules, message: schema.message))] } ?? [])
                + constants(element.type, schema: element.schema)
        default: []
        }
    }
}
