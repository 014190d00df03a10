/// The places of a list of fixed length.
public struct TupleRules: Sendable {
    let count: Int
    /// How many of the first places must be there.
    let required: Int
    let hasRest: Bool
    let message: String?

    /// Creates the rules of a tuple.
    ///
    /// - Parameters:
    ///   - count: How many places there are.
    ///   - required: How many of the first must be there.
    ///   - hasRest: Whether more elements may follow.
    ///   - message: The text of the issue where the value is no list, or one of another length.
    public init(count: Int, required: Int, hasRest: Bool = false, message: String? = nil) {
        self.count = count
        self.required = required
        self.hasRest = hasRest
        self.message = message
    }
}

/// How far the reading of one tuple has come.
public struct TupleProgress: ~Copyable {
    let rules: TupleRules
    let mark: Int
    var elementMark: Int
    /// The place that is being read, -1 before the first.
    var current = -1
    /// How many elements have been met.
    var count = 0
    var isClosed = false
    /// Whether the whole list was read. What is wrong with it stands among the issues.
    public internal(set) var isComplete = false
}

extension JSONReader {
    /// Opens a tuple.
    ///
    /// Read it with ``nextPlace(_:_:)`` until that answers `nil`, then look at ``TupleProgress/isComplete``.
    ///
    /// - Returns: The progress to hand on, or `nil` where the value is no list or too short, which is then reported.
    public mutating func enterTuple(_ rules: TupleRules, _ issues: inout Issues) -> TupleProgress? {
        guard nextByte() == UInt8(ascii: "[") else {
            reportMismatch(expected: "tuple", message: rules.message, &issues)
            return nil
        }
        let start = bookmark
        let count = countElements()
        guard fault == nil else { return nil }
        func report(_ bound: Int, isMaximum: Bool) {
            let violation = BoundViolation(origin: .array, bound: Double(bound), isMaximum: isMaximum)
            issues.append(violation, message: rules.message, .hard)
        }
        if !rules.hasRest {
            guard count >= rules.required else {
                report(rules.required, isMaximum: false)
                return nil
            }
            if count > rules.count { report(rules.count, isMaximum: true) }
        }
        rewind(to: start)
        guard fault == nil, enter() else { return nil }
        return TupleProgress(rules: rules, mark: issues.count, elementMark: issues.count)
    }

    /// Passes over a list.
    ///
    /// - Returns: How many elements it has.
    private mutating func countElements() -> Int {
        var count = 0
        guard enter() else { return 0 }
        if nextByte() != UInt8(ascii: "]") {
            repeat {
                skipValue()
                count += 1
            } while continues(before: UInt8(ascii: "]"))
        }
        guard fault == nil else { return 0 }
        leave()
        return count
    }

    /// Moves to the next element.
    ///
    /// Behind the last element it answers the places that are left, one after the other: nothing stands there.
    ///
    /// - Returns: The place of the element to read now, or `nil` when there is none left. The rest has the place behind
    ///   the last.
    public mutating func nextPlace(_ tuple: inout TupleProgress, _ issues: inout Issues) -> Int? {
        nextPlace(&tuple, &issues, isPlaced: true)
    }

    mutating func nextPlace(_ tuple: inout TupleProgress, _ issues: inout Issues, isPlaced: Bool) -> Int? {
        if tuple.current >= 0, isPlaced {
            // zod reports what is wrong with the rest before what is wrong with the places.
            let isRest = tuple.current >= tuple.rules.count
            issues.prefix(
                since: tuple.elementMark,
                .index(tuple.current),
                rank: tuple.current - (isRest ? .max / 2 : 0)
            )
        }
        while fault == nil, !tuple.isClosed {
            let bracket = UInt8(ascii: "]")
            guard tuple.count == 0 ? nextByte() != bracket : continues(before: bracket) else {
                guard fault == nil else { return nil }
                tuple.isClosed = true
                leave()
                break
            }
            let place = tuple.count
            tuple.count += 1
            guard place < tuple.rules.count || tuple.rules.hasRest else {
                skipValue()
                continue
            }
            return begin(place, &tuple, issues)
        }
        guard fault == nil else { return nil }
        let place = tuple.current + 1
        if place < tuple.rules.count {
            resumption = position
            position = end
            return begin(place, &tuple, issues)
        }
        if isPlaced { issues.sort(since: tuple.mark) }
        tuple.isComplete = true
        return nil
    }

    private func begin(_ place: Int, _ tuple: inout TupleProgress, _ issues: borrowing Issues) -> Int {
        tuple.current = place
        tuple.elementMark = issues.count
        return min(place, tuple.rules.count)
    }
}
