extension Expression {
    /// The expression on one line.
    var oneLine: String {
        switch self {
        case .name(let name): name
        case .string(let text): SwiftLiteral.string(text)
        case .integer(let value): "\(value)"
        case .double(let value): "\(value)"
        case .boolean(let value): value ? "true" : "false"
        case .nil: "nil"
        case .array(let elements): "[\(elements.map(\.oneLine).joined(separator: ", "))]"
        case .member(let base, let name): "\(base?.oneLine ?? "").\(name)"
        case .call(let callee, let arguments): "\(callee.oneLine)(\(Self.list(arguments)))"
        case .trailing(let callee, let arguments, let closures):
            "\(callee.oneLine)\(arguments.isEmpty ? "" : "(\(Self.list(arguments)))")"
                + closures.map { " \($0.head) \($0.body.map(\.oneLine).joined(separator: "; ")) }" }.joined()
        case .dictionary(let entries):
            entries.isEmpty
                ? "[:]" : "[\(entries.map { "\($0.key.oneLine): \($0.value.oneLine)" }.joined(separator: ", "))]"
        case .block(let parameters, let body):
            "{ \(parameters.isEmpty ? "" : "\(parameters.joined(separator: ", ")) in ")\(body.oneLine) }"
        case .cast(let value, let type): "\(value.oneLine) as \(type)"
        case .reference(let name): "&\(name)"
        case .prefixed(let word, let value): "\(word) \(value.oneLine)"
        case .conditional(let condition, let then, let otherwise):
            "\(condition.oneLine) ? \(then.oneLine) : \(otherwise.oneLine)"
        case .binary(let left, let sign, let right):
            "\(left.operand(of: sign, isLeft: true)) \(sign.sign) \(right.operand(of: sign, isLeft: false))"
        case .unary(let sign, .unary(let inner, let value)): "\(sign)(\(Expression.unary(inner, value).oneLine))"
        case .unary(let sign, let value): "\(sign)\(value.isOperand ? value.oneLine : "(\(value.oneLine))")"
        case .element(let base, let index): "\(base.oneLine)[\(index.oneLine)]"
        }
    }

    /// Whether it must not stand on one line: a block does not fit there.
    var needsLines: Bool {
        switch self {
        case .trailing(let callee, let arguments, let closures):
            callee.needsLines || arguments.contains { $0.value.needsLines }
                || closures.contains { closure in closure.body.count > 1 || closure.body.contains { !$0.isSimple } }
                || closures.contains { closure in closure.body.contains { $0.needsLines } }
        case .call(let callee, let arguments): callee.needsLines || arguments.contains { $0.value.needsLines }
        case .member(let base?, _): base.needsLines
        case .conditional(_, let then, let otherwise): then.needsLines || otherwise.needsLines
        case .prefixed(_, let value), .block(_, let value): value.needsLines
        default: false
        }
    }

    /// Whether a closure ends it, or a part that a brace could follow.
    var endsInClosure: Bool {
        switch self {
        case .trailing: true
        case .member(let base?, _): base.endsInClosure
        case .call(let callee, _): callee.endsInClosure
        case .binary(let left, _, let right): left.endsInClosure || right.endsInClosure
        case .cast(let value, _), .prefixed(_, let value): value.endsInClosure
        default: false
        }
    }

    /// Whether it can stand beside an operator without parentheses.
    private var isOperand: Bool {
        switch self {
        case .binary, .cast, .conditional, .prefixed: false
        case .double(let value): value.sign == .plus
        case .integer(let value): value >= 0
        default: true
        }
    }

    /// The text beside an operator. Parentheses stand where Swift needs them, and around every `??`, and `&&` beside `||`.
    func operand(of sign: Operator, isLeft: Bool) -> String {
        switch self {
        case .binary(_, let inner, _):
            let isChain = inner == sign && isLeft && sign.isChained
            let isTighter = inner.precedence > sign.precedence && inner != .and && inner != .orElse
            return isChain || isTighter ? oneLine : "(\(oneLine))"
        case .integer, .double: return oneLine
        default: return isOperand ? oneLine : "(\(oneLine))"
        }
    }

    private static func list(_ arguments: [Argument]) -> String {
        arguments.map { "\($0.label.map { "\($0): " } ?? "")\($0.value.oneLine)" }.joined(separator: ", ")
    }
}

extension Expression.Closure {
    /// `label: { a, b in`
    var head: String {
        let names = parameters.isEmpty ? "" : " \(parameters.joined(separator: ", ")) in"
        return "\(label.map { "\($0): " } ?? ""){\(names)"
    }
}
