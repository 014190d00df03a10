import ToolValidation

/// Makes an automaton deterministic: each of its states is the set of threads that the given one could be in.
///
/// A search that is not anchored begins anew at every element, so the start is part of each set; a match ends it, so a
/// set that holds the end is ``DeterministicAutomaton/accepting``. What an assertion needs to know of the element
/// before it is settled when a set is made; what it needs to know of the element after it stays pending in the set.
///
/// A lookahead is matched beside the thread that met it: the thread goes on with the obligation that it match, or not.
/// A lookbehind is matched beside the whole search from the first element on, so that its truth is known at each place.
struct SubsetConstruction {
    let automaton: Automaton
    let alphabet: Alphabet
    /// The classes on each side that the assertions of the pattern tell apart.
    private let classesBySide: [(side: Side, classes: ClassMask)]

    private var result: DeterministicAutomaton
    var sets: ThreadSets
    private var steps = 0

    // What each state of the result stands for.
    private var states = [State(), State()]
    private var stateNumbers: [State: Int] = [:]
    /// The sets of all lookbehinds at a place, by number.
    private(set) var behindSets: [[Int]] = []
    private var behindNumbers: [[Int]: Int] = [:]

    /// Whether a match can begin elsewhere than at the start of the input. If so, the empty set is not a dead end.
    private var beginsAnew = false

    // Closures, made once for each target and side.
    private var closureNumbers: [Int]
    private(set) var closureMembers: [Int] = []
    private(set) var closureEnds: [Int] = []
    private(set) var closureMatches: [Bool] = []

    // What was visited by a walk, for each depth of walks within walks.
    var stamps: [[Int]] = []
    var stamp = 0
    var depth = 0

    var resolutions: [ResolutionKey: Resolution] = [:]
    var successors: [SuccessorKey: Int] = [:]

    private struct State: Hashable {
        var main = ThreadSets.empty
        var behind = 0
        /// What lies before the place, where that matters; otherwise `other`.
        var before = Side.other
    }

    static func run(_ automaton: Automaton, _ alphabet: Alphabet) throws(PatternError) -> DeterministicAutomaton {
        var construction = SubsetConstruction(automaton, alphabet)
        try construction.run()
        return construction.result
    }

    private init(_ automaton: Automaton, _ alphabet: Alphabet) {
        self.automaton = automaton
        self.alphabet = alphabet
        classesBySide = Side.partition(automaton, alphabet)
        result = DeterministicAutomaton(classCount: alphabet.classCount)
        sets = ThreadSets(automaton)
        closureNumbers = [Int](repeating: -1, count: automaton.kinds.count * Side.allCases.count)
    }

    // MARK: The construction

    private mutating func run() throws(PatternError) {
        for (side, _) in classesBySide where !automaton.flags.isSticky {
            let restart = try closure(of: automaton.start, after: side)
            if closureMatches[restart] || !closureRange(restart).isEmpty { beginsAnew = true }
        }
        var first = State(before: .edgeOfInput)
        var behind: [Int] = []
        for lookaround in automaton.lookarounds {
            guard lookaround.isBehind else {
                behind.append(ThreadSets.empty)
                continue
            }
            mark(try closure(of: lookaround.start, after: .edgeOfInput))
            behind.append(sets.intern())
        }
        first.behind = number(behind)
        mark(try closure(of: automaton.start, after: .edgeOfInput))
        first.main = sets.intern()
        result.start = try number(first)
        var state = 2
        while state < result.stateCount {
            try extend(state)
            state += 1
        }
    }

    /// Computes the row of a state, and its verdict at the end of the input.
    private mutating func extend(_ number: Int) throws(PatternError) {
        let state = states[number]
        let end = Place(before: state.before, after: .edgeOfInput, behind: state.behind)
        result.matchesAtEnd[number] = try matchesAtEnd(state.main, end)
        for (side, classes) in classesBySide {
            let place = Place(before: state.before, after: side, behind: state.behind)
            let here = try resolve(state.main, place)
            if here.isMatched {
                fill(number, classes, with: DeterministicAutomaton.accepting)
                continue
            }
            for group in split(classes, by: try elementSets(here, place)) {
                guard let letter = group.next(from: 0) else { continue }
                fill(number, group, with: try successor(of: here, reading: letter, place, side))
            }
        }
    }

    private mutating func successor(
        of here: Resolution,
        reading letter: Int,
        _ place: Place,
        _ side: Side
    ) throws(PatternError) -> Int {
        var next = State(before: side)
        if !behindSets[place.behind].isEmpty {
            var behind = behindSets[place.behind]
            for index in behind.indices where automaton.lookarounds[index].isBehind {
                behind[index] = try successor(of: behind[index], reading: letter, place, lookbehind: index)
            }
            next.behind = self.number(behind)
        }
        try markSuccessors(of: here, reading: letter, place)
        if !automaton.flags.isSticky { mark(try closure(of: automaton.start, after: side)) }
        next.main = sets.intern()
        return try self.number(next)
    }

    private mutating func fill(_ state: Int, _ classes: ClassMask, with target: Int) {
        let row = state * result.classCount
        var next = classes.next(from: 0)
        while let index = next {
            result.transitions[row + index] = target
            next = classes.next(from: index + 1)
        }
    }

    /// Parts classes by which of some sets of elements they belong to, so that each part is followed once.
    private mutating func split(_ classes: ClassMask, by elementSets: [Int]) -> [ClassMask] {
        var groups = [classes]
        for set in elementSets {
            let mask = alphabet.members[set]
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

    // MARK: States

    private mutating func number(_ behind: [Int]) -> Int {
        if let number = behindNumbers[behind] { return number }
        behindSets.append(behind)
        behindNumbers[behind] = behindSets.count - 1
        return behindSets.count - 1
    }

    private mutating func number(_ state: State) throws(PatternError) -> Int {
        if state.main == ThreadSets.matched { return DeterministicAutomaton.accepting }
        if state.main == ThreadSets.empty && !beginsAnew { return DeterministicAutomaton.dead }
        var state = state
        if !sets.needsSide[state.main], !behindSets[state.behind].contains(where: { sets.needsSide[$0] }) {
            state.before = .other
        }
        try count(1)
        if let number = stateNumbers[state] { return number }
        let number = result.stateCount
        guard number < PatternLimits.intermediateStates else { throw Self.tooLarge }
        try count(result.classCount)
        states.append(state)
        stateNumbers[state] = number
        result.matchesAtEnd.append(false)
        result.transitions.append(contentsOf: repeatElement(DeterministicAutomaton.dead, count: result.classCount))
        return number
    }

    // MARK: Closures

    func closureRange(_ closure: Int) -> Range<Int> {
        (closure == 0 ? 0 : closureEnds[closure - 1])..<closureEnds[closure]
    }

    /// What is reached from a state without reading, given what lies before the place; what is pending included.
    mutating func closure(of target: Int, after before: Side) throws(PatternError) -> Int {
        let key = target * Side.allCases.count + before.rawValue
        if closureNumbers[key] >= 0 { return closureNumbers[key] }
        let number = closureEnds.count
        closureNumbers[key] = number
        let reached = try walk([target], Place(before: before, after: nil, behind: 0))
        closureMembers += reached.reading
        closureMatches.append(reached.isMatched)
        closureEnds.append(closureMembers.count)
        return number
    }

    /// Adds a closure to the set under construction.
    mutating func mark(_ closure: Int) {
        if closureMatches[closure] { sets.markMatch() }
        let range = closureRange(closure)
        sets.mark(closureMembers, from: range.lowerBound, to: range.upperBound)
    }

    // MARK: Cost

    mutating func count(_ count: Int) throws(PatternError) {
        // A step among obligations is a look into a dictionary, of several times the cost.
        steps += (count + sets.takeSteps()) * (automaton.lookarounds.isEmpty ? 1 : 4)
        guard steps <= PatternLimits.constructionSteps else { throw Self.tooLarge }
    }

    private static var tooLarge: PatternError {
        let note = "its automaton is too large; anchor it, or replace large counts by a length rule"
        return PatternError(.tooLarge, "the pattern is too complex", note: note, at: 0)
    }
}

/// What lies on one side of a place in the string.
enum Side: Int, CaseIterable {
    case edgeOfInput
    case lineTerminator
    case wordCharacter
    case other

    /// The classes of an alphabet by the side that they make, as far as the assertions of a pattern tell them apart.
    static func partition(_ automaton: Automaton, _ alphabet: Alphabet) -> [(Side, ClassMask)] {
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
}

extension Automaton {
    var needsLineTerminators: Bool { uses(.lineStart) || uses(.lineEnd) }

    var needsWordCharacters: Bool { uses(.wordBoundary) || uses(.noWordBoundary) }

    /// The sets that the alphabet must tell apart.
    var distinguishedSets: [CodeUnitSet] {
        var result = sets
        if needsLineTerminators { result.append(.lineTerminators) }
        if needsWordCharacters { result.append(.wordCharacters(flags)) }
        return result
    }
}
