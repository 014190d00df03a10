/// A complete deterministic automaton over the classes of an ``Alphabet``, with the verdict of the whole search.
struct DeterministicAutomaton {
    /// The state from which nothing can match any more, and the one in which the pattern has matched already.
    static let dead = 0
    static let accepting = 1

    let classCount: Int
    /// A row of successors for each state.
    var transitions: [Int]
    /// Whether the verdict is yes if the input ends in a state.
    var matchesAtEnd: [Bool]
    var start: Int

    var stateCount: Int { matchesAtEnd.count }

    /// An automaton of the two sinks alone.
    init(classCount: Int) {
        self.classCount = classCount
        transitions = [Int](repeating: Self.dead, count: classCount)
        transitions += [Int](repeating: Self.accepting, count: classCount)
        matchesAtEnd = [false, true]
        start = Self.dead
    }

    init(classCount: Int, transitions: [Int], matchesAtEnd: [Bool], start: Int) {
        self.classCount = classCount
        self.transitions = transitions
        self.matchesAtEnd = matchesAtEnd
        self.start = start
    }
}
