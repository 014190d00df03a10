import RuleExpressions

/// Writes cross-field rules as conditions of Swift.
///
/// A condition about absent properties is neither true nor false, which Swift has no operators for. So it is written as "it
/// is not false", which is what a rule asks, or, behind a `not`, as "it is true".
///
/// The condition may end in a closure, so that behind `if` or `guard` it needs parentheses.
struct CrossFieldTranslator {
    /// How generated code holds the value of a property.
    struct StoredProperty {
        /// The value: a `String` for texts, enumerations and literals of texts, `Int` for whole numbers and `Double` for
        /// others, `Bool`, `Date` for `as: date`, or a collection.
        var value: Expression
        /// Whether the value is an optional, which is `nil` where the property is absent or `null`.
        var isOptional: Bool
        /// Whether the value is any JSON, which may be `null` as it is.
        var isJSON: Bool
        /// Whether the value is an enumeration that may hold `null`, or nothing.
        var isNullableUnion: Bool

        init(_ value: Expression, isOptional: Bool = false, isJSON: Bool = false, isNullableUnion: Bool = false) {
            self.value = value
            self.isOptional = isOptional
            self.isJSON = isJSON
            self.isNullableUnion = isNullableUnion
        }

        /// Whether it may turn out that there is nothing.
        var mayBeMissing: Bool { isOptional || isJSON || isNullableUnion }
    }

    /// Finds where the value of a property is held.
    let property: (PropertyPath) -> StoredProperty

    /// What a rule asks, without what is always true or always false because a property is always there.
    func condition(of rule: RuleExpression) -> Condition { simplified(rule.condition) }

    /// The conditions under which an object breaks a rule: `let end, !(start <= end)`; none where every object does. What the
    /// rule asks is as ``condition(of:)`` gives it, and not `true`, which no object breaks.
    func breach(of condition: Condition) -> [Statement.Condition] {
        if condition == .constant(false) { return [] }
        var (condition, isNegated) = (condition, false)
        while case .not(let operand) = condition { (condition, isNegated) = (operand, !isNegated) }
        guard condition.isAboutValues else {
            let isKept = expression(condition, whereAbsent: !isNegated)
            return [.isTrue(isNegated ? isKept : not(isKept))]
        }
        let optionals = condition.paths.filter { property($0).isOptional }
        let names = self.names(for: optionals, in: condition)
        let bindings = zip(optionals, names).map { path, name in
            let value = property(path).value
            return Statement.Condition.binding(isConstant: true, name, value == .name(name) ? nil : value)
        }
        let kept = expression(condition, calling: optionals, names)
        return bindings + [.isTrue(isNegated ? kept : not(kept))]
    }

    private func simplified(_ condition: Condition) -> Condition {
        switch condition {
        case .has(let path) where !property(path).mayBeMissing: return .constant(true)
        case .not(let operand):
            let operand = simplified(operand)
            if case .constant(let verdict) = operand { return .constant(!verdict) }
            return .not(operand)
        case .all(let operands):
            let operands = operands.map(simplified).filter { $0 != .constant(true) }
            if operands.contains(.constant(false)) { return .constant(false) }
            return operands.count > 1 ? .all(operands) : operands.first ?? .constant(true)
        case .any(let operands):
            let operands = operands.map(simplified).filter { $0 != .constant(false) }
            if operands.contains(.constant(true)) { return .constant(true) }
            return operands.count > 1 ? .any(operands) : operands.first ?? .constant(false)
        default: return condition
        }
    }

    /// The condition, with what it is where a property in it is absent.
    private func expression(_ condition: Condition, whereAbsent verdict: Bool) -> Expression {
        switch condition {
        case .not(let operand): not(expression(operand, whereAbsent: !verdict))
        case .all(let operands): joined(operands, .and, whereAbsent: verdict)
        case .any(let operands): joined(operands, .or, whereAbsent: verdict)
        case .has(let path): isThere(property(path))
        default: unwrapping(condition, whereAbsent: verdict)
        }
    }

    private func isThere(_ property: StoredProperty) -> Expression {
        if property.isNullableUnion {
            return .unary("!", .name("JSONWriter").call("isNothing", property.value))
        }
        guard property.isJSON else { return .binary(property.value, "!=", .nil) }
        let json = Expression.member(.name("JSONValue"), "null")
        return property.isOptional
            ? .binary(.binary(property.value, .orElse, json), "!=", json) : .binary(property.value, "!=", json)
    }

    private func not(_ value: Expression) -> Expression {
        switch value {
        case .unary("!", let inner): inner
        case .binary(let left, "==", let right): .binary(left, "!=", right)
        case .binary(let left, "!=", let right): .binary(left, "==", right)
        default: .unary("!", value)
        }
    }

    private func joined(_ operands: [Condition], _ sign: Expression.Operator, whereAbsent verdict: Bool) -> Expression {
        let values = operands.map { expression($0, whereAbsent: verdict) }
        return values.dropFirst().reduce(values[0]) { .binary($0, sign, $1) }
    }

    /// A condition about values, none of which is an optional inside: `value.end.map { value.start <= $0 } ?? true`.
    private func unwrapping(_ condition: Condition, whereAbsent verdict: Bool) -> Expression {
        if case .property(let path) = condition, property(path).isOptional {
            return .binary(property(path).value, .orElse, .boolean(verdict))
        }
        let optionals = condition.paths.filter { property($0).isOptional }
        let names = optionals.count == 1 ? ["$0"] : self.names(for: optionals, in: condition)
        var result = expression(condition, calling: optionals, names)
        for (path, name) in zip(optionals, names).reversed() {
            let parameters = optionals.count == 1 ? [] : [name]
            let mapped = Expression.closureCall(
                grouped(property(path).value).member("map"),
                [],
                parameters: parameters,
                body: result
            )
            result = .binary(mapped, .orElse, .boolean(verdict))
        }
        return result
    }

    /// A condition about values that are there, some of them under names of their own.
    private func expression(_ condition: Condition, calling paths: [PropertyPath], _ names: [String]) -> Expression {
        let values = Dictionary(zip(paths, names)) { first, _ in first }
        return ConditionWriter { values[$0].map { .name($0) } ?? property($0).value }.expression(condition)
    }

    /// In parentheses behind `?.`, where a method would be one of the value that is not `nil`.
    private func grouped(_ value: Expression) -> Expression {
        value.oneLine.contains("?.") ? .name("(\(value.oneLine))") : value
    }

    /// Names for the values of optional properties: their own ones, unless they mean something else already.
    private func names(for paths: [PropertyPath], in condition: Condition) -> [String] {
        var taken = MemberScopes.emittedLocals.union(condition.paths.map { property($0).value.oneLine })
        return paths.enumerated().map { index, path in
            if case .name(let own) = property(path).value, path.names.count == 1, !own.contains(".") { return own }
            var name = Identifier.lowerCamelCase(path.names.joined(separator: " "))
            let isUsable = Identifier.isIdentifier(name) && Identifier.quoted(name) == name && name != "value"
            if !isUsable || taken.contains(name) { name = "value\(index + 1)" }
            taken.insert(name)
            return name
        }
    }
}

/// Writes a condition about values that are there.
private struct ConditionWriter {
    let value: (PropertyPath) -> Expression

    func expression(_ condition: Condition) -> Expression {
        switch condition {
        case .constant(let value): .boolean(value)
        case .property(let path): value(path)
        case .numbers(let left, let relation, let right):
            if left.isPlainInteger, right.isPlainInteger {
                .binary(integer(left), sign(relation), integer(right))
            } else {
                .binary(double(left), sign(relation), double(right))
            }
        case .isNumber(let number, let numbers): isNumber(number, among: numbers)
        case .texts(let left, let isEqual, let right):
            isEqual ? call("areEqual", text(left), text(right)) : .unary("!", call("areEqual", text(left), text(right)))
        case .isText(let operand, let texts): call("isAmong", .array(texts.map { .string($0) }), text(operand))
        case .starts(let operand, let start):
            .call(
                .name("TextComparison").member("starts"),
                [.init(nil, text(operand)), .init("with", text(start))]
            )
        case .moments(let left, let relation, let right): .binary(moment(left), sign(relation), moment(right))
        case .booleans(let left, let isEqual, let right):
            .binary(value(left), isEqual ? "==" : "!=", value(right))
        case .has, .not, .all, .any: .boolean(true)
        }
    }

    /// Relations are written alike in rules and in Swift.
    private func sign(_ relation: Relation) -> Expression.Operator { .init(stringLiteral: relation.rawValue) }

    private func call(_ method: String, _ first: Expression, _ second: Expression) -> Expression {
        .name("TextComparison").call(method, first, second)
    }

    private func text(_ operand: TextOperand) -> Expression {
        switch operand {
        case .constant(let text): .string(text)
        case .property(let path): value(path)
        }
    }

    private func moment(_ operand: MomentOperand) -> Expression {
        switch operand {
        case .constant(let text): .call(.name("Moment"), [.init(nil, .string(text))])
        case .property(let path, let isDate): isDate ? value(path) : .call(.name("Moment"), [.init(nil, value(path))])
        }
    }

    private func isNumber(_ number: Quantity, among numbers: [Double]) -> Expression {
        let isInteger = number.isPlainInteger && numbers.allSatisfy { Quantity.constant($0).isPlainInteger }
        let list = numbers.map { isInteger ? integer(.constant($0)) : double(.constant($0)) }
        return Expression.array(list).call("contains", isInteger ? integer(number) : double(number))
    }

    /// A number that is a whole one as it stands.
    private func integer(_ number: Quantity) -> Expression {
        switch number {
        case .constant(let value): .integer(Int(exactly: value) ?? 0)
        case .property(let path, _): value(path)
        case .length(let path): value(path).member("unicodeScalars").member("count")
        case .count(let path): value(path).member("count")
        case .negated, .calculated: double(number)
        }
    }

    /// A number as a double: whole numbers would overflow.
    private func double(_ number: Quantity) -> Expression {
        switch number {
        case .constant(let value): .double(value)
        case .property(let path, isInteger: false): value(path)
        case .property, .length, .count: .call(.name("Double"), [.init(nil, integer(number))])
        case .negated(let number): .unary("-", double(number))
        case .calculated(let left, .remainder, let right):
            .call(parenthesized(double(left)).member("truncatingRemainder"), [.init("dividingBy", double(right))])
        case .calculated(let left, let operation, let right):
            .binary(double(left), .init(stringLiteral: operation.rawValue), double(right))
        }
    }

    private func parenthesized(_ value: Expression) -> Expression {
        if case .binary = value { .name("(\(value.oneLine))") } else { value }
    }
}

extension Condition {
    /// Whether it asks for values that have to be there, and for nothing else.
    fileprivate var isAboutValues: Bool {
        switch self {
        case .constant, .has, .not, .all, .any: false
        default: true
        }
    }
}
