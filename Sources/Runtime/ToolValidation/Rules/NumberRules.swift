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
        /// A whole number between -(2^53 - 1) and 2^53 - 1.
        case integer
        /// A number in the range of a format.
        case format(NumberFormat)
    }

    let storage: Storage

    /// Creates the rules of a number.
    ///
    /// - Parameters:
    ///   - checks: The checks, in the order in which they run.
    ///   - message: The text of the issue where the value is no such number, and of checks that have none of their own.
    public init(checks: [Check<Rule>], message: String? = nil) {
        storage = Storage(checks, message)
    }

    /// Creates the rules of a number, none of which has a message of its own.
    ///
    /// - Parameters:
    ///   - rules: What is checked, in this order.
    ///   - message: The text of the issue where the value is no such number or breaks a rule.
    public init(_ rules: [Rule] = [], message: String? = nil) {
        self.init(checks: rules.map { Check($0) }, message: message)
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
        let hasOthers: Bool

        init(_ checks: [Check<Rule>], _ message: String?) {
            self.checks = checks
            self.message = message
            var (minimum, maximum, hasOthers) = (-Double.infinity, Double.infinity, false)
            for check in checks {
                switch check.rule {
                case .min(let bound): minimum = max(minimum, bound)
                case .max(let bound): maximum = min(maximum, bound)
                case .greaterThan(let bound): minimum = max(minimum, bound.nextUp)
                case .lessThan(let bound): maximum = min(maximum, bound.nextDown)
                case .multipleOf, .integer, .format: hasOthers = true
                }
            }
            self.minimum = minimum
            self.maximum = maximum
            self.hasOthers = hasOthers
        }

        /// Checks a finite number.
        @inline(__always)
        func check(_ value: Double, _ issues: inout Issues) {
            if value >= minimum, value <= maximum, !hasOthers { return }
            report(value, &issues)
        }

        /// Whether a whole number is safe, and surely keeps all rules.
        @inline(__always)
        func admits(_ value: Int) -> Bool {
            let double = Double(value)
            return double.magnitude <= maximumSafeInteger && double >= minimum && double <= maximum && !hasOthers
        }
    }
}

extension JSONReader {
    /// Reads a number, the double nearest to what is written.
    ///
    /// - Returns: The number, also where it breaks a rule, which is then reported; `nil` where it is none or overflows.
    public mutating func readNumber(_ rules: NumberRules, _ issues: inout Issues) -> Double? {
        guard let value = takeNumber(rules, &issues)?.double else { return nil }
        rules.storage.check(value, &issues)
        return value
    }

    /// Reads a whole number between -(2^53 - 1) and 2^53 - 1, however it is written: `1`, `1.0` and `1e2` are some.
    ///
    /// - Parameters:
    ///   - rules: The rules of the number.
    ///   - width: Narrower limits, where there are any.
    ///   - issues: Where violations are reported.
    /// - Returns: The number, also where it breaks a rule, which is then reported; `nil` where it is none.
    public mutating func readInteger(
        _ rules: NumberRules,
        width: IntegerWidth = .safe,
        _ issues: inout Issues
    ) -> Int? {
        guard width != .int64 else { return readLongInteger(rules, &issues) }
        guard let number = takeNumber(rules, &issues) else { return nil }
        if case .integer(let value) = number, width == .safe, rules.storage.admits(value) { return value }
        return rules.storage.integer(number.double, width, &issues)
    }

    /// Reads a whole number of 64 bits exactly; those who write doubles alone may write it as a text.
    private mutating func readLongInteger(_ rules: NumberRules, _ issues: inout Issues) -> Int? {
        if nextByte() == UInt8(ascii: "\"") {
            guard let token = scanString() else { return nil }
            let text = text(of: token)
            guard let value = Int(text), text == "\(value)" else {
                issues.appendInvalidType(expected: "int64", received: .string, message: rules.storage.message)
                return nil
            }
            rules.storage.check(Double(value), &issues)
            return value
        }
        let first = bookmark
        guard let number = takeNumber(rules, &issues) else { return nil }
        if case .integer(let value) = number {
            rules.storage.check(Double(value), &issues)
            return value
        }
        // More digits than the scanner keeps: what stands there decides, not the nearest double.
        let bytes = UnsafeBufferPointer(start: first.position, count: position - first.position)
        guard let value = Int(String(decoding: bytes, as: UTF8.self)) ?? Int(exactly: number.double) else {
            return rules.storage.integer(number.double, .int64, &issues)
        }
        rules.storage.check(Double(value), &issues)
        return value
    }

    @inline(__always)
    mutating func takeNumber(_ rules: NumberRules, _ issues: inout Issues) -> JSONNumber? {
        let byte = nextByte()
        guard byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: "-") else {
            reportMismatch(expected: "number", message: rules.storage.message, &issues)
            return nil
        }
        return scanShortNumber() ?? takeAnyNumber(rules, &issues)
    }

    @inline(never)
    private mutating func takeAnyNumber(_ rules: NumberRules, _ issues: inout Issues) -> JSONNumber? {
        guard let number = scanAnyNumber() else { return nil }
        guard case .double(let value) = number, value.isInfinite else { return number }
        let received: ReceivedType = value < 0 ? .negativeInfinity : .infinity
        issues.appendInvalidType(expected: "number", received: received, message: rules.storage.message)
        return nil
    }
}

/// The greatest whole number below which every whole number has a double of its own: 2^53 - 1.
private let maximumSafeInteger = 9_007_199_254_740_991.0

extension IntegerWidth {
    /// zod's name of the format.
    fileprivate var format: String { self == .safe ? "safeint" : rawValue }

    /// The limits besides those of safe numbers.
    fileprivate var range: ClosedRange<Double> {
        switch self {
        case .safe, .int64: -.infinity ... .infinity
        case .int32: -2_147_483_648...2_147_483_647
        case .uint32: 0...4_294_967_295
        }
    }
}

extension NumberFormat {
    fileprivate var range: ClosedRange<Double> {
        switch self {
        case .float32: -Double(Float.greatestFiniteMagnitude)...Double(Float.greatestFiniteMagnitude)
        }
    }
}

extension NumberRules.Storage {
    /// A double as a whole number, held against the rules.
    func integer(_ value: Double, _ width: IntegerWidth, _ issues: inout Issues) -> Int? {
        guard isInteger(value, format: width.format, message: message, &issues) else { return nil }
        if width == .int64 || value.magnitude > maximumSafeInteger {
            reportUnsafe(value, message: message, .soft, &issues)
        } else {
            report(value, outside: width.range, message: message, .soft, &issues)
        }
        check(value, &issues)
        return Int(exactly: value)
    }

    private func isInteger(_ value: Double, format: String, message: String?, _ issues: inout Issues) -> Bool {
        guard value != value.rounded(.towardZero) else { return true }
        issues.append(
            ValidationIssue(
                .invalidType,
                message: message ?? "Invalid input: expected int, received number",
                details: ["expected": "int", "format": .string(format)]
            ),
            .stop
        )
        return false
    }

    private func reportUnsafe(
        _ value: Double,
        message: String?,
        _ severity: Issues.Severity,
        _ issues: inout Issues
    ) {
        let isMaximum = value > 0
        issues.append(
            BoundViolation(
                origin: .int,
                bound: isMaximum ? maximumSafeInteger : -maximumSafeInteger,
                isMaximum: isMaximum
            ),
            note: "Integers must be within the safe integer range.",
            message: message,
            severity
        )
    }

    private func report(
        _ value: Double,
        outside range: ClosedRange<Double>,
        message: String?,
        _ severity: Issues.Severity,
        _ issues: inout Issues
    ) {
        guard !range.contains(value) else { return }
        let isMaximum = value > range.upperBound
        let bound = isMaximum ? range.upperBound : range.lowerBound
        issues.append(
            BoundViolation(origin: .number, bound: bound, isMaximum: isMaximum),
            message: message,
            severity
        )
    }

    /// Reports the rules that a number breaks, if there are any.
    private func report(_ value: Double, _ issues: inout Issues) {
        for check in checks {
            let mark = issues.count
            hold(value, against: check, &issues)
            if issues.isStopped(since: mark) { return }
        }
    }

    private func hold(_ value: Double, against check: Check<NumberRules.Rule>, _ issues: inout Issues) {
        let message = check.message ?? message
        let severity: Issues.Severity = check.aborts ? .stop : .soft
        func bound(_ bound: Double, isMaximum: Bool, isInclusive: Bool) {
            let violation = BoundViolation(
                origin: .number,
                bound: bound,
                isMaximum: isMaximum,
                isInclusive: isInclusive
            )
            issues.append(violation, message: message, severity)
        }
        switch check.rule {
        case .min(let number): if value < number { bound(number, isMaximum: false, isInclusive: true) }
        case .max(let number): if value > number { bound(number, isMaximum: true, isInclusive: true) }
        case .greaterThan(let number): if value <= number { bound(number, isMaximum: false, isInclusive: false) }
        case .lessThan(let number): if value >= number { bound(number, isMaximum: true, isInclusive: false) }
        case .integer:
            guard isInteger(value, format: "safeint", message: message, &issues) else { return }
            if value.magnitude > maximumSafeInteger { reportUnsafe(value, message: message, severity, &issues) }
        case .format(let format): report(value, outside: format.range, message: message, severity, &issues)
        case .multipleOf(let step):
            guard !isMultiple(value, of: step) else { return }
            issues.append(
                ValidationIssue(
                    .notMultipleOf,
                    message: message ?? "Invalid number: must be a multiple of \(javaScriptText(of: step))",
                    details: ["origin": "number", "divisor": .number(step)]
                ),
                severity
            )
        }
    }

    /// zod's own test, so that 0.3 is a multiple of 0.1.
    private func isMultiple(_ value: Double, of step: Double) -> Bool {
        let ratio = value / step
        return (ratio - ratio.rounded()).magnitude < Double.ulpOfOne * Swift.max(ratio.magnitude, 1)
    }
}
