import ToolValidation

/// The sets of threads that a deterministic automaton's states stand for, each stored once and known by a number.
///
/// A thread is a state of the automaton, with what lookaheads on its way demand of the rest of the string. Threads of
/// which nothing is demanded have the number of their state.
struct ThreadSets {
    /// The set that nothing can come of, and the one that has matched.
    static let empty = 0
    static let matched = 1

    /// What the rest of the string must be like for a thread to count.
    struct Obligation: Hashable {
        /// The threads of which none may match. All negative lookaheads together are one such set.
        var mustNot = ThreadSets.empty
        /// The sets of which each must match, in ascending order.
        var must: [Int] = []
    }

    private let automaton: Automaton
    private var steps = 0

    // Threads beyond the automaton's states.
    private var threads: [(state: Int, obligation: Int)] = []
    private var threadNumbers: [Int: Int] = [:]

    /// The obligations by number; number 0 demands nothing.
    private(set) var obligations = [Obligation()]
    private var obligationNumbers = [Obligation(): 0]

    // Sets: their members, sorted, one set after the other; the first two have none.
    private var members: [Int] = []
    private var memberEnds = [0, 0]
    /// Whether a set has threads that do not simply read the next element.
    private(set) var isPending = [false, false]
    /// Whether what lies before the place matters to a set.
    private(set) var needsSide = [false, false]
    private var hashes: [Int] = []
    private var hashTable = [Int](repeating: -1, count: 256)

    // The set under construction.
    private var marks: [UInt64]
    private var markedWords: (low: Int, high: Int)
    private var marksMatch = false

    init(_ automaton: Automaton) {
        self.automaton = automaton
        marks = [UInt64](repeating: 0, count: (automaton.kinds.count + 63) / 64)
        markedWords = (low: marks.count, high: -1)
    }

    /// How many elementary steps were taken since this was last asked.
    mutating func takeSteps() -> Int {
        defer { steps = 0 }
        return steps
    }

    // MARK: Threads and obligations

    func state(of thread: Int) -> Int {
        thread < automaton.kinds.count ? thread : threads[thread - automaton.kinds.count].state
    }

    func obligation(of thread: Int) -> Int {
        thread < automaton.kinds.count ? 0 : threads[thread - automaton.kinds.count].obligation
    }

    mutating func thread(_ state: Int, _ obligation: Int) -> Int {
        guard obligation != 0 else { return state }
        steps += 4
        let key = obligation * automaton.kinds.count + state
        if let number = threadNumbers[key] { return number }
        let number = automaton.kinds.count + threads.count
        threads.append((state, obligation))
        threadNumbers[key] = number
        return number
    }

    mutating func number(of obligation: Obligation) -> Int {
        steps += 4
        if let number = obligationNumbers[obligation] { return number }
        obligations.append(obligation)
        obligationNumbers[obligation] = obligations.count - 1
        return obligations.count - 1
    }

    /// What demands as much as two obligations together.
    mutating func both(_ first: Int, _ second: Int) -> Int {
        guard first != 0, first != second else { return second }
        guard second != 0 else { return first }
        var result = obligations[first]
        let other = obligations[second]
        result.mustNot = union(result.mustNot, other.mustNot)
        for set in other.must { insert(set, into: &result.must) }
        return number(of: result)
    }

    /// The obligation with one more set that must match.
    mutating func adding(_ set: Int, to obligation: Int) -> Int {
        var result = obligations[obligation]
        insert(set, into: &result.must)
        return number(of: result)
    }

    /// The obligation with one more set that must not match.
    mutating func forbidding(_ set: Int, to obligation: Int) -> Int {
        var result = obligations[obligation]
        result.mustNot = union(result.mustNot, set)
        return number(of: result)
    }

    /// Adds a set, unless one that is harder to match is there; takes out those that are easier.
    func insert(_ set: Int, into must: inout [Int]) {
        if must.contains(where: { isSubset($0, of: set) }) { return }
        must.removeAll { isSubset(set, of: $0) }
        must.insert(set, at: must.firstIndex { $0 > set } ?? must.count)
    }

    /// Whether whatever meets the second obligation meets the first.
    private func isImplied(_ first: Int, by second: Int) -> Bool {
        let (first, second) = (obligations[first], obligations[second])
        guard isSubset(first.mustNot, of: second.mustNot) else { return false }
        return first.must.allSatisfy { set in second.must.contains { isSubset($0, of: set) } }
    }

    // MARK: Sets

    func members(of set: Int) -> ArraySlice<Int> {
        set < 2 ? [] : members[memberEnds[set - 1]..<memberEnds[set]]
    }

    private func isSubset(_ first: Int, of second: Int) -> Bool {
        if first == second || first == Self.empty { return true }
        if first == Self.matched || second < 2 { return false }
        var other = memberEnds[second - 1]
        let end = memberEnds[second]
        for member in members(of: first) {
            while other < end, members[other] < member { other += 1 }
            guard other < end, members[other] == member else { return false }
        }
        return true
    }

    private mutating func union(_ first: Int, _ second: Int) -> Int {
        if isSubset(first, of: second) { return second }
        if isSubset(second, of: first) { return first }
        for member in members(of: first) { mark(member) }
        for member in members(of: second) { mark(member) }
        return intern()
    }

    /// Adds a thread to the set under construction.
    mutating func mark(_ thread: Int) {
        let word = thread >> 6
        while word >= marks.count { marks.append(0) }
        marks[word] |= 1 << UInt64(thread & 63)
        if word < markedWords.low { markedWords.low = word }
        if word > markedWords.high { markedWords.high = word }
    }

    /// Adds a run of threads to the set under construction.
    mutating func mark(_ threads: [Int], from first: Int, to end: Int) {
        steps += 1 + end - first
        var index = first
        while index < end {
            let word = threads[index] >> 6
            marks[word] |= 1 << UInt64(threads[index] & 63)
            if word < markedWords.low { markedWords.low = word }
            if word > markedWords.high { markedWords.high = word }
            index += 1
        }
    }

    /// Makes the set under construction one that has matched.
    mutating func markMatch() { marksMatch = true }

    /// The number of the set under construction, which is emptied.
    mutating func intern() -> Int {
        if markedWords.high >= automaton.kinds.count >> 6, !threads.isEmpty, !marksMatch { unmarkImplied() }
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
                if member >= automaton.kinds.count || automaton.kinds[member] != .consume { isPending = true }
            }
            word += 1
        }
        let matches = marksMatch
        markedWords = (low: marks.count, high: -1)
        marksMatch = false
        steps += 1 + members.count - first
        if matches || members.count == first {
            members.removeSubrange(first...)
            return matches ? Self.matched : Self.empty
        }
        return number(ofMembersFrom: first, hash: hash, isPending: isPending)
    }

    /// Takes out threads of which more is demanded than of another one in the same state.
    private mutating func unmarkImplied() {
        var byState: [Int: [Int]] = [:]
        for word in automaton.kinds.count >> 6...markedWords.high {
            var bits = marks[word]
            while bits != 0 {
                let thread = word << 6 + bits.trailingZeroBitCount
                bits &= bits - 1
                guard thread >= automaton.kinds.count else { continue }
                let state = state(of: thread)
                if isMarked(state) { unmark(thread) } else { byState[state, default: []].append(thread) }
            }
        }
        for rivals in byState.values where rivals.count > 1 {
            steps += rivals.count * rivals.count * 8
            for thread in rivals {
                let demanded = obligation(of: thread)
                let isImplied = rivals.contains {
                    $0 != thread && isMarked($0) && self.isImplied(obligation(of: $0), by: demanded)
                }
                if isImplied { unmark(thread) }
            }
        }
    }

    private func isMarked(_ thread: Int) -> Bool { marks[thread >> 6] >> UInt64(thread & 63) & 1 == 1 }

    private mutating func unmark(_ thread: Int) { marks[thread >> 6] &= ~(1 << UInt64(thread & 63)) }

    private mutating func number(ofMembersFrom first: Int, hash: Int, isPending: Bool) -> Int {
        var slot = hash & (hashTable.count - 1)
        while hashTable[slot] >= 0 {
            let set = hashTable[slot]
            if hasMembers(set, equalToThoseFrom: first) {
                members.removeSubrange(first...)
                return set
            }
            slot = (slot + 1) & (hashTable.count - 1)
        }
        let set = memberEnds.count
        hashTable[slot] = set
        hashes.append(hash)
        memberEnds.append(members.count)
        self.isPending.append(isPending)
        needsSide.append(isPending && members[first...].contains { needsSide(thread: $0) })
        if set * 2 > hashTable.count { growHashTable() }
        return set
    }

    private func needsSide(thread: Int) -> Bool {
        let state = state(of: thread)
        switch automaton.kinds[state] {
        // Behind what waits for the other side there may be an assertion about this one.
        case .assert, .look: return true
        default: break
        }
        let obligation = obligations[obligation(of: thread)]
        return needsSide[obligation.mustNot] || obligation.must.contains { needsSide[$0] }
    }

    private func hasMembers(_ set: Int, equalToThoseFrom first: Int) -> Bool {
        var index = memberEnds[set - 1]
        let end = memberEnds[set]
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
}
