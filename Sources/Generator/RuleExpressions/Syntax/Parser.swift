/// Reads an expression. From the loosest to the tightest: `or`, `and`, `not`, relations and `in`, `+ -`, `* / %`, `-`.
struct Parser {
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    /// Brackets and signs inside each other; a rule with more is not for people.
    private static let greatestDepth = 50
    private static let relations: Set<String> = ["==", "!=", "<", "<=", ">", ">=", "in"]

    /// The expression that a text is.
    static func parse(_ text: String) throws(Fault) -> Syntax {
        var parser = Parser(tokens: try Lexer.tokens(of: text))
        let syntax = try parser.alternatives()
        guard parser.current.kind == .end else { throw parser.unexpected("the end of the rule") }
        return syntax
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    // MARK: - Tokens

    private var current: Token { tokens[index] }

    /// The word or sign that stands next, if it is one of the language.
    private var mark: String? {
        switch current.kind {
        case .word(let text), .sign(let text): text
        default: nil
        }
    }

    private mutating func take(_ marks: String...) -> Bool {
        guard let mark, marks.contains(mark) else { return false }
        index += 1
        return true
    }

    private var startOfCurrent: Int { current.range.lowerBound }
    private var endOfPrevious: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

    private func unexpected(_ expected: String) -> Fault {
        let found =
            switch current.kind {
            case .word(let text), .sign(let text): "'\(text)'"
            case .name(let text): "`\(text)`"
            case .number, .text: "a constant"
            case .end: "the end"
            }
        return Fault(.syntax, at: current.range, "expected \(expected), found \(found)")
    }

    private mutating func nested<Result>(
        _ body: (inout Parser) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        guard depth < Self.greatestDepth else {
            throw Fault(.syntax, at: current.range, "the rule is nested too deeply; make two rules of it")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    // MARK: - Conditions

    private mutating func alternatives() throws(Fault) -> Syntax {
        try chain(["or", "||"], Syntax.Kind.any) { (parser) throws(Fault) in try parser.conjunction() }
    }

    private mutating func conjunction() throws(Fault) -> Syntax {
        try chain(["and", "&&"], Syntax.Kind.all) { (parser) throws(Fault) in try parser.negation() }
    }

    private mutating func chain(
        _ marks: Set<String>,
        _ kind: ([Syntax]) -> Syntax.Kind,
        _ operand: (inout Parser) throws(Fault) -> Syntax
    ) throws(Fault) -> Syntax {
        let first = try operand(&self)
        var operands = [first]
        while let mark, marks.contains(mark) {
            index += 1
            operands.append(try operand(&self))
        }
        guard operands.count > 1 else { return first }
        return Syntax(kind: kind(operands), range: first.range.lowerBound..<endOfPrevious)
    }

    private mutating func negation() throws(Fault) -> Syntax {
        let start = startOfCurrent
        guard take("not", "!") else { return try relation() }
        let operand = try nested { (parser) throws(Fault) in try parser.negation() }
        return Syntax(kind: .not(operand), range: start..<endOfPrevious)
    }

    private mutating func relation() throws(Fault) -> Syntax {
        let left = try sum()
        let start = left.range.lowerBound
        if mark == "not", index + 1 < tokens.count, tokens[index + 1].kind == .word("in") {
            index += 2
            let right = try sum()
            let isIn = Syntax(kind: .binary("in", left, right), range: start..<endOfPrevious)
            return Syntax(kind: .not(isIn), range: start..<endOfPrevious)
        }
        guard let sign = mark, Self.relations.contains(sign) else { return left }
        index += 1
        let right = try sum()
        if let mark, Self.relations.contains(mark) {
            throw Fault(.syntax, at: current.range, "relations do not chain: write 'a < b and b < c'")
        }
        return Syntax(kind: .binary(sign, left, right), range: start..<endOfPrevious)
    }

    // MARK: - Values

    private mutating func sum() throws(Fault) -> Syntax {
        try calculation(["+", "-"]) { (parser) throws(Fault) in
            try parser.calculation(["*", "/", "%"]) { (parser) throws(Fault) in try parser.factor() }
        }
    }

    private mutating func calculation(
        _ signs: Set<String>,
        _ operand: (inout Parser) throws(Fault) -> Syntax
    ) throws(Fault) -> Syntax {
        var left = try operand(&self)
        while let sign = mark, signs.contains(sign) {
            index += 1
            let right = try operand(&self)
            left = Syntax(kind: .binary(sign, left, right), range: left.range.lowerBound..<endOfPrevious)
        }
        return left
    }

    private mutating func factor() throws(Fault) -> Syntax {
        let start = startOfCurrent
        guard take("-") else { return try primary() }
        let operand = try nested { (parser) throws(Fault) in try parser.factor() }
        if case .number(let value) = operand.kind {
            return Syntax(kind: .number(-value), range: start..<endOfPrevious)
        }
        return Syntax(kind: .negated(operand), range: start..<endOfPrevious)
    }

    private mutating func primary() throws(Fault) -> Syntax {
        let token = current
        switch token.kind {
        case .number(let value):
            index += 1
            return Syntax(kind: .number(value), range: token.range)
        case .text(let text):
            index += 1
            return Syntax(kind: .text(text), range: token.range)
        case .name(let text): return try path(Syntax.Name(text: text, range: token.range))
        case .word("true"), .word("false"):
            index += 1
            return Syntax(kind: .boolean(token.kind == .word("true")), range: token.range)
        case .word("null"):
            throw Fault(.syntax, at: token.range, "'null' is no value of a rule; ask 'has(x)' or 'not has(x)'")
        case .word(let text) where ["and", "or", "not", "in"].contains(text): throw unexpected("a value")
        case .word(let text):
            let name = Syntax.Name(text: text, range: token.range)
            guard tokens[index + 1].kind == .sign("(") else { return try path(name) }
            index += 2
            let arguments = try list(until: ")")
            return Syntax(kind: .call(name, arguments), range: token.range.lowerBound..<endOfPrevious)
        case .sign("("):
            index += 1
            let inner = try nested { (parser) throws(Fault) in try parser.alternatives() }
            guard take(")") else { throw unexpected("')'") }
            return Syntax(kind: inner.kind, range: token.range.lowerBound..<endOfPrevious)
        case .sign("["):
            index += 1
            let elements = try list(until: "]")
            return Syntax(kind: .list(elements), range: token.range.lowerBound..<endOfPrevious)
        default: throw unexpected("a value")
        }
    }

    private mutating func path(_ first: Syntax.Name) throws(Fault) -> Syntax {
        index += 1
        var names = [first]
        while take(".") {
            switch current.kind {
            case .word(let text), .name(let text): names.append(Syntax.Name(text: text, range: current.range))
            default: throw unexpected("the name of a property")
            }
            index += 1
        }
        return Syntax(kind: .path(names), range: first.range.lowerBound..<endOfPrevious)
    }

    private mutating func list(until end: String) throws(Fault) -> [Syntax] {
        var elements: [Syntax] = []
        if take(end) { return elements }
        repeat {
            elements.append(try nested { (parser) throws(Fault) in try parser.alternatives() })
        } while take(",")
        guard take(end) else { throw unexpected("',' or '\(end)'") }
        return elements
    }
}
