extension SwiftRenderer {
    mutating func statements(_ statements: [Statement]) {
        for statement in statements { write(statement) }
    }

    mutating func write(_ statement: Statement) {
        switch statement {
        case .expression(let value): expression(value)
        case .assign(let target, let value):
            output.write(target)
            output.write(" = ")
            expression(value)
        case .variable(let isConstant, let name, let type, let value): variable(isConstant, name, type, value)
        case .break: line("break")
        case .return(let value):
            guard let value else { return line("return") }
            output.write("return ")
            expression(value)
        case .guard(let conditions, let exit): guardStatement(conditions, exit)
        case .if(let conditions, let then, let otherwise): ifStatement(conditions, then, otherwise)
        case .while(let condition, let body):
            output.write("while ")
            output.write(condition)
            block { $0.statements(body) }
        case .forEach(let name, let sequence, let body):
            output.write("for \(name) in ")
            output.write(sequence)
            block { $0.statements(body) }
        case .switch(let subject, let cases):
            output.write("switch ")
            output.write(subject)
            line(" {")
            for branch in cases { write(branch) }
            line("}")
        case .block(let head, let body):
            output.write(head)
            block { $0.statements(body) }
        case .commented(let statement, let comment):
            if statement.isSimple {
                let fits = output.writeIfFitting { buffer in
                    buffer.write(statement)
                    buffer.write("  // \(comment)")
                }
                if fits { return output.endLine() }
            }
            line("// \(comment)")
            write(statement)
        }
    }

    private mutating func guardStatement(_ conditions: [Statement.Condition], _ exit: Statement) {
        let conditions = conditions.map { hoisted($0) }
        output.write("guard")
        let fits = output.writeIfFitting { buffer in
            buffer.write(" ")
            buffer.write(list: conditions) { $0.write($1) }
            buffer.write(" else { ")
            buffer.write(exit)
            buffer.write(" }")
        }
        output.endLine()
        if fits { return }
        indented { $0.lines(conditions) { $0.write($1) } }
        output.write("else { ")
        output.write(exit)
        line(" }")
    }

    private mutating func ifStatement(
        _ conditions: [Statement.Condition],
        _ then: [Statement],
        _ otherwise: [Statement]
    ) {
        let conditions = conditions.map { hoisted($0) }
        output.write("if ")
        let fits = output.writeIfFitting { buffer in
            buffer.write(list: conditions) { $0.write($1) }
            buffer.write(" {")
        }
        if fits {
            output.endLine()
        } else {
            lines(Array(conditions.enumerated())) { buffer, condition in
                if condition.offset > 0 { buffer.write("    ") }
                buffer.write(condition.element)
            }
            line("{")
        }
        indented { $0.statements(then) }
        if !otherwise.isEmpty {
            line("} else {")
            indented { $0.statements(otherwise) }
        }
        line("}")
    }

    mutating func write(_ branch: Statement.Case) {
        if let pattern = branch.pattern {
            output.write("case ")
            output.write(pattern)
            output.write(":")
        } else {
            output.write("default:")
        }
        if branch.body.count == 1, branch.body[0].isSimple, !branch.body[0].needsLines {
            let fits = output.writeIfFitting { buffer in
                buffer.write(" ")
                buffer.write(branch.body[0])
            }
            if fits { return output.endLine() }
        }
        output.endLine()
        indented { $0.statements(branch.body) }
    }

    /// A condition whose value needs lines of its own, with the value in a constant before it.
    private mutating func hoisted(_ condition: Statement.Condition) -> Statement.Condition {
        guard case .binding(let isConstant, let name, let value?) = condition, value.needsLines else {
            return condition
        }
        variable(true, name, nil, value)
        return .binding(isConstant: isConstant, name, nil)
    }
}

extension SourceBuffer {
    fileprivate mutating func write(_ condition: Statement.Condition) {
        switch condition {
        case .isTrue(let value): write(beforeBrace: value)
        case .binding(let isConstant, let name, let value):
            write(isConstant ? "let " : "var ")
            write(name)
            guard let value else { return }
            write(" = ")
            write(beforeBrace: value)
        }
    }

    /// A closure behind a call would be taken for the block of the statement.
    mutating func write(beforeBrace value: Expression) {
        if value.endsInClosure { write(inParentheses: value) } else { write(value) }
    }
}
