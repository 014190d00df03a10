/// The rules of an array, in the order in which they were written.
public struct ArrayRules: Sendable {
    /// One rule of an array.
    public enum Rule: Sendable {
        /// At least so many elements.
        case min(Int)
        /// At most so many elements.
        case max(Int)
        /// Exactly so many elements.
        case length(Int)
    }

    let storage: Storage

    /// Creates the rules of an array.
    ///
    /// - Parameters:
    ///   - checks: The checks, in the order in which they run, after the elements have been read.
    ///   - message: The text of the issue where the value is no array, and of checks that have none of their own.
    public init(_ checks: [Check<Rule>] = [], message: String? = nil) {
        storage = Storage(checks, message)
    }

    /// An array without rules.
    public static let any = ArrayRules()
}

extension ArrayRules {
    /// The rules, shared by all readings: handing them on counts one reference.
    final class Storage: Sendable {
        let checks: [Check<Rule>]
        let message: String?
        /// The counts that keep all rules; empty where none does.
        let minimum: Int
        let maximum: Int

        init(_ checks: [Check<Rule>], _ message: String?) {
            self.checks = checks
            self.message = message
            var (minimum, maximum) = (0, Int.max)
            for check in checks {
                switch check.rule {
                case .min(let bound): minimum = max(minimum, bound)
                case .max(let bound): maximum = min(maximum, bound)
                case .length(let bound): (minimum, maximum) = (max(minimum, bound), min(maximum, bound))
                }
            }
            self.minimum = minimum
            self.maximum = maximum
        }
    }
}

/// How far the reading of one array has come.
@usableFromInline
struct ArrayProgress {
    /// How many issues there were when the array began.
    @usableFromInline let mark: Int
    /// The issues before the element that is being read.
    var elementMark: Int
    /// How many elements have been begun.
    var count = 0
}

extension JSONReader {
    /// Reads an array.
    ///
    /// - Parameters:
    ///   - rules: The rules of the array itself.
    ///   - issues: Where violations are reported.
    ///   - element: Reads one element.
    /// - Returns: The elements, or `nil` where the value is no array or a rule is broken, which is then reported.
    @inlinable
    public mutating func readArray<Element>(
        _ rules: ArrayRules,
        _ issues: inout Issues,
        of element: (inout JSONReader, inout Issues) -> Element?
    ) -> [Element]? {
        guard var array = enterArray(rules, &issues) else { return nil }
        var elements: [Element] = []
        while nextElement(&array, &issues) {
            guard let element = element(&self, &issues) else { continue }
            // Most arrays are short: one block of memory instead of three that grow.
            if elements.isEmpty { elements.reserveCapacity(4) }
            elements.append(element)
        }
        return leaveArray(array, rules, &issues) ? elements : nil
    }

    @usableFromInline
    mutating func enterArray(_ rules: ArrayRules, _ issues: inout Issues) -> ArrayProgress? {
        guard nextByte() == UInt8(ascii: "[") else {
            reportMismatch(expected: "array", message: rules.storage.message, &issues)
            return nil
        }
        guard enter() else { return nil }
        return ArrayProgress(mark: issues.count, elementMark: issues.count)
    }

    @usableFromInline
    mutating func nextElement(_ array: inout ArrayProgress, _ issues: inout Issues) -> Bool {
        if issues.count > array.elementMark {
            issues.prefix(since: array.elementMark, .index(array.count - 1), rank: array.count - 1)
        }
        guard fault == nil else { return false }
        let bracket = UInt8(ascii: "]")
        if array.count == 0 {
            guard nextByte() != bracket else { return false }
        } else {
            guard continues(before: bracket) else { return false }
        }
        array.count += 1
        array.elementMark = issues.count
        return true
    }

    @usableFromInline
    mutating func leaveArray(_ array: ArrayProgress, _ rules: ArrayRules, _ issues: inout Issues) -> Bool {
        guard fault == nil else { return false }
        leave()
        let count = array.count
        if count < rules.storage.minimum || count > rules.storage.maximum { rules.storage.report(count, &issues) }
        return issues.count == array.mark
    }
}

extension ArrayRules.Storage {
    /// Reports the rules that so many elements break.
    func report(_ count: Int, _ issues: inout Issues) {
        for check in checks where !check.rule.admits(count) {
            let (bound, isMaximum, isExact) =
                switch check.rule {
                case .min(let bound): (bound, false, false)
                case .max(let bound): (bound, true, false)
                case .length(let bound): (bound, count > bound, true)
                }
            let violation = BoundViolation(
                origin: .array,
                bound: Double(bound),
                isMaximum: isMaximum,
                isExact: isExact
            )
            issues.append(violation, message: check.message ?? message)
            if check.aborts { return }
        }
    }
}

extension ArrayRules.Rule {
    fileprivate func admits(_ count: Int) -> Bool {
        switch self {
        case .min(let bound): count >= bound
        case .max(let bound): count <= bound
        case .length(let bound): count == bound
        }
    }
}
