/// The classes of elements that no set of a pattern tells apart: what its automaton reads instead of elements.
struct Alphabet {
    /// Consecutive ranges from 0 to the largest element, each with its class.
    private(set) var starts: [UInt32] = []
    private(set) var classes: [Int] = []
    private(set) var classCount = 0
    /// The classes that make up each set, in the order in which the sets were given.
    private(set) var members: [ClassMask] = []

    let maximum: UInt32

    init(sets: [CodeUnitSet], maximum: UInt32) throws(PatternError) {
        self.maximum = maximum
        var events: [(position: UInt32, set: Int)] = []
        for (index, set) in sets.enumerated() {
            for interval in set.intervals {
                events.append((interval.lower, index))
                if interval.upper < maximum { events.append((interval.upper + 1, index)) }
            }
        }
        events.sort { $0.position < $1.position }

        // The sets around the current position; a class is a value of this mask.
        var around = ClassMask(count: sets.count)
        var known: [ClassMask: Int] = [:]
        var next = 0
        var position: UInt32 = 0
        while true {
            while next < events.count && events[next].position == position {
                around.toggle(events[next].set)
                next += 1
            }
            let index = known[around] ?? classCount
            if index == classCount {
                known[around] = index
                classCount += 1
                guard classCount <= PatternLimits.characterClasses else { throw Self.tooLarge }
            }
            if classes.last != index {
                starts.append(position)
                classes.append(index)
            }
            guard next < events.count else { break }
            position = events[next].position
        }

        members = sets.map(mask)
    }

    private static var tooLarge: PatternError {
        let note = "it tells more than \(PatternLimits.characterClasses) classes of characters apart"
        return PatternError(.tooLarge, "the pattern is too complex", note: note, at: 0)
    }

    /// The classes that make up a set that the alphabet was made for.
    private func mask(_ set: CodeUnitSet) -> ClassMask {
        var mask = ClassMask(count: classCount)
        for interval in set.intervals {
            var range = rangeIndex(of: interval.lower)
            while range < starts.count && starts[range] <= interval.upper {
                mask.insert(classes[range])
                range += 1
            }
        }
        return mask
    }

    /// The position in ``starts`` of the range that holds an element.
    func rangeIndex(of element: UInt32) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= element { low = middle } else { high = middle }
        }
        return low
    }

    /// The class of all elements from `lower` to `upper`, if they have one in common.
    func commonClass(_ lower: UInt32, _ upper: UInt32) -> Int? {
        let index = rangeIndex(of: lower)
        guard index + 1 == starts.count || starts[index + 1] > upper else { return nil }
        return classes[index]
    }
}

/// A set of small numbers as bits.
struct ClassMask: Hashable {
    var words: [UInt64]

    init(count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    func contains(_ index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }

    mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

    mutating func toggle(_ index: Int) { words[index >> 6] ^= 1 << UInt64(index & 63) }

    /// The numbers both here and there; nil if there are none.
    func intersection(_ other: ClassMask) -> ClassMask? {
        var result = self
        var isEmpty = true
        var index = 0
        while index < words.count {
            result.words[index] &= other.words[index]
            if result.words[index] != 0 { isEmpty = false }
            index += 1
        }
        return isEmpty ? nil : result
    }

    /// The numbers here and not there; nil if there are none.
    func subtracting(_ other: ClassMask) -> ClassMask? {
        var result = self
        var isEmpty = true
        var index = 0
        while index < words.count {
            result.words[index] &= ~other.words[index]
            if result.words[index] != 0 { isEmpty = false }
            index += 1
        }
        return isEmpty ? nil : result
    }

    /// The smallest number at or after `index`.
    func next(from index: Int) -> Int? {
        var word = index >> 6
        guard word < words.count else { return nil }
        var bits = words[word] & (~0 << UInt64(index & 63))
        while bits == 0 {
            word += 1
            guard word < words.count else { return nil }
            bits = words[word]
        }
        return word << 6 + bits.trailingZeroBitCount
    }
}
