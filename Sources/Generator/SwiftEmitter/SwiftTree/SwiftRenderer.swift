/// Turns the Swift tree into text.
struct SwiftRenderer {
    var output = SourceBuffer()

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

    mutating func line(_ text: String) {
        output.write(text)
        output.endLine()
    }

    mutating func write(_ declaration: Declaration) {
        for text in declaration.documentation { line(text.isEmpty ? "///" : "/// \(text)") }
        for attribute in declaration.attributes { line(attribute) }
        for modifier in declaration.modifiers {
            output.write(modifier)
            output.write(" ")
        }
        write(declaration.kind)
    }
}

extension SwiftRenderer {
    /// Ends the line with a brace, and writes what stands inside and the brace that closes it.
    mutating func block(_ body: (inout SwiftRenderer) -> Void) {
        line(" {")
        indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout SwiftRenderer) -> Void) {
        output.indentation += 1
        body(&self)
        output.indentation -= 1
    }

    /// Writes each element on a line of its own, with commas between them.
    mutating func lines<Element>(
        _ elements: [Element],
        _ writeElement: (inout SourceBuffer, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            writeElement(&output, element)
            line(index < elements.count - 1 ? "," : "")
        }
    }
}

extension SwiftRenderer {
    mutating func write(_ kind: Declaration.Kind) {
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

    mutating func variable(_ isConstant: Bool, _ name: String, _ type: String?, _ value: Expression?) {
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

    mutating func write(_ signature: Declaration.Signature) {
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
