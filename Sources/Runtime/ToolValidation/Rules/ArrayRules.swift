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
        /// No two elements are the same JSON, as it was sent.
        case unique
    }

    /// Nothing where there are no rules.
    @usableFromInline let storage: Storage?

    /// Creates the rules of an array.
    ///
    /// - Parameters:
    ///   - checks: The checks, in the order in which they run, after the elements have been read.
    ///   - message: The text of the issue where the value is no array, and of checks that have none of their own.
    public init(checks: [Check<Rule>], message: String? = nil) {
        storage = Storage(checks, message)
    }

    /// Creates the rules of an array, none of which has a message of its own.
    ///
    /// - Parameters:
    ///   - rules: What is checked, in this order, after the elements have been read.
    ///   - message: The text of the issue where the value is no array or breaks a rule.
    public init(_ rules: [Rule], message: String? = nil) {
        self.init(checks: rules.map { Check($0) }, message: message)
    }

    @usableFromInline
    init(storage: Storage?) { self.storage = storage }

    /// An array without rules.
    @inlinable public static var any: ArrayRules { ArrayRules(storage: nil) }

    /// The text of the issue where the value is no array.
    var message: String? { storage?.message }
}

extension ArrayRules {
    /// The rules, shared by all readings.
    @usableFromInline
    final class Storage: Sendable {
        let checks: [Check<Rule>]
        let message: String?
        /// The counts that keep all rules; empty where none does.
        let minimum: Int
        let maximum: Int
        let isUnique: Bool

        init(_ checks: [Check<Rule>], _ message: String?) {
            self.checks = checks
            self.message = message
            var (minimum, maximum) = (0, Int.max)
            for check in checks {
                switch check.rule {
                case .min(let bound): minimum = max(minimum, bound)
                case .max(let bound): maximum = min(maximum, bound)
                case .length(let bound): (minimum, maximum) = (max(minimum, bound), min(maximum, bound))
                case .unique: break
                }
            }
            isUnique = checks.contains { if case .unique = $0.rule { true } else { false } }
            self.minimum = minimum
            self.maximum = maximum
        }
    }
}

/// How far the reading of one array has come.
@usableFromInline
struct ArrayProgress: ~Copyable {
    /// Whether there is an array to read.
    @usableFromInline let isEntered: Bool
    /// How many issues there were when the array began.
    let mark: Int
    /// The issues before the element that is being read.
    var elementMark: Int
    /// How many elements have been begun.
    var count = 0
    /// Where the array begins.
    let start: JSONReader.Bookmark
}

extension JSONReader {
    /// Reads an array.
    ///
    /// - Parameters:
    ///   - rules: The rules of the array itself.
    ///   - issues: Where violations are reported.
    ///   - element: Reads one element.
    /// - Returns: The elements that could be read, or `nil` where the value is no array. What is wrong is reported.
    @inlinable
    public mutating func readArray<Element>(
        _ rules: ArrayRules,
        _ issues: inout Issues,
        of element: (inout JSONReader, inout Issues) -> Element?
    ) -> [Element]? {
        var array = enterArray(rules, &issues)
        guard array.isEntered else { return nil }
        var elements: [Element] = []
        while nextElement(&array, &issues) {
            guard let element = element(&self, &issues) else { continue }
            if elements.count == elements.capacity {
                elements.reserveCapacity(capacity(for: elements.count, in: array))
            }
            elements.append(element)
        }
        return leaveArray(array, rules, &issues) ? elements : nil
    }

    @usableFromInline
    mutating func enterArray(_ rules: ArrayRules, _ issues: inout Issues) -> ArrayProgress {
        enterArray(expected: "array", rules, &issues)
    }

    @inline(__always)
    mutating func enterArray(expected: String, _ rules: ArrayRules, _ issues: inout Issues) -> ArrayProgress {
        let isArray = nextByte() == UInt8(ascii: "[")
        if !isArray { reportMismatch(expected: expected, message: rules.message, &issues) }
        let start = bookmark
        // As with objects, an optional progress would be copied.
        return ArrayProgress(
            isEntered: isArray && enter(),
            mark: issues.count,
            elementMark: issues.count,
            start: start
        )
    }

    /// How many elements to make room for, where there is none for the one behind so many.
    ///
    /// Short elements are often few, and long ones fill the text, which can hold no more than it has space for others of
    /// the size of those before. So most arrays grow once or not at all.
    @usableFromInline
    func capacity(for count: Int, in array: borrowing ArrayProgress) -> Int {
        let length = position - array.start.position
        guard count > 0 || length >= 32 else { return 4 }
        let others = (end - position) / max(length / (count + 1), 1)
        return count + 1 + min(others, count > 0 ? count * 8 : 15)
    }

    @usableFromInline
    mutating func nextElement(_ array: inout ArrayProgress, _ issues: inout Issues) -> Bool {
        // Mostly a comma stands behind an element with which nothing is wrong.
        guard array.count > 0, issues.count == array.elementMark, position < end, position.pointee == UInt8(ascii: ",")
        else { return nextElement(&array, &issues, isPlaced: true) }
        position += 1
        array.count += 1
        return true
    }

    @inline(never)
    mutating func nextElement(_ array: inout ArrayProgress, _ issues: inout Issues, isPlaced: Bool) -> Bool {
        if isPlaced, issues.count > array.elementMark {
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
    mutating func leaveArray(_ array: borrowing ArrayProgress, _ rules: ArrayRules, _ issues: inout Issues) -> Bool {
        guard fault == nil else { return false }
        leave()
        check(array, count: array.count, origin: .array, rules.storage, &issues)
        return fault == nil
    }

    /// Holds a list that has been read against the rules of the list itself.
    @inline(__always)
    mutating func check(
        _ array: borrowing ArrayProgress,
        count: Int,
        origin: BoundViolation.Origin,
        _ rules: ArrayRules.Storage?,
        _ issues: inout Issues
    ) {
        guard let rules, count < rules.minimum || count > rules.maximum || rules.isUnique else { return }
        report(array, count: count, origin: origin, rules, &issues)
    }

    @inline(never)
    private mutating func report(
        _ array: borrowing ArrayProgress,
        count: Int,
        origin: BoundViolation.Origin,
        _ rules: ArrayRules.Storage,
        _ issues: inout Issues
    ) {
        let isRight = count >= rules.minimum && count <= rules.maximum
        let isRepeating = rules.isUnique && hasRepetition(array, &issues)
        guard !isRight || isRepeating else { return }
        rules.report(count, isRepeating: isRepeating, origin: origin, since: array.mark, &issues)
    }

    /// Whether an array that has been read has an element twice.
    private mutating func hasRepetition(_ array: borrowing ArrayProgress, _ issues: inout Issues) -> Bool {
        let end = bookmark
        rewind(to: array.start)
        guard case .array(let elements)? = parseValue() else { return false }
        if fault == nil { position = end.position }
        return Set(elements).count < elements.count
    }
}

extension ArrayRules.Storage {
    /// Reports the rules that so many elements break. As in zod they are counted also where some of them are wrong.
    func report(
        _ count: Int,
        isRepeating: Bool,
        origin: BoundViolation.Origin,
        since mark: Int,
        _ issues: inout Issues
    ) {
        for check in checks {
            guard !issues.isStopped(since: mark) else { return }
            let severity: Issues.Severity = check.aborts ? .stop : .soft
            func bound(_ bound: Int, isMaximum: Bool, isExact: Bool = false) {
                let violation = BoundViolation(
                    origin: origin,
                    bound: Double(bound),
                    isMaximum: isMaximum,
                    isExact: isExact
                )
                issues.append(violation, message: check.message ?? message, severity)
            }
            switch check.rule {
            case .min(let least): if count < least { bound(least, isMaximum: false) }
            case .max(let greatest): if count > greatest { bound(greatest, isMaximum: true) }
            case .length(let length): if count != length { bound(length, isMaximum: count > length, isExact: true) }
            case .unique:
                guard isRepeating, !issues.isAborted(since: mark) else { continue }
                issues.append(
                    ValidationIssue(
                        .custom,
                        message: check.message ?? message ?? "Invalid input: expected no element twice",
                        details: ["params": ["uniqueItems": true]]
                    ),
                    severity
                )
            }
        }
    }
}
