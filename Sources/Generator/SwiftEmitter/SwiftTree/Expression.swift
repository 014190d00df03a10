/// A Swift expression.
indirect enum Expression: Equatable, Sendable {
    /// A name or any other word that needs no structure, such as `json` in `json.skipValue()`.
    case name(String)
    /// A text, written as a literal that stands for exactly it.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A double.
    case double(Double)
    /// `true` or `false`.
    case boolean(Bool)
    /// `nil`
    case `nil`
    /// A list, such as `["a", "b"]`.
    case array([Expression])
    /// A member, such as `Self.rules`, or `.max` without a base.
    case member(Expression?, String)
    /// A call, such as `json.readString(Self.rules, &issues)`.
    case call(Expression, [Argument])
    /// A call with trailing closures, such as `values.map { $0 }`.
    case trailing(Expression, [Argument], [Closure])
    /// Values by key, such as `["a": 1]`.
    case dictionary([Entry])
    /// A closure as an argument, such as `{ json, issues in json.readNull() }`.
    case block([String], Expression)
    /// An argument passed by reference, such as `&issues`.
    case reference(String)
    /// A word before an expression, such as `try` in `try call.input()`.
    case prefixed(String, Expression)
    /// A choice, such as `json.readNull() ? nil : 1`.
    case conditional(Expression, then: Expression, else: Expression)
    /// One element, such as `values[0]`.
    case element(Expression, Expression)

    /// Two values with an operator between them, such as `value.start <= value.end`.
    case binary(Expression, Operator, Expression)
    /// A value whose type is said, such as `App.length($0) as Swift.Int`.
    case cast(Expression, String)
    /// A sign right before a value, such as `!isOpen`.
    case unary(String, Expression)

    /// An operator between two values, such as `<=`.
    struct Operator: Equatable, Sendable, ExpressibleByStringLiteral {
        /// How it is written.
        let sign: String

        init(stringLiteral sign: String) { self.sign = sign }

        static let or: Operator = "||"
        static let and: Operator = "&&"
        static let orElse: Operator = "??"

        /// How tightly it binds; an operator that is not listed binds so loosely that it gets parentheses.
        var precedence: Int {
            switch sign {
            case "||": 1
            case "&&": 2
            case "==", "!=", "<", "<=", ">", ">=": 3
            case "??": 4
            case "+", "-": 5
            case "*", "/": 6
            default: 0
            }
        }

        /// Whether `a - b - c` needs no parentheses.
        var isChained: Bool { ![0, 3].contains(precedence) }
    }

    /// An argument of a call, with or without a label.
    struct Argument: Equatable, Sendable {
        var label: String?
        var value: Expression

        init(_ label: String? = nil, _ value: Expression) {
            self.label = label
            self.value = value
        }
    }

    /// A key and its value.
    struct Entry: Equatable, Sendable {
        var key: Expression
        var value: Expression
    }

    /// A closure behind a call.
    struct Closure: Equatable, Sendable {
        /// The label, which the first one does not have.
        var label: String?
        var parameters: [String]
        var body: [Statement]

        init(_ label: String? = nil, _ parameters: String..., body: [Statement]) {
            self.label = label
            self.parameters = parameters
            self.body = body
        }
    }

    /// A call with one trailing closure of one expression.
    static func closureCall(
        _ callee: Expression,
        _ arguments: [Argument],
        parameters: [String],
        body: Expression
    ) -> Expression {
        var closure = Closure(body: [.expression(body)])
        closure.parameters = parameters
        return .trailing(callee, arguments, [closure])
    }

    /// A duration: `.seconds(30)`, or `.milliseconds(250)` where there is a rest.
    static func duration(_ duration: Duration) -> Expression {
        let (seconds, attoseconds) = duration.components
        guard attoseconds != 0 else { return .call(.member(nil, "seconds"), [.init(nil, .integer(Int(seconds)))]) }
        let milliseconds = Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        return .call(.member(nil, "milliseconds"), [.init(nil, .integer(milliseconds))])
    }

    /// A member of this expression.
    func member(_ name: String) -> Expression { .member(self, name) }

    /// A call of a method of this expression, without labels.
    func call(_ method: String, _ arguments: Expression...) -> Expression {
        .call(.member(self, method), arguments.map { Argument(nil, $0) })
    }
}
