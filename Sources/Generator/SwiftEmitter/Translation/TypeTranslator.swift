import Diagnostics
import ToolModel
import ToolValidation

/// Writes the types of tools and of `types:`: structs, enumerations and the namespaces around them.
struct TypeTranslator {
    let context: TranslationContext
    /// The words before a declaration at the top of the file, such as `nonisolated public`.
    let topModifiers: [String]
    /// The words before a declaration inside a type, such as `public`.
    let modifiers: [String]

    var reader: ReadTranslator { ReadTranslator(context: context) }
    var constants: ConstantTranslator { ConstantTranslator(context: context) }

    /// Creates a translator for an access level.
    init(_ context: TranslationContext, access: AccessLevel) {
        self.context = context
        modifiers = access == .internal ? [] : [access.rawValue]
        topModifiers = ["nonisolated"] + modifiers
    }

    /// `enum Calculate { struct Input … struct Output … }`, or `nil` for a tool without types.
    func namespace(_ tool: NamedTool) -> Declaration? {
        var members: [Declaration] = []
        if let input = tool.input {
            members.append(type(input, modifiers, "The arguments of `\(tool.definition.name)`."))
        }
        if let output = tool.output {
            members.append(type(output, modifiers, "The structured result of `\(tool.definition.name)`."))
        }
        guard !members.isEmpty else { return nil }
        return Declaration(
            documentation: documentation(of: tool),
            modifiers: topModifiers,
            kind: .type(keyword: "enum", name: tool.typeName, inherits: [], members: members)
        )
    }

    /// What a webhook says.
    func payload(_ handler: NamedHandler) -> Declaration? {
        handler.payload.map { type($0, topModifiers, "What a webhook at `\(handler.route.path)` says.") }
    }

    /// A type of `types:`.
    func definition(_ definition: NamedDefinition) -> Declaration {
        let name = definition.definition.name
        var declaration = type(definition.declared, topModifiers, "The type `\(name)`.")
        let line = definition.definition.location.start.line
        declaration.documentation += ["", "- Remark: `\(definition.fileName):\(line)`, type `\(name)`."]
        return declaration
    }

    /// The tool's description with the way back to the YAML.
    func documentation(of tool: NamedTool) -> [String] {
        let definition = tool.definition
        let text = definition.description ?? definition.title ?? "The tool `\(definition.name)`."
        return SwiftLiteral.documentation(text) + [
            "", "- Remark: `\(tool.fileName):\(definition.location.start.line)`, tool `\(definition.name)`.",
        ]
    }

    // MARK: - Types

    /// A type with the way to read and to write its values.
    func type(_ declared: NamedDeclaration, _ modifiers: [String], _ documentation: String) -> Declaration {
        let comment = SwiftLiteral.documentation(declared.schema.annotations.description ?? documentation)
        switch declared.kind {
        case .alias(let name):
            return Declaration(documentation: comment, modifiers: modifiers, kind: .typeAlias(declared.name, name))
        case .choice(let cases):
            return structure("enum", declared, modifiers, comment, inherits: ["Swift.String"], choice(cases, declared))
        case .object(let object):
            return structure("struct", declared, modifiers, comment, self.object(object, declared))
        case .tuple(let tuple): return structure("struct", declared, modifiers, comment, self.tuple(tuple, declared))
        case .union(let union):
            let keyword = union.isIndirect ? "indirect enum" : "enum"
            return structure(keyword, declared, modifiers, comment, self.union(union, declared))
        case .intersection(let both):
            return structure("struct", declared, modifiers, comment, intersection(both, declared))
        case .wrapper(let value): return structure("struct", declared, modifiers, comment, wrapper(value))
        }
    }

    private func structure(
        _ keyword: String,
        _ declared: NamedDeclaration,
        _ modifiers: [String],
        _ documentation: [String],
        inherits: [String] = [],
        _ members: [Declaration]
    ) -> Declaration {
        Declaration(
            documentation: documentation,
            modifiers: modifiers,
            kind: .type(
                keyword: keyword,
                name: declared.name,
                inherits: inherits + ["ToolValue"] + conformances(for: members),
                members: members + checks(declared)
            )
        )
    }

    /// The types that a value needs declared.
    func nestedTypes(_ value: NamedSchema, _ subject: String) -> [Declaration] {
        value.declared.map { declared in
            let documentation =
                if case .choice = declared.kind { "The values of \(subject)." } else { "The value of \(subject)." }
            return type(declared, modifiers, documentation)
        }
    }

    // MARK: - Reading

    /// The initializer that reads a value. Where the value as a whole is checked, it does so around another one.
    func readingInitializer(_ body: [Statement], of declared: NamedDeclaration) -> [Declaration] {
        guard !declared.checks.isEmpty else {
            return [reading(body, "Reads the value from JSON, checking every rule.")]
        }
        let value = NamedSchema(
            schema: declared.schema,
            core: .unchecked,
            steps: declared.checks,
            coreShape: ValueShape(.nominal("Self"))
        )
        var unchecked = reading(body, "Reads the value, without the checks of the value as a whole.")
        unchecked.modifiers = ["private"]
        unchecked.kind = .initializer(
            isFailable: true,
            [
                .init(label: "readingUnchecked", "json", type: "inout JSONReader"),
                .init("issues", type: "inout Issues"),
            ],
            body: body
        )
        let checked: [Statement] = [
            .variable(isConstant: true, "value", type: "Self?", value: reader.expression(value)),
            .guard([.binding(isConstant: true, "value", nil)], else: .return(.nil)),
            .assign(.name("self"), .name("value")),
        ]
        return [reading(checked, "Reads the value from JSON, checking every rule."), unchecked]
    }

    private func reading(_ body: [Statement], _ documentation: String) -> Declaration {
        Declaration(
            documentation: [documentation],
            modifiers: modifiers,
            kind: .initializer(
                isFailable: true,
                [.init(label: "reading", "json", type: "inout JSONReader"), .init("issues", type: "inout Issues")],
                body: body
            )
        )
    }

    func writer(_ body: [Statement]) -> Declaration {
        Declaration(
            documentation: ["Writes the value as JSON."],
            modifiers: modifiers,
            kind: .function(
                .init(name: "write", parameters: [.init(label: "to", "json", type: "inout JSONWriter")]),
                body: body
            )
        )
    }

    func stored(_ name: String, _ shape: ValueShape, box: String? = nil, _ documentation: [String]) -> [Declaration] {
        let type = shape.swiftType
        guard let box else {
            let kind = Declaration.Kind.variable(isConstant: false, name, type: type, value: nil)
            return [Declaration(documentation: documentation, modifiers: modifiers, kind: kind)]
        }
        let storage = Expression.name("self").member(box).member("value")
        return [
            Declaration(
                documentation: documentation,
                modifiers: modifiers,
                kind: .accessors(
                    name,
                    type: type,
                    get: [.return(storage)],
                    set: [.assign(storage, .name("newValue"))]
                )
            ),
            Declaration(
                modifiers: ["private"],
                kind: .variable(isConstant: false, box, type: "Boxed<\(type)>", value: nil)
            ),
        ]
    }

    /// The statement that gives a stored property its first value.
    func initialize(_ name: String, box: String?, from value: Expression) -> Statement {
        box.map { .assign(.name("self").member($0), .call(.name("Boxed"), [.init(nil, value)])) }
            ?? .assign(.name("self").member(name), value)
    }

    /// The memberwise initializer of some stored properties.
    func memberwise(_ parameters: [MemberParameter]) -> Declaration {
        Declaration(
            documentation: ["Creates the value from its properties."],
            modifiers: modifiers,
            kind: .initializer(
                isFailable: false,
                parameters.map(\.parameter),
                body: parameters.map { initialize($0.target, box: $0.box, from: .name($0.parameter.name)) }
            )
        )
    }

    // MARK: - Choices

    private func choice(_ cases: [NamedCase], _ declared: NamedDeclaration) -> [Declaration] {
        let members = cases.map { Declaration(kind: .enumCase($0.name, rawValue: $0.value)) }
        let read = Expression.call(
            .name("json").member("readChoice"),
            [.init(nil, .name("Self").member("rules")), .init(nil, .reference("issues"))]
        )
        let branches = cases.enumerated().map { index, element in
            Statement.Case(pattern: .integer(index), body: [.assign(.name("self"), .member(nil, element.name))])
        }
        let rules = RulesTranslator.choices(cases.map { .string($0.value) }, message: declared.schema.message)
        return members
            + readingInitializer([.switch(read, branches + [.nothing])], of: declared)
            + [
                writer([.expression(.name("json").call("write", .name("self").member("rawValue")))]),
                constant("rules", rules),
            ]
    }

    // MARK: - Wrappers

    /// A struct around a value that is of no type of its own.
    private func wrapper(_ value: NamedSchema) -> [Declaration] {
        let type = value.shape.swiftType
        let read = Expression.call(
            .name("Self").member("readValue"),
            [.init(nil, .reference("json")), .init(nil, .reference("issues"))]
        )
        let body: [Statement] = [
            .guard([.binding(isConstant: true, "value", read)], else: .return(.nil)),
            .assign(.name("self").member("value"), .name("value")),
        ]
        let readValue = Declaration(
            documentation: ["Reads the value alone."],
            modifiers: ["static"],
            kind: .function(
                .init(
                    name: "readValue",
                    parameters: [
                        .init(label: "_", "json", type: "inout JSONReader"),
                        .init(label: "_", "issues", type: "inout Issues"),
                    ],
                    result: "\(type)?"
                ),
                body: [.return(reader.expression(value))]
            )
        )
        return stored("value", value.shape, ["The value."]) + [
            Declaration(
                documentation: ["Wraps a value."],
                modifiers: modifiers,
                kind: .initializer(
                    isFailable: false,
                    [.init(label: "_", "value", type: type)],
                    body: [.assign(.name("self").member("value"), .name("value"))]
                )
            ),
            reading(body, "Reads the value from JSON, checking every rule."),
            writer(WriteTranslator().statements(value.shape, .name("self").member("value"))),
            readValue,
        ] + nestedTypes(value, "this type") + constants(value)
    }
}

/// A parameter of a memberwise initializer, and what it is stored in.
struct MemberParameter {
    var parameter: Declaration.Parameter
    var target: String
    var box: String?

    init(_ parameter: Declaration.Parameter, _ target: String, box: String? = nil) {
        self.parameter = parameter
        self.target = target
        self.box = box
    }
}

extension Statement.Case {
    /// Any other case: there is no value.
    static let nothing = Statement.Case(pattern: nil, body: [.return(.nil)])
}

extension NamedSchema {
    /// The types that the schema needs declared.
    var declared: [NamedDeclaration] {
        let own: [NamedDeclaration] =
            switch core {
            case .declared(let declaration): [declaration]
            case .array(let element, _), .set(let element, _): element.declared
            case .record(let keys, let values, _), .map(let keys, let values, _): keys.declared + values.declared
            case .both(let first, let second): first.declared + second.declared
            default: []
            }
        return own + steps.flatMap { $0.target?.declared ?? [] }
    }
}
