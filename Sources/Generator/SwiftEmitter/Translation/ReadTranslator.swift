import ToolModel

/// Writes the expression that reads a value: `json.readString(Self.nameRules, &issues)`.
struct ReadTranslator {
    /// The value, or `nil` where it is wrong; `null` gives a present `nil` where the schema accepts it.
    static func property(_ property: NamedProperty) -> Expression {
        let value = value(property.type, schema: property.schema)
        guard property.schema.isNullable else { return value }
        return .conditional(isNull, then: .nil, else: value)
    }

    private static let isNull = Expression.name("json").call("readNull")
    private static let issues = Expression.Argument(nil, .reference("issues"))

    private static func value(_ type: NamedType, schema: Schema) -> Expression {
        switch type {
        case .string(let rules): read("readString", rules)
        case .number(let rules): read("readNumber", rules)
        case .integer(let rules): read("readInteger", rules)
        case .boolean: boolean(message: schema.message)
        case .choice(let choice): initializer(choice.name)
        case .object(let object): initializer(object.name)
        case .literal(_, let rules, let values):
            .closureCall(
                read("readChoice", rules).member("map"),
                [],
                parameters: [],
                body: .element(.name("Self").member(values), .name("$0"))
            )
        case .array(let element, let rules): array(element, rules)
        }
    }

    private static func read(_ method: String, _ rules: String?) -> Expression {
        .call(.name("json").member(method), [.init(nil, constant(rules)), issues])
    }

    /// The constant that holds a value's rules, or `.any`.
    private static func constant(_ rules: String?) -> Expression {
        .member(rules.map { _ in .name("Self") }, rules ?? "any")
    }

    private static func boolean(message: String?) -> Expression {
        let message = message.map { [Expression.Argument("message", .string($0))] } ?? []
        return .call(.name("json").member("readBoolean"), message + [issues])
    }

    private static func initializer(_ type: String) -> Expression {
        .call(.name(type), [.init("reading", .reference("json")), .init("issues", .reference("issues"))])
    }

    private static func array(_ element: NamedElement, _ rules: String?) -> Expression {
        var body = value(element.type, schema: element.schema)
        if element.schema.isNullable {
            // `nil` means that the element is wrong, so that an element that is null needs one more level.
            let present = Expression.closureCall(
                body.member("map"),
                [],
                parameters: [],
                body: .call(.member(nil, "some"), [.init(nil, .name("$0"))])
            )
            body = .conditional(isNull, then: .call(.member(nil, "some"), [.init(nil, .nil)]), else: present)
        }
        return .closureCall(
            .name("json").member("readArray"),
            [.init(nil, constant(rules)), issues],
            parameters: ["json", "issues"],
            body: body
        )
    }
}
