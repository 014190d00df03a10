/// Makes an automaton deterministic: each of its states is the set of states that the given one could be in.
///
/// A search that is not anchored begins anew at every element, so the start is part of each set; a match ends it, so a
/// set that holds the end is ``DeterministicAutomaton/accepting``. What an assertion needs to know of the element
/// before it is settled when a set is made; what it needs to know of the element after it stays pending in the set.
struct SubsetConstruction {
    /// What lies on one side of a place in the string.
    enum Side: Int {
        case edgeOfInput
        case lineTerminator
        case wordCharacter
        case other
    }

    private let automaton: Automaton
    private let alphabet: Alphabet
    /// The classes on each side that the assertions of the pattern tell apart.
    private let classesBySide: [(side: Side, classes: ClassMask)]

    private var result: DeterministicAutomaton
    private var steps = 0

    // Sets of states: their members, sorted, one set after the other; the two sinks have none.
    private var members: [Int] = []
    private var memberEnds = [0, 0]
    /// What lies before each set's place, where an assertion of the set is pending; otherwise `other`.
    private var sidesBefore: [Side] = [.other, .other]
    /// The hashes of the sets, from the first that is not a sink, and the table that finds a set by its hash.
    private var hashes: [Int] = []
    private var hashTable = [Int](repeating: -1, count: 256)

    // The set under construction.
    private var marks: [UInt64]
    private var markedWords: (low: Int, high: Int)
    private var marksMatch = false
    /// Whether a match can begin elsewhere than at the start of the input. If so, the empty set is not a dead end.
    private var beginsAnew = false

    // Closures, made once for each target and side.
    private var closureNumbers: [Int]
    private var closureMembers: [Int] = []
    private var closureEnds: [Int] = []
    private var closureMatches: [Bool] = []

    private var stamps: [Int]
    private var stamp = 0
    private var stack: [Int] = []

    static func run(_ automaton: Automaton, _ alphabet: Alphabet) throws(PatternError) -> DeterministicAutomaton {
        var construction = SubsetConstruction(automaton, alphabet)
        try construction.run()
        return construction.result
    }

    private init(_ automaton: Automaton, _ alphabet: Alphabet) {
        self.automaton = automaton
        self.alphabet = alphabet
        classesBySide = Self.classesBySide(automaton, alphabet)
        result = DeterministicAutomaton(classCount: alphabet.classCount)
        marks = [UInt64](repeating: 0, count: (automaton.kinds.count + 63) / 64)
        markedWords = (low: marks.count, high: -1)
        closureNumbers = [Int](repeating: -1, count: automaton.kinds.count * 4)
        stamps = [Int](repeating: 0, count: automaton.kinds.count)
    }

    private static func classesBySide(_ automaton: Automaton, _ alphabet: Alphabet) -> [(Side, ClassMask)] {
        var rest = ClassMask(count: alphabet.classCount)
        for index in 0..<alphabet.classCount { rest.toggle(index) }
        var result: [(Side, ClassMask)] = []
        // The alphabet holds these sets after those of the automaton, in this order.
        var next = automaton.sets.count
        for (side, isUsed) in [
            (Side.lineTerminator, automaton.needsLineTerminators), (.wordCharacter, automaton.needsWordCharacters),
        ] where isUsed {
            if let classes = rest.intersection(alphabet.members[next]) {
                result.append((side, classes))
                rest = rest.subtracting(classes) ?? ClassMask(count: alphabet.classCount)
            }
            next += 1
        }
        if rest.next(from: 0) != nil { result.append((.other, rest)) }
        return result
    }

    // MARK: The construction

    private mutating func run() throws(PatternError) {
        for (side, _) in classesBySide {
            let restart = closure(of: automaton.start, after: side)
            let first = restart == 0 ? 0 : closureEnds[restart - 1]
            if closureMatches[restart] || closureEnds[restart] > first { beginsAnew = true }
        }
        collect(closure(of: automaton.start, after: .edgeOfInput))
        result.start = try intern(after: .edgeOfInput)
        var state = 2
        while state < result.stateCount {
            try extend(state)
            state += 1
        }
    }

    /// Computes the row of a state, and its verdict at the end of the input.
    private mutating func extend(_ state: Int) throws(PatternError) {
        let set = Array(members[memberEnds[state - 1]..<memberEnds[state]])
        let before = sidesBefore[state]
        result.matchesAtEnd[state] = resolve(set, after: before, before: .edgeOfInput).matches
        for (side, classes) in classesBySide {
            let (resolved, matches) = resolve(set, after: before, before: side)
            if matches {
                fill(state, classes, with: DeterministicAutomaton.accepting)
                continue
            }
            for group in split(classes, by: resolved) {
                guard let representative = group.next(from: 0) else { continue }
                for member in resolved where alphabet.members[automaton.arguments[member]].contains(representative) {
                    collect(closure(of: automaton.targets[member], after: side))
                }
                collect(closure(of: automaton.start, after: side))
                fill(state, group, with: try intern(after: side))
            }
        }
    }

    private mutating func fill(_ state: Int, _ classes: ClassMask, with target: Int) {
        let row = state * result.classCount
        var next = classes.next(from: 0)
        while let index = next {
            result.transitions[row + index] = target
            next = classes.next(from: index + 1)
        }
    }

    /// Parts classes by which of the consuming states read them, so that each part is followed once.
    private mutating func split(_ classes: ClassMask, by consuming: [Int]) -> [ClassMask] {
        var groups = [classes]
        for member in consuming {
            let mask = alphabet.members[automaton.arguments[member]]
            var index = 0
            let count = groups.count
            while index < count {
                if let inside = groups[index].intersection(mask), let outside = groups[index].subtracting(mask) {
                    groups[index] = inside
                    groups.append(outside)
                }
                index += 1
            }
            steps += count
        }
        return groups
    }

    // MARK: Closures

    /// What is reached from a state without reading, given what lies before the place; pending assertions included.
    private mutating func closure(of target: Int, after before: Side) -> Int {
        let key = target * 4 + before.rawValue
        if closureNumbers[key] >= 0 { return closureNumbers[key] }
        let number = closureEnds.count
        closureNumbers[key] = number
        stack.append(target)
        let (members, matches) = walk(after: before, before: nil)
        closureMembers += members
        closureMatches.append(matches)
        closureEnds.append(closureMembers.count)
        return number
    }

    /// The consuming states of a set once the side after its place is known, and whether the pattern has matched.
    private mutating func resolve(_ set: [Int], after before: Side, before after: Side) -> ([Int], matches: Bool) {
        guard set.contains(where: { automaton.kinds[$0] == .assert }) else { return (set, false) }
        stack = set
        return walk(after: before, before: after)
    }

    /// Follows splits and assertions from the states on the stack.
    private mutating func walk(after before: Side, before after: Side?) -> ([Int], matches: Bool) {
        var found: [Int] = []
        var matches = false
        stamp += 1
        while let state = stack.popLast() {
            guard stamps[state] != stamp else { continue }
            stamps[state] = stamp
            steps += 1
            switch automaton.kinds[state] {
            case .consume: found.append(state)
            case .match: matches = true
            case .split:
                stack.append(automaton.targets[state])
                stack.append(automaton.arguments[state])
            case .assert:
                guard let holds = holds(automaton.arguments[state], after: before, before: after) else {
                    found.append(state)
                    continue
                }
                if holds { stack.append(automaton.targets[state]) }
            }
        }
        return (found, matches)
    }

    /// Whether an assertion holds at a place (ECMA-262 22.2.2.4); nil while the side after it is unknown.
    private func holds(_ assertion: Int, after before: Side, before after: Side?) -> Bool? {
        switch Automaton.Assertion(rawValue: assertion) {
        case .start: before == .edgeOfInput
        case .lineStart: before == .edgeOfInput || before == .lineTerminator
        case .end: after.map { $0 == .edgeOfInput }
        case .lineEnd: after.map { $0 == .edgeOfInput || $0 == .lineTerminator }
        case .wordBoundary: after.map { ($0 == .wordCharacter) != (before == .wordCharacter) }
        case .noWordBoundary: after.map { ($0 == .wordCharacter) == (before == .wordCharacter) }
        case nil: false
        }
    }

    // MARK: Sets

    /// Adds a closure to the set under construction.
    private mutating func collect(_ closure: Int) {
        if closureMatches[closure] { marksMatch = true }
        var index = closure == 0 ? 0 : closureEnds[closure - 1]
        let end = closureEnds[closure]
        steps += 1 + end - index
        while index < end {
            let member = closureMembers[index]
            let word = member >> 6
            marks[word] |= 1 << UInt64(member & 63)
            if word < markedWords.low { markedWords.low = word }
            if word > markedWords.high { markedWords.high = word }
            index += 1
        }
    }

    /// The number of the set under construction, which is emptied.
    private mutating func intern(after side: Side) throws(PatternError) -> Int {
        let first = members.count
        var isPending = false
        var hash = 0
        var word = markedWords.low
        while word <= markedWords.high {
            var bits = marks[word]
            marks[word] = 0
            while bits != 0 {
                let member = word << 6 + bits.trailingZeroBitCount
                bits &= bits - 1
                members.append(member)
                hash = (hash ^ member) &* 0x9E37_79B9_7F4A_7C1
                hash ^= hash >> 29
                if automaton.kinds[member] == .assert { isPending = true }
            }
            word += 1
        }
        let matches = marksMatch
        markedWords = (low: marks.count, high: -1)
        marksMatch = false
        steps += 1 + members.count - first
        guard steps <= PatternLimits.constructionSteps else { throw Self.tooLarge }

        if matches || members.count == first && !beginsAnew {
            members.removeSubrange(first...)
            return matches ? DeterministicAutomaton.accepting : DeterministicAutomaton.dead
        }
        return try number(ofMembersFrom: first, hash: hash, before: isPending ? side : .other)
    }

    private mutating func number(
        ofMembersFrom first: Int,
        hash: Int,
        before side: Side
    ) throws(PatternError) -> Int {
        var slot = (hash ^ side.rawValue) & (hashTable.count - 1)
        while hashTable[slot] >= 0 {
            let state = hashTable[slot]
            if sidesBefore[state] == side && hasMembers(state, equalToThoseFrom: first) {
                members.removeSubrange(first...)
                return state
            }
            slot = (slot + 1) & (hashTable.count - 1)
        }
        let state = result.stateCount
        guard state < PatternLimits.intermediateStates else { throw Self.tooLarge }
        steps += result.classCount
        hashTable[slot] = state
        hashes.append(hash ^ side.rawValue)
        memberEnds.append(members.count)
        sidesBefore.append(side)
        result.matchesAtEnd.append(false)
        result.transitions.append(contentsOf: repeatElement(DeterministicAutomaton.dead, count: result.classCount))
        if state * 2 > hashTable.count { growHashTable() }
        return state
    }

    private func hasMembers(_ state: Int, equalToThoseFrom first: Int) -> Bool {
        var index = memberEnds[state - 1]
        let end = memberEnds[state]
        guard end - index == members.count - first else { return false }
        var other = first
        while index < end {
            if members[index] != members[other] { return false }
            index += 1
            other += 1
        }
        return true
    }

    private mutating func growHashTable() {
        let mask = hashTable.count * 2 - 1
        hashTable = [Int](repeating: -1, count: mask + 1)
        for (index, hash) in hashes.enumerated() {
            var slot = hash & mask
            while hashTable[slot] >= 0 { slot = (slot + 1) & mask }
            hashTable[slot] = index + 2
        }
    }

    private static var tooLarge: PatternError {
        let note = "its automaton is too large; anchor it, or replace large counts by a length rule"
        return PatternError(.tooLarge, "the pattern is too complex", note: note, at: 0)
    }
}

extension Automaton {
    var needsLineTerminators: Bool { uses(.lineStart) || uses(.lineEnd) }

    var needsWordCharacters: Bool { uses(.wordBoundary) || uses(.noWordBoundary) }

    /// The sets that the alphabet must tell apart.
    var distinguishedSets: [CodeUnitSet] {
        var result = sets
        if needsLineTerminators { result.append(.lineTerminators) }
        if needsWordCharacters { result.append(.wordCharacters) }
        return result
    }
}
