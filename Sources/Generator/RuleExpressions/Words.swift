extension Condition {
    /// The condition in words, for the message of its issue and for models.
    var words: String { words(isNegated: false) }

    private func words(isNegated: Bool) -> String {
        switch self {
        case .constant(let value): return value != isNegated ? "true" : "false"
        case .property(let path): return "\(path.words) is \(isNegated ? "false" : "true")"
        case .has(let path): return "\(path.words) is \(isNegated ? "not given" : "given")"
        case .not(let condition): return condition.words(isNegated: !isNegated)
        // What is negated turns round: not (a and b) is not a, or not b.
        case .all(let conditions): return Self.joined(conditions, isNegated, isNegated ? "or" : "and")
        case .any(let conditions): return Self.joined(conditions, isNegated, isNegated ? "and" : "or")
        case .numbers(let left, let relation, let right):
            let words = (isNegated ? relation.opposite : relation).numberWords
            return "\(left.words) \(words) \(right.words)"
        case .isNumber(let number, let numbers):
            let list = numbers.map { Quantity.constant($0).words }.joined(separator: ", ")
            return "\(number.words) is \(isNegated ? "none" : "one") of \(list)"
        case .texts(let left, let isEqual, let right):
            return "\(left.words) \(isEqual != isNegated ? "equals" : "differs from") \(right.words)"
        case .isText(let text, let texts):
            let list = texts.map { TextOperand.constant($0).words }.joined(separator: ", ")
            return "\(text.words) is \(isNegated ? "none" : "one") of \(list)"
        case .starts(let text, let start):
            return "\(text.words) \(isNegated ? "does not start" : "starts") with \(start.words)"
        case .moments(let left, let relation, let right):
            let words = (isNegated ? relation.opposite : relation).momentWords
            return "\(left.words) \(words) \(right.words)"
        case .booleans(let left, let isEqual, let right):
            return "\(left.words) \(isEqual != isNegated ? "equals" : "differs from") \(right.words)"
        }
    }

    private static func joined(_ conditions: [Condition], _ isNegated: Bool, _ word: String) -> String {
        conditions.map { condition in
            let words = condition.words(isNegated: isNegated)
            return condition.isJoined ? "(\(words))" : words
        }.joined(separator: " \(word) ")
    }

    private var isJoined: Bool {
        switch self {
        case .all, .any: true
        case .not(let condition): condition.isJoined
        default: false
        }
    }
}

extension Relation {
    fileprivate var opposite: Relation {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .atLeast
        case .atMost: .greater
        case .greater: .atMost
        case .atLeast: .less
        }
    }

    fileprivate var numberWords: String {
        switch self {
        case .equal: "equals"
        case .notEqual: "differs from"
        case .less: "is less than"
        case .atMost: "is at most"
        case .greater: "is more than"
        case .atLeast: "is at least"
        }
    }

    fileprivate var momentWords: String {
        switch self {
        case .equal: "equals"
        case .notEqual: "differs from"
        case .less: "is before"
        case .atMost: "is not after"
        case .greater: "is after"
        case .atLeast: "is not before"
        }
    }
}

extension PropertyPath {
    /// The path as messages write it.
    public var words: String { names.joined(separator: ".") }
}

extension Quantity {
    fileprivate var words: String {
        switch self {
        case .constant(let value): Int(exactly: value).map(String.init) ?? "\(value)"
        case .property(let path, _): path.words
        case .length(let path), .count(let path): "the size of \(path.words)"
        case .negated(let number): "-\(number.operandWords)"
        case .calculated(let left, let operation, let right):
            "\(left.operandWords) \(operation.rawValue) \(right.operandWords)"
        }
    }

    private var operandWords: String {
        if case .calculated = self { "(\(words))" } else { words }
    }
}

extension TextOperand {
    fileprivate var words: String {
        switch self {
        case .constant(let text): "\"\(text)\""
        case .property(let path): path.words
        }
    }
}

extension MomentOperand {
    fileprivate var words: String {
        switch self {
        case .constant(let text): text
        case .property(let path, _): path.words
        }
    }
}
