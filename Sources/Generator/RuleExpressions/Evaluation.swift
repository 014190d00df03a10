public import ToolValidation

extension RuleExpression {
    /// Whether an object keeps the rule.
    ///
    /// - Parameter object: The object as it comes out of its schema.
    /// - Returns: `false` where the condition is false; `true` also where it cannot be told.
    public func holds(for object: JSONObject) -> Bool {
        condition.verdict(object) != false
    }
}

extension Condition {
    /// Whether the condition is true, false, or, where it asks an absent property, neither.
    func verdict(_ object: JSONObject) -> Bool? {
        switch self {
        case .constant(let value): return value
        case .property(let path): return path.boolean(in: object)
        case .has(let path): return path.value(in: object) != nil
        case .not(let condition): return condition.verdict(object).map(!)
        case .all(let conditions):
            let verdicts = conditions.map { $0.verdict(object) }
            return verdicts.contains(false) ? false : verdicts.contains(nil) ? nil : true
        case .any(let conditions):
            let verdicts = conditions.map { $0.verdict(object) }
            return verdicts.contains(true) ? true : verdicts.contains(nil) ? nil : false
        case .numbers(let left, let relation, let right):
            if left.isPlainInteger, right.isPlainInteger, let left = left.integer(object),
                let right = right.integer(object)
            {
                return relation.holds(left, right)
            }
            guard let left = left.number(object), let right = right.number(object) else { return nil }
            return relation.holds(left, right)
        case .isNumber(let number, let numbers): return number.number(object).map(numbers.contains)
        case .texts(let left, let isEqual, let right):
            guard let left = left.text(object), let right = right.text(object) else { return nil }
            return TextComparison.areEqual(left, right) == isEqual
        case .isText(let text, let texts): return text.text(object).map { TextComparison.isAmong(texts, $0) }
        case .starts(let text, let start):
            guard let text = text.text(object), let start = start.text(object) else { return nil }
            return TextComparison.starts(text, with: start)
        case .moments(let left, let relation, let right):
            guard let left = left.moment(object), let right = right.moment(object) else { return nil }
            return relation.holds(left, right)
        case .booleans(let left, let isEqual, let right):
            guard let left = left.boolean(in: object), let right = right.boolean(in: object) else { return nil }
            return (left == right) == isEqual
        }
    }
}

extension PropertyPath {
    /// The value, unless it is absent or `null`.
    fileprivate func value(in object: JSONObject) -> JSONValue? {
        var value = JSONValue.object(object)
        for name in names {
            guard case .object(let object) = value, let next = object[name] else { return nil }
            value = next
        }
        guard value != .null else { return Optional.none }
        return value
    }

    fileprivate func boolean(in object: JSONObject) -> Bool? {
        if case .bool(let value)? = value(in: object) { value } else { nil }
    }

    fileprivate func text(in object: JSONObject) -> String? {
        if case .string(let text)? = value(in: object) { text } else { nil }
    }
}

extension Quantity {
    /// The number as an integer, for what is one as it stands.
    fileprivate func integer(_ object: JSONObject) -> Int? {
        switch self {
        case .constant(let value): return Int(exactly: value)
        case .property(let path, _):
            switch path.value(in: object) {
            case .number(let value): return Int(exactly: value)
            // 64-bit numbers come as texts where a double would lose digits.
            case .string(let text): return Int(text)
            default: return nil
            }
        case .length, .count: return number(object).flatMap { Int(exactly: $0) }
        case .negated, .calculated: return nil
        }
    }

    fileprivate func number(_ object: JSONObject) -> Double? {
        switch self {
        case .constant(let value): return value
        case .property(let path, _):
            switch path.value(in: object) {
            case .number(let value): return value
            case .string(let text): return Double(text)
            default: return nil
            }
        case .length(let path): return path.text(in: object).map { Double($0.unicodeScalars.count) }
        case .count(let path):
            switch path.value(in: object) {
            case .array(let elements): return Double(elements.count)
            case .object(let object): return Double(object.members.count)
            default: return nil
            }
        case .negated(let number): return number.number(object).map(-)
        case .calculated(let left, let operation, let right):
            guard let left = left.number(object), let right = right.number(object) else { return nil }
            return operation.result(left, right)
        }
    }
}

extension Quantity.Operation {
    /// As in JavaScript: what has no result is infinite or no number, which no relation but `!=` holds for.
    fileprivate func result(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .sum: left + right
        case .difference: left - right
        case .product: left * right
        case .quotient: left / right
        case .remainder: left.truncatingRemainder(dividingBy: right)
        }
    }
}

extension TextOperand {
    fileprivate func text(_ object: JSONObject) -> String? {
        switch self {
        case .constant(let text): text
        case .property(let path): path.text(in: object)
        }
    }
}

extension MomentOperand {
    fileprivate func moment(_ object: JSONObject) -> Moment? {
        switch self {
        case .constant(let text): Moment(text)
        case .property(let path, _): path.text(in: object).map(Moment.init)
        }
    }
}
