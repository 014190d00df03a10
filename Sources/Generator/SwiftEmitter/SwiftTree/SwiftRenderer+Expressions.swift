extension SwiftRenderer {
    /// Writes an expression behind what stands on the line, breaking its outermost list where it is too long for that.
    mutating func expression(_ value: Expression, before tail: String = "") {
        if !value.needsLines {
            let fits = output.writeIfFitting { buffer in
                buffer.write(value)
                buffer.write(tail)
            }
            if fits { return output.endLine() }
        }
        switch value {
        case .array(let elements) where !elements.isEmpty:
            line("[")
            indented { renderer in
                for element in elements { renderer.expression(element, before: ",") }
            }
            line("]\(tail)")
        case .dictionary(let entries) where !entries.isEmpty:
            line("[")
            indented { renderer in
                for entry in entries {
                    renderer.output.write(entry.key)
                    renderer.output.write(": ")
                    renderer.expression(entry.value, before: ",")
                }
            }
            line("]\(tail)")
        case .call(let callee, let arguments) where arguments.count == 1 && arguments[0].isList:
            output.write(callee)
            output.write("(")
            expression(arguments[0].value, before: ")\(tail)")
        case .call(let callee, let arguments) where !arguments.isEmpty:
            output.write(callee)
            line("(")
            indented { renderer in
                for (index, argument) in arguments.enumerated() {
                    if let label = argument.label { renderer.output.write("\(label): ") }
                    renderer.expression(argument.value, before: index < arguments.count - 1 ? "," : "")
                }
            }
            line(")\(tail)")
        case .trailing(.member(let base?, let name), [], let closures) where isBroken(base, before: ".\(name) {"):
            // A chain goes on behind the brace that closes the call before.
            trailing(closures, before: tail) { $0.expression(base, before: ".\(name) \($1)") }
        case .trailing(let callee, let arguments, let closures):
            output.write(arguments.isEmpty ? callee : .call(callee, arguments))
            trailing(closures, before: tail) { $0.line(" \($1)") }
        case .block(let parameters, let body):
            line("{\(parameters.isEmpty ? "" : " \(parameters.joined(separator: ", ")) in")")
            indented { $0.expression(body) }
            line("}\(tail)")
        case .conditional(let condition, let then, let otherwise):
            output.write(condition)
            output.endLine()
            indented { renderer in
                renderer.output.write("? ")
                renderer.output.write(then)
                renderer.output.endLine()
                renderer.output.write(": ")
                renderer.expression(otherwise, before: tail)
            }
        case .prefixed(let word, let value):
            output.write("\(word) ")
            expression(value, before: tail)
        case .binary(_, let sign, _) where sign == .and || sign == .or:
            chain(value, of: sign, before: tail)
        default:
            output.write(value)
            line(tail)
        }
    }

    /// Whether the start of a chain of calls stands on lines of its own.
    private mutating func isBroken(_ base: Expression, before next: String) -> Bool {
        if base.needsLines || base.isTrailing { return true }
        return !output.fits { buffer in
            buffer.write(base)
            buffer.write(next)
        }
    }

    /// Writes closures behind a call, the line of which ends with the head of the first: a function ends it.
    private mutating func trailing(
        _ closures: [Expression.Closure],
        before tail: String,
        _ begin: (inout SwiftRenderer, String) -> Void
    ) {
        for (index, closure) in closures.enumerated() {
            if index == 0 { begin(&self, closure.head) } else { line("} \(closure.head)") }
            indented { $0.statements(closure.body) }
        }
        line("}\(tail)")
    }

    /// Writes conditions below each other, each behind its `&&` or `||`.
    private mutating func chain(_ value: Expression, of sign: Expression.Operator, before tail: String) {
        var (first, others) = (value, [Expression]())
        while case .binary(let left, sign, let right) = first { (first, others) = (left, [right] + others) }
        output.write(first, asOperandOf: sign, isLeft: true)
        output.endLine()
        indented { renderer in
            for (index, other) in others.enumerated() {
                renderer.output.write("\(sign.sign) ")
                renderer.output.write(other, asOperandOf: sign, isLeft: false)
                renderer.line(index < others.count - 1 ? "" : tail)
            }
        }
    }
}

extension Expression {
    /// Whether it ends with a closure's brace.
    fileprivate var isTrailing: Bool {
        if case .trailing = self { true } else { false }
    }
}

extension Expression.Argument {
    /// Whether it is a list without a label, whose brackets stand beside the call's parentheses.
    fileprivate var isList: Bool {
        if label == nil, case .array = value { true } else { false }
    }
}
