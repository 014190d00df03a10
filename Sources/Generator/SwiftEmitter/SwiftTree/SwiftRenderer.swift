/// Turns the Swift tree into text: four spaces a level, lines of up to 120 columns where they can be broken.
struct SwiftRenderer {
    private var output = ""
    private var indentation = 0

    /// The text of a file.
    static func render(_ file: SwiftFile) -> String {
        var renderer = SwiftRenderer()
        for line in file.header { renderer.line("// \(line)") }
        renderer.line("")
        for line in file.imports { renderer.line(line) }
        for declaration in file.declarations {
            renderer.line("")
            renderer.declaration(declaration)
        }
        return renderer.output
    }

    private mutating func line(_ text: String) {
        if !text.isEmpty {
            output += String(repeating: "    ", count: indentation)
            output += text
        }
        output += "\n"
    }

    private mutating func block(_ head: String, _ body: (inout SwiftRenderer) -> Void, tail: String = "}") {
        line(head)
        indentation += 1
        body(&self)
        indentation -= 1
        line(tail)
    }
}

// MARK: - Declarations

extension SwiftRenderer {
    private mutating func declaration(_ declaration: Declaration) {
        for text in declaration.documentation { line(text.isEmpty ? "///" : "/// \(text)") }
        for attribute in declaration.attributes { line(attribute) }
        let modifiers = declaration.modifiers.map { "\($0) " }.joined()
        switch declaration.kind {
        case .type(let keyword, let name, let inherits, let members):
            let bases = inherits.isEmpty ? "" : ": \(inherits.joined(separator: ", "))"
            block("\(modifiers)\(keyword) \(name)\(bases) {") { $0.members(members) }
        case .enumCase(let name, let rawValue):
            line("case \(name) = \(SwiftLiteral.string(rawValue))")
        case .payloadCase(let name, let type):
            line("case \(name)\(type.map { "(\($0))" } ?? "")")
        case .variable(let isConstant, let name, let type, let value):
            let annotation = type.map { ": \($0)" } ?? ""
            let head = "\(modifiers)\(isConstant ? "let" : "var") \(name)\(annotation)"
            if let value { expression(value, after: "\(head) = ") } else { line(head) }
        case .computed(let name, let type, let body):
            block("\(modifiers)var \(name): \(type) {") { $0.statements(body) }
        case .accessors(let name, let type, let get, let set):
            block("\(modifiers)var \(name): \(type) {") { renderer in
                for (word, body) in [("get", get), ("set", set)] {
                    if body.count == 1, body[0].isSimple {
                        renderer.line("\(word) { \(body[0].oneLine) }")
                    } else {
                        renderer.block("\(word) {") { $0.statements(body) }
                    }
                }
            }
        case .function(let signature, let body):
            let head = head(of: signature)
            guard let body else { return line("\(modifiers)\(head)") }
            block("\(modifiers)\(head) {") { $0.statements(body) }
        case .initializer(let isFailable, let parameters, let body):
            initializer("\(modifiers)init\(isFailable ? "?" : "")", parameters, body)
        case .typeAlias(let name, let type):
            line("\(modifiers)typealias \(name) = \(type)")
        }
    }

    /// Members, with an empty line around those that have a body or a comment.
    private mutating func members(_ members: [Declaration]) {
        var previousIsCompact = true
        for (index, member) in members.enumerated() {
            let isCompact = member.documentation.isEmpty && !member.kind.hasBody
            if index > 0, !(isCompact && previousIsCompact) { line("") }
            declaration(member)
            previousIsCompact = isCompact
        }
    }

    private func head(of signature: Declaration.Signature) -> String {
        let parameters = signature.parameters.map(text(of:)).joined(separator: ", ")
        let effects = signature.effects.map { " \($0)" } ?? ""
        let result = signature.result.map { " -> \($0)" } ?? ""
        return "func \(signature.name)(\(parameters))\(effects)\(result)"
    }

    private mutating func initializer(
        _ head: String,
        _ parameters: [Declaration.Parameter],
        _ body: [Statement]
    ) {
        let texts = parameters.map(text(of:))
        let oneLine = "\(head)(\(texts.joined(separator: ", "))) {"
        guard fits(oneLine) || texts.isEmpty else {
            block("\(head)(") { renderer in
                for (index, text) in texts.enumerated() { renderer.line(index < texts.count - 1 ? "\(text)," : text) }
            } tail: {
                ") {"
            }
            indentation += 1
            statements(body)
            indentation -= 1
            return line("}")
        }
        if body.isEmpty { return line("\(oneLine)}") }
        block(oneLine) { $0.statements(body) }
    }

    private mutating func block(_ head: String, _ body: (inout SwiftRenderer) -> Void, tail: () -> String) {
        block(head, body, tail: tail())
    }

    private func text(of parameter: Declaration.Parameter) -> String {
        let label = parameter.label.map { "\($0) " } ?? ""
        let value = parameter.defaultValue.map { " = \($0.oneLine)" } ?? ""
        return "\(label)\(parameter.name): \(parameter.type)\(value)"
    }

    private func fits(_ text: String) -> Bool {
        indentation * 4 + text.utf8.count <= 120
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
        for statement in statements { self.statement(statement) }
    }

    private mutating func statement(_ statement: Statement) {
        switch statement {
        case .expression(let value): expression(value)
        case .assign(let target, let value): expression(value, after: "\(target.oneLine) = ")
        case .variable(let isConstant, let name, let type, let value):
            let head = "\(isConstant ? "let" : "var") \(name)\(type.map { ": \($0)" } ?? "")"
            if let value { expression(value, after: "\(head) = ") } else { line(head) }
        case .break: line("break")
        case .return(let value):
            if let value { expression(value, after: "return ") } else { line("return") }
        case .guard(let conditions, let exit):
            conditional("guard", conditions, exit)
        case .if(let conditions, let then, let otherwise):
            ifStatement(conditions, then, otherwise)
        case .while(let condition, let body):
            block("while \(text(of: condition)) {") { $0.statements(body) }
        case .forEach(let name, let sequence, let body):
            block("for \(name) in \(sequence.oneLine) {") { $0.statements(body) }
        case .switch(let subject, let cases):
            line("switch \(subject.oneLine) {")
            for branch in cases { self.branch(branch) }
            line("}")
        case .block(let head, let body):
            block("\(head.oneLine) {") { $0.statements(body) }
        case .commented(let statement, let comment):
            let oneLine = "\(statement.oneLine)  // \(comment)"
            if statement.isSimple, fits(oneLine) { return line(oneLine) }
            line("// \(comment)")
            self.statement(statement)
        }
    }

    private mutating func conditional(_ keyword: String, _ conditions: [Statement.Condition], _ exit: Statement) {
        let conditions = conditions.map { hoisted($0) }
        let texts = conditions.map(text(of:))
        let oneLine = "\(keyword) \(texts.joined(separator: ", ")) else { \(exit.oneLine) }"
        guard !fits(oneLine) else { return line(oneLine) }
        line(keyword)
        indentation += 1
        for (index, text) in texts.enumerated() { line(index < texts.count - 1 ? "\(text)," : text) }
        indentation -= 1
        line("else { \(exit.oneLine) }")
    }

    private mutating func ifStatement(
        _ conditions: [Statement.Condition],
        _ then: [Statement],
        _ otherwise: [Statement]
    ) {
        let texts = conditions.map { text(of: hoisted($0)) }
        if fits("if \(texts.joined(separator: ", ")) {") {
            line("if \(texts.joined(separator: ", ")) {")
        } else {
            for (index, text) in texts.enumerated() {
                let comma = index < texts.count - 1 ? "," : ""
                line(index == 0 ? "if \(text)\(comma)" : "    \(text)\(comma)")
            }
            line("{")
        }
        indentation += 1
        statements(then)
        indentation -= 1
        if !otherwise.isEmpty {
            line("} else {")
            indentation += 1
            statements(otherwise)
            indentation -= 1
        }
        line("}")
    }

    private mutating func branch(_ branch: Statement.Case) {
        let head = branch.pattern.map { "case \($0.oneLine):" } ?? "default:"
        if branch.body.count == 1, branch.body[0].isSimple, !branch.body[0].needsLines,
            fits("\(head) \(branch.body[0].oneLine)")
        {
            return line("\(head) \(branch.body[0].oneLine)")
        }
        line(head)
        indentation += 1
        statements(branch.body)
        indentation -= 1
    }

    /// A condition whose value needs lines of its own, with the value in a constant before it.
    private mutating func hoisted(_ condition: Statement.Condition) -> Statement.Condition {
        guard case .binding(let isConstant, let name, let value?) = condition, value.needsLines else {
            return condition
        }
        statement(.variable(isConstant: true, name, type: nil, value: value))
        return .binding(isConstant: isConstant, name, nil)
    }

    /// A closure behind a call would be taken for the block of the statement.
    private func inParentheses(_ value: Expression) -> String {
        value.endsInClosure ? "(\(value.oneLine))" : value.oneLine
    }

    private func text(of condition: Statement.Condition) -> String {
        switch condition {
        case .isTrue(let value): inParentheses(value)
        case .binding(let isConstant, let name, let value):
            "\(isConstant ? "let" : "var") \(name)\(value.map { " = \(inParentheses($0))" } ?? "")"
        }
    }
}

extension Statement {
    var isSimple: Bool {
        switch self {
        case .expression, .assign, .break, .return: true
        default: false
        }
    }

    /// Whether an expression in it must not stand on one line.
    var needsLines: Bool {
        switch self {
        case .expression(let value), .assign(_, let value): value.needsLines
        case .break: false
        case .return(let value): value?.needsLines ?? false
        default: true
        }
    }

    /// The text of a statement that has no block.
    var oneLine: String {
        switch self {
        case .expression(let value): value.oneLine
        case .assign(let target, let value): "\(target.oneLine) = \(value.oneLine)"
        case .break: "break"
        case .return(let value): value.map { "return \($0.oneLine)" } ?? "return"
        default: ""
        }
    }
}

// MARK: - Expressions

extension SwiftRenderer {
    /// Writes an expression behind some text, breaking its outermost list where it is too long for a line.
    private mutating func expression(_ value: Expression, after head: String = "", before tail: String = "") {
        let oneLine = "\(head)\(value.oneLine)\(tail)"
        guard value.needsLines || !fits(oneLine) else { return line(oneLine) }
        switch value {
        case .array(let elements) where !elements.isEmpty:
            line("\(head)[")
            indentation += 1
            for element in elements { expression(element, before: ",") }
            indentation -= 1
            line("]\(tail)")
        case .dictionary(let entries) where !entries.isEmpty:
            line("\(head)[")
            indentation += 1
            for entry in entries { expression(entry.value, after: "\(entry.key.oneLine): ", before: ",") }
            indentation -= 1
            line("]\(tail)")
        case .call(let callee, let arguments) where arguments.count == 1 && arguments[0].isList:
            expression(arguments[0].value, after: "\(head)\(callee.oneLine)(", before: ")\(tail)")
        case .call(let callee, let arguments) where !arguments.isEmpty:
            line("\(head)\(callee.oneLine)(")
            indentation += 1
            for (index, argument) in arguments.enumerated() {
                let label = argument.label.map { "\($0): " } ?? ""
                expression(argument.value, after: label, before: index < arguments.count - 1 ? "," : "")
            }
            indentation -= 1
            line(")\(tail)")
        case .trailing(.member(let base?, let name), [], let closures)
        where base.needsLines || base.isTrailing || !fits("\(head)\(base.oneLine).\(name) {"):
            // A chain goes on behind the brace that closes the call before.
            trailing(closures, after: ".\(name)", before: tail) { renderer, next in
                renderer.expression(base, after: head, before: next)
            }
        case .trailing(let callee, let arguments, let closures):
            let call = arguments.isEmpty ? callee.oneLine : Expression.call(callee, arguments).oneLine
            trailing(closures, after: call, before: tail) { $0.line("\(head)\($1)") }
        case .block(let parameters, let body):
            line("\(head){\(parameters.isEmpty ? "" : " \(parameters.joined(separator: ", ")) in")")
            indentation += 1
            expression(body)
            indentation -= 1
            line("}\(tail)")
        case .conditional(let condition, let then, let otherwise):
            line("\(head)\(condition.oneLine)")
            indentation += 1
            line("? \(then.oneLine)")
            expression(otherwise, after: ": ", before: tail)
            indentation -= 1
        case .prefixed(let word, let value):
            expression(value, after: "\(head)\(word) ", before: tail)
        case .binary(let left, let sign, let right) where sign == .and || sign == .or:
            var (first, others) = (left, [right])
            while case .binary(let left, sign, let right) = first { (first, others) = (left, [right] + others) }
            line("\(head)\(first.operand(of: sign, isLeft: true))")
            indentation += 1
            for (index, other) in others.enumerated() {
                line("\(sign.sign) \(other.operand(of: sign, isLeft: false))\(index < others.count - 1 ? "" : tail)")
            }
            indentation -= 1
        default:
            line(oneLine)
        }
    }
}

extension SwiftRenderer {
    /// Writes closures behind a call, the head of which is written by a function.
    private mutating func trailing(
        _ closures: [Expression.Closure],
        after call: String,
        before tail: String,
        _ begin: (inout SwiftRenderer, String) -> Void
    ) {
        for (index, closure) in closures.enumerated() {
            if index == 0 { begin(&self, "\(call) \(closure.head)") } else { line("} \(closure.head)") }
            indentation += 1
            statements(closure.body)
            indentation -= 1
        }
        line("}\(tail)")
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

extension SwiftRenderer {
    /// The text of one declaration, without the line break behind it.
    static func render(_ declaration: Declaration) -> String {
        var renderer = SwiftRenderer()
        renderer.declaration(declaration)
        return String(renderer.output.dropLast())
    }
}
