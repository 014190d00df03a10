/// What is said, and done, when a predicate of the program's does not hold.
public struct PredicateRule: Sendable {
    let message: String?
    let path: [ValidationIssue.PathElement]
    let params: JSONObject?
    let aborts: Bool
    let runsAlways: Bool

    /// Creates a refinement.
    ///
    /// - Parameters:
    ///   - message: The text of the issue; zod's is "Invalid input".
    ///   - path: What is added to the path of the issue.
    ///   - params: What the issue carries as `params`.
    ///   - aborts: Whether later checks are left out.
    ///   - runsAlways: Whether the predicate is asked also where the value is wrong already.
    public init(
        message: String? = nil,
        path: [ValidationIssue.PathElement] = [],
        params: JSONObject? = nil,
        aborts: Bool = false,
        runsAlways: Bool = false
    ) {
        self.message = message
        self.path = path
        self.params = params
        self.aborts = aborts
        self.runsAlways = runsAlways
    }
}

extension JSONReader {
    /// Reads a value and asks a predicate whether it is right, unless that is known to be futile.
    ///
    /// - Parameters:
    ///   - refinement: What to say when it is not.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - isRight: The predicate.
    /// - Returns: The value, right or not; or nothing where it could not be read.
    public mutating func readRefined<Value>(
        _ refinement: PredicateRule,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        where isRight: (Value) -> Bool
    ) -> Value? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil else { return nil }
        let isFutile = refinement.runsAlways ? issues.isStopped(since: mark) : issues.isAborted(since: mark)
        if !isFutile, !isRight(value) { issues.append(refinement) }
        return value
    }

    /// Reads a value and lets a function say what is wrong with it.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - check: Adds what it finds to the issues.
    /// - Returns: The value, right or not; or nothing where it could not be read.
    public mutating func readSuperRefined<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        by check: (Value, inout Issues) -> Void
    ) -> Value? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil else { return nil }
        if !issues.isAborted(since: mark) { check(value, &issues) }
        return value
    }

    /// Reads a value and puts another of its type in its place.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - change: Makes the other value.
    /// - Returns: The other value, or nothing where none could be read.
    public mutating func readOverwritten<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        by change: (Value) -> Value
    ) -> Value? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil else { return nil }
        return issues.isAborted(since: mark) ? value : change(value)
    }

    /// Reads a text by one schema and holds it against more rules.
    public mutating func readChecked(
        _ rules: StringRules,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> String?
    ) -> String? {
        let mark = issues.count
        guard var text = value(&self, &issues), fault == nil else { return nil }
        guard issues.isAborted(since: mark) else { return text.withUTF8 { rules.storage.checked($0, &issues) } }
        if !issues.isStopped(since: mark) { text.withUTF8 { rules.storage.checkLength($0, &issues) } }
        return text
    }

    /// Reads a number by one schema and holds it against more rules.
    public mutating func readChecked(
        _ rules: NumberRules,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Double?
    ) -> Double? {
        let mark = issues.count
        guard let number = value(&self, &issues), fault == nil else { return nil }
        if !issues.isAborted(since: mark) { rules.storage.check(number, &issues) }
        return number
    }

    /// Reads a whole number by one schema and holds it against more rules.
    public mutating func readChecked(
        _ rules: NumberRules,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Int?
    ) -> Int? {
        let mark = issues.count
        guard let number = value(&self, &issues), fault == nil else { return nil }
        if !issues.isAborted(since: mark) { rules.storage.check(Double(number), &issues) }
        return number
    }

    /// Reads a list by one schema and counts its elements.
    public mutating func readChecked<Values: Collection>(
        _ rules: ArrayRules,
        of kind: CollectionKind = .array,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Values?
    ) -> Values? {
        let mark = issues.count
        let start = bookmark
        guard let values = value(&self, &issues), fault == nil else { return nil }
        // Elements that could not be read are missing from the values, and count all the same.
        let count = issues.count > mark ? elementCount(from: start) : nil
        let progress = ArrayProgress(isEntered: true, mark: mark, elementMark: mark, start: start)
        check(progress, count: count ?? values.count, origin: kind.origin, rules.storage, &issues)
        return values
    }

    /// How many elements the array has that was read from a place on.
    private mutating func elementCount(from start: Bookmark) -> Int? {
        let end = bookmark
        rewind(to: start)
        guard nextByte() == UInt8(ascii: "["), case .array(let elements)? = parseValue() else {
            if fault == nil { position = end.position }
            return nil
        }
        if fault == nil { position = end.position }
        return elements.count
    }
}

/// What the elements are counted of.
public enum CollectionKind: String, Sendable {
    case array, set, map, record

    fileprivate var origin: BoundViolation.Origin {
        switch self {
        case .array: .array
        case .set: .set
        case .map: .map
        case .record: .record
        }
    }
}

extension Issues {
    /// Reports a value for which a predicate does not hold.
    public mutating func append(_ refinement: PredicateRule) {
        append(
            ValidationIssue(
                .custom,
                path: refinement.path,
                message: refinement.message ?? "Invalid input",
                details: refinement.params.map { ["params": .object($0)] } ?? [:]
            ),
            refinement.aborts ? .stop : .soft
        )
    }
}
