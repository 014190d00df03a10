/// The rules of a number, in the order in which they were written.
public struct NumberRules: Sendable {
    /// One rule of a number.
    public enum Rule: Sendable {
        /// At least this number.
        case min(Double)
        /// At most this number.
        case max(Double)
        /// More than this number.
        case greaterThan(Double)
        /// Less than this number.
        case lessThan(Double)
        /// A multiple of this step, within the rounding error of a double.
        case multipleOf(Double)
    }

    let storage: Storage

    /// Creates the rules of a number.
    ///
    /// - Parameters:
    ///   - checks: The checks, in the order in which they run.
    ///   - message: The text of the issue where the value is no such number, and of checks that have none of their own.
    public init(_ checks: [Check<Rule>] = [], message: String? = nil) {
        storage = Storage(checks, message)
    }

    /// A number without rules.
    public static let any = NumberRules()
}

extension NumberRules {
    /// The rules, shared by all readings: handing them on counts one reference.
    final class Storage: Sendable {
        let checks: [Check<Rule>]
        let message: String?
        /// The least and the greatest number that keep all bounds.
        let minimum: Double
        let maximum: Double
        let hasSteps: Bool

        init(_ checks: [Check<Rule>], _ message: String?) {
            self.checks = checks
            self.message = message
            var (minimum, maximum, hasSteps) = (-Double.infinity, Double.infinity, false)
            for check in checks {
                switch check.rule {
                case .min(let bound): minimum = max(minimum, bound)
                case .max(let bound): maximum = min(maximum, bound)
                case .greaterThan(let bound): minimum = max(minimum, bound.nextUp)
                case .lessThan(let bound): maximum = min(maximum, bound.nextDown)
                case .multipleOf: hasSteps = true
                }
            }
            self.minimum = minimum
            self.maximum = maximum
            self.hasSteps = hasSteps
        }

        /// Checks a finite number.
        @inline(__always)
        func check(_ value: Double, _ issues: inout Issues) {
            if value >= minimum, value <= maximum, !hasSteps { return }
            report(value, &issues)
        }
    }
}

extension JSONReader {
    /// The greatest whole number below which every whole number has a double of its own: 2^53 - 1.
    private static let maximumSafeInteger = 9_007_199_254_740_991

    /// Reads a number, the double nearest to what is written.
    ///
    /// - Returns: The number, or `nil` where it is none, overflows or breaks a rule, which is then reported.
    public mutating func readNumber(_ rules: NumberRules, _ issues: inout Issues) -> Double? {
        guard let number = takeNumber(rules, &issues) else { return nil }
        let value = number.double
        let mark = issues.count
        rules.storage.check(value, &issues)
        return issues.count == mark ? value : nil
    }

    /// Reads a whole number between -(2^53 - 1) and 2^53 - 1, however it is written: `1`, `1.0` and `1e2` are some.
    ///
    /// - Returns: The number, or `nil` where it is none or breaks a rule, which is then reported.
    public mutating func readInteger(_ rules: NumberRules, _ issues: inout Issues) -> Int? {
        guard let number = takeNumber(rules, &issues) else { return nil }
        let value = number.double
        guard value == value.rounded(.towardZero) else {
            issues.append(
                ValidationIssue(
                    .invalidType,
                    message: rules.storage.message ?? "Invalid input: expected int, received number",
                    details: ["expected": "int", "format": "safeint"]
                )
            )
            return nil
        }
        let mark = issues.count
        let limit = Double(Self.maximumSafeInteger)
        if value.magnitude > limit {
            let isMaximum = value > 0
            issues.append(
                BoundViolation(origin: .int, bound: isMaximum ? limit : -limit, isMaximum: isMaximum),
                note: "Integers must be within the safe integer range.",
                message: rules.storage.message
            )
        }
        rules.storage.check(value, &issues)
        return issues.count == mark ? Int(value) : nil
    }

    private mutating func takeNumber(_ rules: NumberRules, _ issues: inout Issues) -> JSONNumber? {
        let byte = nextByte()
        guard byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: "-") else {
            reportMismatch(expected: "number", message: rules.storage.message, &issues)
            return nil
        }
        guard let number = scanNumber() else { return nil }
        guard case .double(let value) = number, value.isInfinite else { return number }
        let received: ReceivedType = value < 0 ? .negativeInfinity : .infinity
        issues.appendInvalidType(expected: "number", received: received, message: rules.storage.message)
        return nil
    }
}

extension NumberRules.Storage {
    /// Reports the rules that a number breaks, if there are any.
    private func report(_ value: Double, _ issues: inout Issues) {
        for check in checks where !check.rule.admits(value) {
            report(check, &issues)
            if check.aborts { return }
        }
    }

    private func report(_ check: Check<NumberRules.Rule>, _ issues: inout Issues) {
        let message = check.message ?? message
        func bound(_ bound: Double, isMaximum: Bool, isInclusive: Bool) {
            let violation = BoundViolation(
                origin: .number,
                bound: bound,
                isMaximum: isMaximum,
                isInclusive: isInclusive
            )
            issues.append(violation, message: message)
        }
        switch check.rule {
        case .min(let number): bound(number, isMaximum: false, isInclusive: true)
        case .max(let number): bound(number, isMaximum: true, isInclusive: true)
        case .greaterThan(let number): bound(number, isMaximum: false, isInclusive: false)
        case .lessThan(let number): bound(number, isMaximum: true, isInclusive: false)
        case .multipleOf(let step):
            issues.append(
                ValidationIssue(
                    .notMultipleOf,
                    message: message ?? "Invalid number: must be a multiple of \(javaScriptText(of: step))",
                    details: ["origin": "number", "divisor": .number(step)]
                )
            )
        }
    }
}

extension NumberRules.Rule {
    /// Whether a finite number keeps the rule.
    fileprivate func admits(_ value: Double) -> Bool {
        switch self {
        case .min(let bound): return value >= bound
        case .max(let bound): return value <= bound
        case .greaterThan(let bound): return value > bound
        case .lessThan(let bound): return value < bound
        case .multipleOf(let step):
            // zod's own test, so that 0.3 is a multiple of 0.1.
            let ratio = value / step
            return (ratio - ratio.rounded()).magnitude < Double.ulpOfOne * Swift.max(ratio.magnitude, 1)
        }
    }
}
