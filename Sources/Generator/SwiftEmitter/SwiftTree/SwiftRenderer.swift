/// Turns the Swift tree into text.
struct SwiftRenderer {
    private var output = SourceBuffer()

    /// All that was written.
    var text: String { output.text }

    /// The text of one declaration, without the line break behind it.
    static func render(_ declaration: Declaration) -> String {
        var renderer = SwiftRenderer()
        renderer.write(declaration)
        return String(renderer.text.dropLast())
    }

    /// Writes a declaration of a file, with an empty line before it.
    mutating func add(_ declaration: Declaration) {
        output.endLine()
        write(declaration)
    }

    private mutating func line(_ text: String) {
        output.write(text)
        output.endLine()
    }

    private mutating func write(_ declaration: Declaration) {
        for text in declaration.documentation { line(text.isEmpty ? "///" : "/// \(text)") }
        for attribute in declaration.attributes { line(attribute) }
        for modifier in declaration.modifiers {
            output.write(modifier)
            output.write(" ")
        }
        write(declaration.kind)
    }
}

// MARK: - Lines

extension SwiftRenderer {
    /// Ends the line with a brace, and writes what stands inside and the brace that closes it.
    private mutating func block(_ body: (inout SwiftRenderer) -> Void) {
        line(" {")
        indented(body)
        line("}")
    }

    private mutating func indented(_ body: (inout SwiftRenderer) -> Void) {
        output.indentation += 1
        body(&self)
        output.indentation -= 1
    }

    /// Writes each element on a line of its own, with commas between them.
    private mutating func lines<Element>(
        _ elements: [Element],
        _ writeElement: (inout SourceBuffer, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            writeElement(&output, element)
            line(index < elements.count - 1 ? "," : "")
        }
    }
}

// MARK: - Declarations

extension SwiftRenderer {
    private mutating func write(_ kind: Declaration.Kind) {
        switch kind {
        case .type(let keyword, let name, let inherits, let members):
            output.write("\(keyword) \(name)")
            if !inherits.isEmpty { output.write(": \(inherits.joined(separator: ", "))") }
            block { $0.members(members) }
        case .enumCase(let name, let rawValue):
            output.write("case \(name) = ")
            output.write(literal: rawValue)
            output.endLine()
        case .payloadCase(let name, let type):
            line("case \(name)\(type.map { "(\($0))" } ?? "")")
        case .variable(let isConstant, let name, let type, let value):
            variable(isConstant, name, type, value)
        case .computed(let name, let type, let body):
            output.write("var \(name): \(type)")
            block { $0.statements(body) }
        case .accessors(let name, let type, let get, let set):
            output.write("var \(name): \(type)")
            block { renderer in
                renderer.accessor("get", get)
                renderer.accessor("set", set)
            }
        case .function(let signature, let body):
            write(signature)
            if let body { block { $0.statements(body) } } else { output.endLine() }
        case .initializer(let isFailable, let parameters, let body):
            initializer(isFailable ? "init?" : "init", parameters, body)
        case .typeAlias(let name, let type):
            line("typealias \(name) = \(type)")
        }
    }

    /// Members, with an empty line around those that have a body or a comment.
    private mutating func members(_ members: [Declaration]) {
        var previousIsCompact = true
        for (index, member) in members.enumerated() {
            let isCompact = member.documentation.isEmpty && !member.kind.hasBody
            if index > 0, !(isCompact && previousIsCompact) { output.endLine() }
            write(member)
            previousIsCompact = isCompact
        }
    }

    private mutating func variable(_ isConstant: Bool, _ name: String, _ type: String?, _ value: Expression?) {
        output.write(isConstant ? "let " : "var ")
        output.write(name)
        if let type {
            output.write(": ")
            output.write(type)
        }
        guard let value else { return output.endLine() }
        output.write(" = ")
        expression(value)
    }

    private mutating func accessor(_ word: String, _ body: [Statement]) {
        output.write(word)
        guard body.count == 1, body[0].isSimple else { return block { $0.statements(body) } }
        output.write(" { ")
        output.write(body[0])
        line(" }")
    }

    private mutating func write(_ signature: Declaration.Signature) {
        output.write("func \(signature.name)(")
        output.write(list: signature.parameters) { $0.write($1) }
        output.write(")")
        if let effects = signature.effects { output.write(" \(effects)") }
        if let result = signature.result { output.write(" -> \(result)") }
    }

    private mutating func initializer(
        _ keyword: String,
        _ parameters: [Declaration.Parameter],
        _ body: [Statement]
    ) {
        output.write("\(keyword)(")
        let fits = output.writeIfFitting { buffer in
            buffer.write(list: parameters) { $0.write($1) }
            buffer.write(") {")
        }
        if fits, body.isEmpty { return line("}") }
        output.endLine()
        if !fits {
            indented { $0.lines(parameters) { $0.write($1) } }
            line(") {")
        }
        indented { $0.statements(body) }
        line("}")
    }
}

extension SourceBuffer {
    fileprivate mutating func write(_ parameter: Declaration.Parameter) {
        if let label = parameter.label { write("\(label) ") }
        write(parameter.name)
        write(": ")
        write(parameter.type)
        if let value = parameter.defaultValue {
            write(" = ")
            write(value)
        }
    }
}

extension Declaration.Kind {
    fileprivate var hasBody: Bool {
        switch self {
        case .type, .accessors, .computed, .initializer: true
        case .function(_, let body): body != nil
        case .enumCase, .payloadCase, .variable, .typeAlias: false
        }
    }
}

// MARK: - Statements

extension SwiftRenderer {
    private mutating func statements(_ statements: [Statement]) {
        for statement in statements { write(statement) }
    }

    private mutating func write(_ statement: Statement) {
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

    private mutating func write(_ branch: Statement.Case) {
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
    private mutating func write(beforeBrace value: Expression) {
        if value.endsInClosure { write(inParentheses: value) } else { write(value) }
    }
}

// MARK: - Expressions

extension SwiftRenderer {
    /// Writes an expression behind what stands on the line, breaking its outermost list where it is too long for that.
    private mutating func expression(_ value: Expression, before tail: String = "") {
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
