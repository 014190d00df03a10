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

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// The value of an expression.
    static func value(of expression: String) throws(Fault) -> Double {
        var arithmetic = Arithmetic(scalars: Array(expression.unicodeScalars))
        let value = try arithmetic.sum()
        if let next = arithmetic.next { throw .unexpected(Character(next), position: arithmetic.position + 1) }
        return value
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
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
            guard isNumberPart(next) else { throw .unexpected(Character(next), position: position + 1) }
            return try number()
        }
        try enter()
        defer { depth -= 1 }
        let value = try sum()
        guard take(anyOf: ")") != nil else {
            throw self.next.map { .unexpected(Character($0), position: position + 1) } ?? .unexpectedEnd
        }
        return value
    }

    private mutating func number() throws(Fault) -> Double {
        let start = position
        while position < scalars.count, isNumberPart(scalars[position]) { position += 1 }
        // Digits and points, each of which is one byte.
        let text = String(decoding: scalars[start..<position].map { UInt8(ascii: $0) }, as: UTF8.self)
        guard let value = Double(text) else { throw .malformedNumber(text) }
        return try bounded(value)
    }

    // MARK: - Parts

    /// The next scalar that is not white space.
    private var next: Unicode.Scalar? {
        mutating get {
            while position < scalars.count, isSpace(scalars[position]) { position += 1 }
            return position < scalars.count ? scalars[position] : nil
        }
    }

    private func isNumberPart(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) || scalar == "." }

    /// What the pattern in `tools.yaml` takes for white space: ECMAScript counts the byte order mark in.
    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return scalar == " " || ("\t"..."\r").contains(scalar) }
        return scalar.properties.isWhitespace || scalar == "\u{FEFF}"
    }

    private mutating func take(anyOf set: String) -> Unicode.Scalar? {
        guard let next, set.unicodeScalars.contains(next) else { return nil }
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
