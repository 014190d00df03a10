internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Finds bounds that no value keeps both: such a tool could never be called.
struct BoundCheck {
    private struct Bound {
        var value: Double
        var isExclusive: Bool
        var location: SourceLocation
    }

    /// Whether only whole numbers count.
    private let isWhole: Bool
    private var lower: Bound?
    private var upper: Bound?

    init(isWhole: Bool) {
        self.isWhole = isWhole
    }

    /// Narrows the range.
    ///
    /// - Returns: Where the rule stands that this one contradicts, if there is one. The range stays as it was then.
    mutating func narrow(
        from least: Double? = nil,
        to greatest: Double? = nil,
        isExclusive: Bool = false,
        at location: SourceLocation
    ) -> SourceLocation? {
        let before = (lower, upper)
        if let least {
            let bound = Bound(value: least, isExclusive: isExclusive, location: location)
            if isNarrower(bound, than: lower, by: >) { lower = bound }
        }
        if let greatest {
            let bound = Bound(value: greatest, isExclusive: isExclusive, location: location)
            if isNarrower(bound, than: upper, by: <) { upper = bound }
        }
        guard let lower, let upper, isEmpty(lower, upper) else { return nil }
        let other = lower.location == location ? upper.location : lower.location
        (self.lower, self.upper) = before
        return other
    }

    private func isNarrower(_ bound: Bound, than current: Bound?, by isInside: (Double, Double) -> Bool) -> Bool {
        guard let current else { return true }
        if bound.value == current.value { return bound.isExclusive && !current.isExclusive }
        return isInside(bound.value, current.value)
    }

    private func isEmpty(_ lower: Bound, _ upper: Bound) -> Bool {
        guard isWhole else {
            return lower.value > upper.value
                || (lower.value == upper.value && (lower.isExclusive || upper.isExclusive))
        }
        var least = lower.value.rounded(.up)
        if lower.isExclusive, least == lower.value { least += 1 }
        var greatest = upper.value.rounded(.down)
        if upper.isExclusive, greatest == upper.value { greatest -= 1 }
        return least > greatest
    }
}

extension StepList {
    /// Reports the first bound that contradicts those before it, in the type's own rules and in those of the steps.
    func checkBounds(of type: TypeName, width: IntegerWidth, _ reading: inout Reading) {
        switch type {
        case .string: checkLengths(&reading)
        case .number, .integer: checkNumbers(of: type, width: width, &reading)
        case .array, .set, .map, .record:
            var check = BoundCheck(isWhole: true)
            for rule in allArrayRules
            where report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) { return }
        default: break
        }
    }

    private func checkLengths(_ reading: inout Reading) {
        var check = BoundCheck(isWhole: true)
        for rules in stringRulesBetweenChanges {
            // What is known of a text's length is not known of the changed text.
            check = BoundCheck(isWhole: true)
            for rule in rules {
                if rule.kind.changesText { check = BoundCheck(isWhole: true) }
                if report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) { return }
            }
        }
    }

    private func checkNumbers(of type: TypeName, width: IntegerWidth, _ reading: inout Reading) {
        let rules = allNumberRules
        let isWhole = type == .integer || rules.contains { $0.kind == .integer }
        var check = BoundCheck(isWhole: isWhole)
        for rule in rules where report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) {
            return
        }
        guard let last = rules.last, isWhole || rules.contains(where: \.kind.isFormat) else { return }
        let range = type == .integer ? width.range : isWhole ? IntegerWidth.safe.range : NumberFormat.float32.range
        // The place is only told apart from those of the rules: the contradicted rule is what is reported.
        let nowhere = SourceLocation(path: "", start: SourcePosition(line: 0, column: 0))
        guard let place = check.narrow(from: range.least, to: range.greatest, at: nowhere) else { return }
        reading.error(
            .unsatisfiable,
            at: place == nowhere ? last.location : place,
            "no \(isWhole ? "integer" : "number") keeps this rule: \(range.words)"
        )
    }

    private func report<Kind>(_ other: SourceLocation?, _ rule: Rule<Kind>, _ reading: inout Reading) -> Bool {
        guard let other else { return false }
        reading.error(
            .unsatisfiable,
            at: rule.location,
            "no value keeps this rule and one above it",
            notes: [.init("the other rule stands here", at: other)]
        )
        return true
    }
}

/// The numbers that a type of numbers has.
private struct NumberRange {
    var least: Double
    var greatest: Double
    var words: String
}

extension IntegerWidth {
    fileprivate var range: NumberRange {
        switch self {
        case .safe:
            let words = "integers are within -(2^53 - 1) and 2^53 - 1, as in JavaScript"
            return NumberRange(least: -9_007_199_254_740_991, greatest: 9_007_199_254_740_991, words: words)
        case .int32:
            let words = "those of format int32 are within -2^31 and 2^31 - 1"
            return NumberRange(least: Double(Int32.min), greatest: Double(Int32.max), words: words)
        case .uint32:
            let words = "those of format uint32 are within 0 and 2^32 - 1"
            return NumberRange(least: 0, greatest: Double(UInt32.max), words: words)
        case .int64:
            let words = "those of format int64 are within -2^63 and 2^63 - 1"
            return NumberRange(least: -0x1p63, greatest: (0x1p63 as Double).nextDown, words: words)
        }
    }
}

extension NumberFormat {
    fileprivate var range: NumberRange {
        let greatest = Double(Float.greatestFiniteMagnitude)
        let words = "those of format float32 are within -\(greatest) and \(greatest)"
        return NumberRange(least: -greatest, greatest: greatest, words: words)
    }
}

extension StringRule {
    fileprivate func contradiction(to check: inout BoundCheck, at location: SourceLocation) -> SourceLocation? {
        switch self {
        case .min(let count): check.narrow(from: Double(count), at: location)
        case .max(let count): check.narrow(to: Double(count), at: location)
        case .length(let count): check.narrow(from: Double(count), to: Double(count), at: location)
        case .startsWith(let part), .endsWith(let part), .includes(let part, _):
            check.narrow(from: Double(part.unicodeScalars.count), at: location)
        case .regex, .lowercase, .uppercase, .format, .emailPattern, .url, .rewrite: nil
        }
    }
}

extension ArrayRule {
    fileprivate func contradiction(to check: inout BoundCheck, at location: SourceLocation) -> SourceLocation? {
        switch self {
        case .min(let count): check.narrow(from: Double(count), at: location)
        case .max(let count): check.narrow(to: Double(count), at: location)
        case .length(let count): check.narrow(from: Double(count), to: Double(count), at: location)
        case .unique: nil
        }
    }
}

extension NumberRule {
    fileprivate func contradiction(to check: inout BoundCheck, at location: SourceLocation) -> SourceLocation? {
        switch self {
        case .min(let value): check.narrow(from: value, at: location)
        case .max(let value): check.narrow(to: value, at: location)
        case .greaterThan(let value): check.narrow(from: value, isExclusive: true, at: location)
        case .lessThan(let value): check.narrow(to: value, isExclusive: true, at: location)
        case .multipleOf, .integer, .format: nil
        }
    }

    fileprivate var isFormat: Bool {
        guard case .format = self else { return false }
        return true
    }
}
