extension Expression {
    /// The expression on one line.
    var oneLine: String {
        var buffer = SourceBuffer()
        buffer.write(self)
        return buffer.text
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
    fileprivate var isOperand: Bool {
        switch self {
        case .binary, .cast, .conditional, .prefixed: false
        case .double(let value): value.sign == .plus
        case .integer(let value): value >= 0
        default: true
        }
    }
}

extension SourceBuffer {
    /// Writes an expression on one line.
    mutating func write(_ expression: Expression) {
        switch expression {
        case .name(let name): write(name)
        case .string(let text): write(literal: text)
        case .integer(let value): write("\(value)")
        case .double(let value): write("\(value)")
        case .boolean(let value): write(value ? "true" : "false")
        case .nil: write("nil")
        case .array(let elements):
            write("[")
            write(list: elements) { $0.write($1) }
            write("]")
        case .member(let base, let name):
            if let base { write(base) }
            write(".")
            write(name)
        case .call(let callee, let arguments):
            write(callee)
            write(arguments)
        case .trailing(let callee, let arguments, let closures):
            write(callee)
            if !arguments.isEmpty { write(arguments) }
            for closure in closures { write(closure) }
        case .dictionary(let entries):
            write(entries.isEmpty ? "[:" : "[")
            write(list: entries) { buffer, entry in
                buffer.write(entry.key)
                buffer.write(": ")
                buffer.write(entry.value)
            }
            write("]")
        case .block(let parameters, let body):
            write("{ ")
            if !parameters.isEmpty { write("\(parameters.joined(separator: ", ")) in ") }
            write(body)
            write(" }")
        case .cast(let value, let type):
            write(value)
            write(" as ")
            write(type)
        case .reference(let name):
            write("&")
            write(name)
        case .prefixed(let word, let value):
            write(word)
            write(" ")
            write(value)
        case .conditional(let condition, let then, let otherwise):
            write(condition)
            write(" ? ")
            write(then)
            write(" : ")
            write(otherwise)
        case .binary(let left, let sign, let right):
            write(left, asOperandOf: sign, isLeft: true)
            write(" \(sign.sign) ")
            write(right, asOperandOf: sign, isLeft: false)
        case .unary(let sign, let value):
            write(sign)
            if case .unary = value { write(inParentheses: value) } else { write(operand: value) }
        case .element(let base, let index):
            write(base)
            write("[")
            write(index)
            write("]")
        }
    }

    /// Writes an expression beside an operator. Parentheses stand where Swift needs them, and around every `??`, and
    /// `&&` beside `||`.
    mutating func write(_ value: Expression, asOperandOf sign: Expression.Operator, isLeft: Bool) {
        switch value {
        case .binary(_, let inner, _):
            let isChain = inner == sign && isLeft && sign.isChained
            let isTighter = inner.precedence > sign.precedence && inner != .and && inner != .orElse
            if isChain || isTighter { write(value) } else { write(inParentheses: value) }
        case .integer, .double: write(value)
        default: write(operand: value)
        }
    }

    mutating func write(inParentheses value: Expression) {
        write("(")
        write(value)
        write(")")
    }

    /// Writes texts or other things with commas between them.
    mutating func write<Element>(list: [Element], _ writeElement: (inout SourceBuffer, Element) -> Void) {
        for (index, element) in list.enumerated() {
            if index > 0 { write(", ") }
            writeElement(&self, element)
        }
    }

    private mutating func write(operand value: Expression) {
        if value.isOperand { write(value) } else { write(inParentheses: value) }
    }

    private mutating func write(_ arguments: [Expression.Argument]) {
        write("(")
        write(list: arguments) { buffer, argument in
            if let label = argument.label { buffer.write("\(label): ") }
            buffer.write(argument.value)
        }
        write(")")
    }

    private mutating func write(_ closure: Expression.Closure) {
        write(" \(closure.head) ")
        for (index, statement) in closure.body.enumerated() {
            if index > 0 { write("; ") }
            write(statement)
        }
        write(" }")
    }
}

extension Expression.Closure {
    /// `label: { a, b in`
    var head: String {
        let names = parameters.isEmpty ? "" : " \(parameters.joined(separator: ", ")) in"
        return "\(label.map { "\($0): " } ?? ""){\(names)"
    }
}
