/// A Swift statement.
indirect enum Statement: Equatable, Sendable {
    /// An expression for its effect.
    case expression(Expression)
    /// `self.name = name`
    case assign(Expression, Expression)
    /// `var name: Type = value`, or `let`.
    case variable(isConstant: Bool, String, type: String?, value: Expression?)
    /// `break`
    case `break`
    /// `return value`
    case `return`(Expression?)
    /// `guard a, let b else { return nil }`
    case `guard`([Condition], else: Statement)
    /// `if let value = optional { … } else { … }`
    case `if`([Condition], then: [Statement], else: [Statement])
    /// `while let place = next() { … }`
    case `while`(Condition, [Statement])
    /// `for element in elements { … }`
    case forEach(String, in: Expression, [Statement])
    /// `switch subject { case 0: … default: … }`
    case `switch`(Expression, [Case])
    /// A call with a block of statements behind it, such as `MCPRoute.mcp("/mcp") { … }`
    case block(Expression, [Statement])
    /// A statement with a comment, which stands behind it where there is room, otherwise above it.
    case commented(Statement, String)

    /// What an `if`, a `guard` or a `while` asks.
    enum Condition: Equatable, Sendable {
        /// A truth value.
        case isTrue(Expression)
        /// `let name`, or `let name = value`; `var` where it is changed later.
        case binding(isConstant: Bool, String, Expression?)
    }

    /// A branch of a `switch`; without a pattern it is the default.
    struct Case: Equatable, Sendable {
        var pattern: Expression?
        var body: [Statement]
    }
}
