/// Cuts an expression into words and signs.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    /// Longer expressions are refused, so that no tree becomes too deep to walk through.
    private static let mostTokens = 500
    private static let signs = [
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ".",
    ]

    /// The words and signs of an expression, of which the last one is its end.
    static func tokens(of text: String) throws(Fault) -> [Token] {
        var lexer = Lexer(scalars: Array(text.unicodeScalars))
        var tokens: [Token] = []
        repeat {
            guard tokens.count < mostTokens else {
                let place = lexer.index..<lexer.scalars.count
                throw Fault(.syntax, at: place, "the rule is too long; make two rules of it")
            }
            tokens.append(try lexer.next())
        } while tokens.last?.kind != .end
        return tokens
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private mutating func next() throws(Fault) -> Token {
        while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
        let start = index
        guard index < scalars.count else { return Token(kind: .end, range: start..<start) }
        let kind: Token.Kind
        switch scalars[index] {
        case "\"", "'": kind = .text(try quoted())
        case "`": kind = .name(try quoted())
        case "0"..."9": kind = .number(try number())
        case let scalar where Self.beginsWord(scalar):
            while index < scalars.count, Self.continuesWord(scalars[index]) { index += 1 }
            kind = .word(text(start..<index))
        default: kind = .sign(try sign())
        }
        return Token(kind: kind, range: start..<index)
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    private static func beginsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "$" || scalar.properties.isXIDStart
    }

    private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "$" || scalar.properties.isXIDContinue
    }

    /// A text in quotes, where a backslash stands before a quote or another backslash.
    private mutating func quoted() throws(Fault) -> String {
        let start = index
        let quote = scalars[index]
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count, scalars[index] != quote {
            if scalars[index] == "\\" {
                index += 1
                guard index < scalars.count, scalars[index] == quote || scalars[index] == "\\" else {
                    throw Fault(.syntax, at: index - 1..<index, "a backslash stands only before \(quote) and \\")
                }
            }
            text.append(scalars[index])
            index += 1
        }
        guard index < scalars.count else { throw Fault(.syntax, at: start..<index, "the closing \(quote) is missing") }
        index += 1
        return String(text)
    }

    private mutating func number() throws(Fault) -> Double {
        let start = index
        func isDigit(_ index: Int) -> Bool { index < scalars.count && "0"..."9" ~= scalars[index] }
        while isDigit(index) { index += 1 }
        if index < scalars.count, scalars[index] == ".", isDigit(index + 1) {
            index += 1
            while isDigit(index) { index += 1 }
        }
        if index < scalars.count, scalars[index] == "e" || scalars[index] == "E" {
            let isSigned = index + 1 < scalars.count && (scalars[index + 1] == "-" || scalars[index + 1] == "+")
            if isDigit(index + (isSigned ? 2 : 1)) {
                index += isSigned ? 2 : 1
                while isDigit(index) { index += 1 }
            }
        }
        if index < scalars.count, Self.continuesWord(scalars[index]) {
            while index < scalars.count, Self.continuesWord(scalars[index]) { index += 1 }
            let advice = "a name that begins with a digit stands in backquotes: `\(text(start..<index))`"
            throw Fault(.syntax, at: start..<index, advice)
        }
        guard let value = Double(text(start..<index)), value.isFinite else {
            throw Fault(.syntax, at: start..<index, "the number is too large")
        }
        return value
    }

    private mutating func sign() throws(Fault) -> String {
        for sign in Self.signs where scalars[index...].starts(with: sign.unicodeScalars) {
            index += sign.unicodeScalars.count
            return sign
        }
        let place = index..<index + 1
        switch scalars[index] {
        case "=": throw Fault(.syntax, at: place, "'=' is written '=='")
        case "&": throw Fault(.syntax, at: place, "'&' is written '&&' or 'and'")
        case "|": throw Fault(.syntax, at: place, "'|' is written '||' or 'or'")
        case "≤": throw Fault(.syntax, at: place, "'≤' is written '<='")
        case "≥": throw Fault(.syntax, at: place, "'≥' is written '>='")
        case "≠": throw Fault(.syntax, at: place, "'≠' is written '!='")
        case let scalar: throw Fault(.syntax, at: place, "'\(scalar)' has no meaning in a rule")
        }
    }
}
