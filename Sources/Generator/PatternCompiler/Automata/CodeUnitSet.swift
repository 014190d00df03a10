/// A set of code units (or of code points with flag `u`), as sorted ranges that neither overlap nor touch.
struct CodeUnitSet: Hashable {
    struct Interval: Hashable {
        var lower: UInt32
        var upper: UInt32
    }

    private(set) var intervals: [Interval] = []

    init() {}

    init(_ ranges: ClosedRange<UInt32>...) {
        for range in ranges {
            insert(range.lowerBound, range.upperBound)
        }
    }

    init(unordered intervals: [Interval]) {
        // In ascending order each is added at the end, which keeps long classes linear.
        for interval in intervals.sorted(by: { $0.lower < $1.lower }) {
            insert(interval.lower, interval.upper)
        }
    }

    static func element(_ value: UInt32) -> CodeUnitSet {
        CodeUnitSet(value...value)
    }

    func contains(_ element: UInt32) -> Bool {
        intervals.contains { $0.lower <= element && element <= $0.upper }
    }

    /// Adds a range, merging it with those that it overlaps or touches.
    mutating func insert(_ lower: UInt32, _ upper: UInt32) {
        if let last = intervals.last, last.upper >= lower || last.upper + 1 == lower {
            insertAmong(lower, upper)
        } else {
            intervals.append(Interval(lower: lower, upper: upper))
        }
    }

    private mutating func insertAmong(_ lower: UInt32, _ upper: UInt32) {
        var first = intervals.count
        while first > 0 && Int64(intervals[first - 1].upper) + 1 >= Int64(lower) {
            first -= 1
        }
        var end = first
        var merged = Interval(lower: lower, upper: upper)
        while end < intervals.count && Int64(intervals[end].lower) <= Int64(upper) + 1 {
            merged.lower = min(merged.lower, intervals[end].lower)
            merged.upper = max(merged.upper, intervals[end].upper)
            end += 1
        }
        intervals.replaceSubrange(first..<end, with: CollectionOfOne(merged))
    }

    func subtracting(_ other: CodeUnitSet) -> CodeUnitSet {
        var result = CodeUnitSet()
        var index = 0
        for var interval in intervals {
            while index < other.intervals.count, other.intervals[index].upper < interval.lower { index += 1 }
            var position = index
            var isUsedUp = false
            while position < other.intervals.count, other.intervals[position].lower <= interval.upper {
                let cut = other.intervals[position]
                if cut.lower > interval.lower {
                    result.intervals.append(Interval(lower: interval.lower, upper: cut.lower - 1))
                }
                isUsedUp = cut.upper >= interval.upper
                if isUsedUp { break }
                interval.lower = cut.upper + 1
                position += 1
            }
            if !isUsedUp { result.intervals.append(interval) }
        }
        return result
    }

    func intersection(_ other: CodeUnitSet) -> CodeUnitSet { subtracting(subtracting(other)) }

    /// All elements up to `maximum` that this set lacks.
    func complement(upTo maximum: UInt32) -> CodeUnitSet {
        var result = CodeUnitSet()
        var next: UInt32 = 0
        for interval in intervals {
            if interval.lower > next {
                result.intervals.append(Interval(lower: next, upper: interval.lower - 1))
            }
            next = interval.upper + 1
        }
        if next <= maximum {
            result.intervals.append(Interval(lower: next, upper: maximum))
        }
        return result
    }
}

extension CodeUnitSet {
    /// `\d`: ASCII whatever the flags (ECMA-262 22.2.2.9).
    static let digits = CodeUnitSet(0x30...0x39)

    /// `\w`, and what `\b` looks at: with flags `i` and `u` also what letters of ASCII are other cases of
    /// (ECMA-262 22.2.2.9.3, WordCharacters).
    static func wordCharacters(_ flags: PatternFlags) -> CodeUnitSet {
        flags.ignoresCase && flags.isUnicode ? foldedWordCharacters : asciiWordCharacters
    }

    static let asciiWordCharacters = CodeUnitSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)

    private static let foldedWordCharacters = CodeUnitSet(
        0x30...0x39,
        0x41...0x5A,
        0x5F...0x5F,
        0x61...0x7A,
        0x17F...0x17F,
        0x212A...0x212A
    )

    /// `\s`: WhiteSpace and LineTerminator (ECMA-262 12.2 and 12.3), which differ from Unicode's White_Space.
    static let whitespace = CodeUnitSet(
        0x09...0x0D,
        0x20...0x20,
        0xA0...0xA0,
        0x1680...0x1680,
        0x2000...0x200A,
        0x2028...0x2029,
        0x202F...0x202F,
        0x205F...0x205F,
        0x3000...0x3000,
        0xFEFF...0xFEFF
    )

    /// What `.` excludes without flag `s`, and where lines end with flag `m`.
    static let lineTerminators = CodeUnitSet(0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029)
}
