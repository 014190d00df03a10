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

extension RuleReader {
    /// Reports the first bound that contradicts those before it.
    func checkBounds(of type: TypeName, _ reading: inout Reading) {
        var check = BoundCheck(isWhole: type != .number)
        switch type {
        case .string:
            for rule in ofString {
                // What is known of a text's length is not known of the changed text.
                switch rule.kind {
                case .rewrite, .url: check = BoundCheck(isWhole: true)
                default: break
                }
                if report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) { return }
            }
        case .array:
            for rule in ofArray where report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) {
                return
            }
        case .number, .integer:
            for rule in ofNumber where report(rule.kind.contradiction(to: &check, at: rule.location), rule, &reading) {
                return
            }
            if type == .integer { checkSafeRange(&check, &reading) }
        case .boolean, .enumeration, .literal, .object: break
        }
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

    private func checkSafeRange(_ check: inout BoundCheck, _ reading: inout Reading) {
        let limit: Double = 9_007_199_254_740_991
        guard let last = ofNumber.last else { return }
        // The place is only told apart from those of the rules: the contradicted rule is what is reported.
        let nowhere = SourceLocation(path: "", start: SourcePosition(line: 0, column: 0))
        guard let place = check.narrow(from: -limit, to: limit, at: nowhere) else { return }
        let message = "no integer keeps this rule: integers are within -(2^53 - 1) and 2^53 - 1, as in JavaScript"
        reading.error(.unsatisfiable, at: place == nowhere ? last.location : place, message)
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
}
