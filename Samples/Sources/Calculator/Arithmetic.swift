/// Evaluates arithmetic: `+ - * /` with the usual precedence, signs, parentheses and decimals.
///
/// It is a recursive descent over the text, one method for each level of precedence.
struct Arithmetic {
    /// How deep parentheses and signs may be nested.
    static let maximumDepth = 100
    /// The greatest magnitude of a result, and of every number on the way to it.
    static let maximumMagnitude = 1e15

    /// Why an expression has no value, in words that help to write a better one.
    enum Fault: Error, Hashable, CustomStringConvertible {
        case divisionByZero
        case unexpected(Character, position: Int)
        case unexpectedEnd
        case malformedNumber(String)
        case tooDeep
        case tooLarge

        var description: String {
            switch self {
            case .divisionByZero: "Division by zero"
            case .unexpected(let character, let position):
                "Unexpected '\(character)' at position \(position): expected \(Self.hint(for: character))"
            case .unexpectedEnd: "The expression ends where a number or '(' is expected"
            case .malformedNumber(let text): "'\(text)' is not a number"
            case .tooDeep: "More than \(Arithmetic.maximumDepth) levels of parentheses and signs"
            case .tooLarge: "A number is greater than 1e15"
            }
        }

        private static func hint(for character: Character) -> String {
            character == ")" ? "a number, or a '(' before it" : "an operator between two numbers, or the end"
        }
    }

    private let characters: [Character]
    private var position = 0
    private var depth = 0

    /// The value of an expression.
    static func value(of expression: String) throws(Fault) -> Double {
        var arithmetic = Arithmetic(characters: Array(expression))
        let value = try arithmetic.sum()
        if let next = arithmetic.next { throw .unexpected(next, position: arithmetic.position + 1) }
        return value
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    // MARK: - Levels of precedence

    private mutating func sum() throws(Fault) -> Double {
        var value = try product()
        while let sign = take(anyOf: "+-") {
            let term = try product()
            value = try bounded(sign == "+" ? value + term : value - term)
        }
        return value
    }

    private mutating func product() throws(Fault) -> Double {
        var value = try signed()
        while let sign = take(anyOf: "*/") {
            let factor = try signed()
            if sign == "/", factor == 0 { throw .divisionByZero }
            value = try bounded(sign == "*" ? value * factor : value / factor)
        }
        return value
    }

    private mutating func signed() throws(Fault) -> Double {
        guard let sign = take(anyOf: "+-") else { return try operand() }
        try enter()
        defer { depth -= 1 }
        let value = try signed()
        return sign == "-" ? -value : value
    }

    private mutating func operand() throws(Fault) -> Double {
        guard let next else { throw .unexpectedEnd }
        guard take(anyOf: "(") != nil else {
            guard next.isWholeNumber || next == "." else { throw .unexpected(next, position: position + 1) }
            return try number()
        }
        try enter()
        defer { depth -= 1 }
        let value = try sum()
        guard take(anyOf: ")") != nil else {
            throw self.next.map { .unexpected($0, position: position + 1) } ?? .unexpectedEnd
        }
        return value
    }

    private mutating func number() throws(Fault) -> Double {
        let start = position
        while position < characters.count, characters[position].isWholeNumber || characters[position] == "." {
            position += 1
        }
        let text = String(characters[start..<position])
        guard let value = Double(text) else { throw .malformedNumber(text) }
        return try bounded(value)
    }

    // MARK: - Parts

    /// The next character that is not white space.
    private var next: Character? {
        mutating get {
            while position < characters.count, isSpace(characters[position]) { position += 1 }
            return position < characters.count ? characters[position] : nil
        }
    }

    /// What the pattern in `tools.yaml` takes for white space: ECMAScript counts the byte order mark in.
    private func isSpace(_ character: Character) -> Bool {
        character.isWhitespace || character == "\u{FEFF}"
    }

    private mutating func take(anyOf set: String) -> Character? {
        guard let next, set.contains(next) else { return nil }
        position += 1
        return next
    }

    private mutating func enter() throws(Fault) {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        depth += 1
    }

    private func bounded(_ value: Double) throws(Fault) -> Double {
        guard value.magnitude <= Self.maximumMagnitude else { throw .tooLarge }
        return value
    }
}
