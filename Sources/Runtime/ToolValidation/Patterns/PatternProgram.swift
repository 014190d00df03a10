/// A compiled pattern that no table holds: an automaton of states that a matcher walks through.
///
/// It is written in digits from `0` to `o` like ``AutomatonTable``, but in numbers of any size: five bits a digit, the
/// least first, and 32 added to each digit that another one follows. Signed numbers are folded: 0, -1, 1, -2, ….
///
///     version, 2
///     flags: bit 0 for backtracking, 1 for code points, 2 for a search at the start alone
///     ranges of elements: count, then for each how far its start is from the last, and its class
///     sets of classes: count, then for each a count of runs, and for each run how far it is from the last, and its length
///     1 + the number of the set of line terminators, of word characters; 0 where not needed
///     lookarounds, inner ones first: count, then for each its start, and bit 0 for behind, 1 for negative
///     start, registers
///     states: count, then for each its kind, its target from here (signed) and its argument (signed, from here for a split)
///     other cases: count, then for each how far the element is from the last, and its representative from it (signed)
package final class PatternProgram: Sendable {
    package static let version = 2

    /// What a state does; the raw values are those that are written.
    package enum Kind: UInt8, Sendable {
        /// Reads an element of the set that is the argument.
        case consume
        /// Goes on to the target, and to the argument, in this order of preference.
        case split
        /// Goes on if the place is of the kind that is the argument.
        case assert
        /// Goes on if the lookaround that is the argument finds what it looks for, or does not.
        case look
        /// The pattern, or the lookaround, has matched.
        case match
        /// Notes the place in the register that is the argument.
        case save
        /// Forgets the two registers from the argument on.
        case forget
        /// Reads what stands between the register that is the argument and the one behind it.
        case backreference
        /// Goes on if the place is not the one noted in the register that is the argument.
        case check
    }

    /// What a place must be like; the raw values are those that are written.
    package enum Assertion: Int, Sendable {
        case start
        case lineStart
        case end
        case lineEnd
        case wordBoundary
        case noWordBoundary
    }

    struct State: Sendable {
        var kind: Kind
        var target: Int32
        var argument: Int32
    }

    struct Lookaround: Sendable {
        var start: Int32
        var isBehind: Bool
        var isNegative: Bool
    }

    let backtracks: Bool
    let isUnicode: Bool
    let isSticky: Bool
    let states: [State]
    let start: Int32
    let registerCount: Int
    let lookarounds: [Lookaround]
    let lineTerminators: Int?
    let wordCharacters: Int?

    /// The class of each ASCII character.
    private let asciiClasses: [UInt16]
    private let rangeStarts: [UInt32]
    private let rangeClasses: [UInt16]
    /// The members of each set as bits, `wordsPerSet` words for each.
    private let setWords: [UInt64]
    private let wordsPerSet: Int
    /// Elements that have a representative other than themselves, and their representatives.
    private let folded: [UInt32]
    private let representatives: [UInt32]

    /// Reads a program; nil where it is none. All numbers that lead somewhere are checked here.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var reader = ProgramReader(bytes)
        guard reader.number() == Self.version, let flags = reader.number(), flags < 8 else { return nil }
        backtracks = flags & 1 != 0
        isUnicode = flags & 2 != 0
        isSticky = flags & 4 != 0

        // MARK: Alphabet
        guard let rangeCount = reader.count() else { return nil }
        var (starts, classes, classCount, position) = ([UInt32](), [UInt16](), 0, 0)
        for index in 0..<rangeCount {
            guard let distance = reader.number(), let letter = reader.number(), letter < 1 << 16 else { return nil }
            position += distance
            guard position <= 0x10FFFF, index > 0 || position == 0 else { return nil }
            starts.append(UInt32(position))
            classes.append(UInt16(letter))
            classCount = max(classCount, letter + 1)
        }
        guard rangeCount > 0, let setCount = reader.count() else { return nil }
        let words = (classCount + 63) / 64
        guard setCount * words <= 1 << 20 else { return nil }
        var bits = [UInt64](repeating: 0, count: setCount * words)
        for set in 0..<setCount {
            guard let runCount = reader.count() else { return nil }
            var letter = 0
            for _ in 0..<runCount {
                guard let distance = reader.number(), let length = reader.number() else { return nil }
                letter += distance
                guard length <= classCount, letter <= classCount - length else { return nil }
                for _ in 0..<length {
                    bits[set * words + letter >> 6] |= 1 << UInt64(letter & 63)
                    letter += 1
                }
            }
        }
        guard let lines = reader.number(), let wordSet = reader.number(), lines <= setCount, wordSet <= setCount
        else { return nil }
        lineTerminators = lines == 0 ? nil : lines - 1
        wordCharacters = wordSet == 0 ? nil : wordSet - 1
        rangeStarts = starts
        rangeClasses = classes
        setWords = bits
        wordsPerSet = words
        asciiClasses = (0..<128).map { classes[Self.rangeIndex(of: $0, in: starts)] }

        // MARK: States
        guard let lookaroundCount = reader.count() else { return nil }
        var lookarounds: [Lookaround] = []
        for _ in 0..<lookaroundCount {
            guard let start = reader.number(), start <= Int(Int32.max), let flags = reader.number() else { return nil }
            lookarounds.append(
                Lookaround(start: Int32(start), isBehind: flags & 1 != 0, isNegative: flags & 2 != 0)
            )
        }
        guard let start = reader.number(), let registerCount = reader.count(), let stateCount = reader.count(),
            start < stateCount, lookarounds.allSatisfy({ $0.start < stateCount })
        else { return nil }
        var states: [State] = []
        for index in 0..<stateCount {
            guard let number = reader.number(), let kind = UInt8(exactly: number).flatMap({ Kind(rawValue: $0) }),
                let distance = reader.signed(), let written = reader.signed()
            else { return nil }
            let target = index + distance
            let argument = kind == .split ? index + written : written
            let limit =
                switch kind {
                case .consume: setCount
                case .split: stateCount
                case .assert: Assertion.noWordBoundary.rawValue + 1
                case .look: lookaroundCount
                case .match: 1
                case .save, .check: registerCount
                case .forget, .backreference: max(0, registerCount - 1)
                }
            guard 0..<limit ~= argument, 0..<stateCount ~= target else { return nil }
            states.append(State(kind: kind, target: Int32(target), argument: Int32(argument)))
        }
        self.lookarounds = lookarounds
        self.start = Int32(start)
        self.registerCount = registerCount
        self.states = states

        // MARK: Other cases
        guard let foldCount = reader.count() else { return nil }
        var (folded, representatives, element) = ([UInt32](), [UInt32](), 0)
        for _ in 0..<foldCount {
            guard let distance = reader.number(), let shift = reader.signed() else { return nil }
            element += distance
            guard 0...0x10FFFF ~= element, 0...0x10FFFF ~= element + shift else { return nil }
            folded.append(UInt32(element))
            representatives.append(UInt32(element + shift))
        }
        self.folded = folded
        self.representatives = representatives
        guard reader.isAtEnd else { return nil }
    }

    // MARK: Elements

    /// The class of an element.
    func letter(of element: UInt32) -> Int {
        element < 128
            ? Int(asciiClasses[Int(element)])
            : Int(rangeClasses[Self.rangeIndex(of: element, in: rangeStarts)])
    }

    func contains(_ set: Int, _ letter: Int) -> Bool {
        setWords[set * wordsPerSet + letter >> 6] >> UInt64(letter & 63) & 1 == 1
    }

    /// The element that stands for all that flag `i` takes for the same.
    func representative(of element: UInt32) -> UInt32 {
        guard !folded.isEmpty else { return element }
        let index = Self.rangeIndex(of: element, in: folded)
        return folded[index] == element ? representatives[index] : element
    }

    private static func rangeIndex(of element: UInt32, in starts: [UInt32]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= element { low = middle } else { high = middle }
        }
        return low
    }

    /// Whether a place is of a kind, given the classes on its sides; nil at the edges of the text.
    func holds(_ assertion: Int32, before: Int?, after: Int?) -> Bool {
        func isIn(_ set: Int?, _ letter: Int?) -> Bool {
            guard let set, let letter else { return false }
            return contains(set, letter)
        }
        return switch Assertion(rawValue: Int(assertion)) {
        case .start: before == nil
        case .lineStart: before == nil || isIn(lineTerminators, before)
        case .end: after == nil
        case .lineEnd: after == nil || isIn(lineTerminators, after)
        case .wordBoundary: isIn(wordCharacters, before) != isIn(wordCharacters, after)
        case .noWordBoundary: isIn(wordCharacters, before) == isIn(wordCharacters, after)
        case nil: false
        }
    }
}

/// Reads the numbers of a program.
private struct ProgramReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func number() -> Int? {
        var result = 0
        var shift = 0
        while index < bytes.count, shift <= 30 {
            let digit = Int(bytes[index]) - Int(AutomatonTable.zero)
            guard 0..<AutomatonTable.digitCount ~= digit else { return nil }
            index += 1
            result |= (digit & 31) << shift
            if digit & 32 == 0 { return result }
            shift += 5
        }
        return nil
    }

    /// How many things follow; no more than there are digits for.
    mutating func count() -> Int? {
        guard let count = number(), count <= bytes.count else { return nil }
        return count
    }

    mutating func signed() -> Int? { number().map { $0 & 1 == 0 ? $0 >> 1 : ~($0 >> 1) } }
}
