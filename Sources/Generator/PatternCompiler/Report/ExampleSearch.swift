/// Finds texts that an automaton accepts or refuses, as short as can be and of plain characters where it can be.
struct ExampleSearch {
    /// A step that a text can take: a character, by the classes of its elements.
    private struct Step {
        var scalar: Unicode.Scalar
        var letters: [Int]
    }

    private let automaton: DeterministicAutomaton
    private let steps: [Step]

    init(_ automaton: DeterministicAutomaton, _ alphabet: Alphabet, isUnicode: Bool) {
        self.automaton = automaton
        var steps: [Step] = []
        var seen: Set<[Int]> = []
        func add(_ element: UInt32) {
            guard let scalar = Unicode.Scalar(element) else { return }
            let elements =
                isUnicode || element < 0x10000 ? [element] : [0xD7C0 + element >> 10, 0xDC00 + element & 0x3FF]
            let letters = elements.map { alphabet.classes[alphabet.rangeIndex(of: $0)] }
            if seen.insert(letters).inserted { steps.append(Step(scalar: scalar, letters: letters)) }
        }
        for scalar in "a0A -_.@/bz1".unicodeScalars { add(scalar.value) }
        for element in UInt32(0x21)...0x7E { add(element) }
        for scalar in "é日😀".unicodeScalars { add(scalar.value) }
        for start in alphabet.starts { add(start) }
        if !isUnicode { Self.pairs(alphabet).forEach(add) }
        self.steps = steps
    }

    /// Code points whose surrogates begin a range each.
    private static func pairs(_ alphabet: Alphabet) -> [UInt32] {
        let highs = alphabet.starts.filter { 0xD800...0xDBFF ~= $0 } + [0xD800]
        let lows = alphabet.starts.filter { 0xDC00...0xDFFF ~= $0 } + [0xDC00]
        return highs.flatMap { high in lows.map { 0x10000 + (high - 0xD800) << 10 + ($0 - 0xDC00) } }
    }

    /// A shortest text of which the verdict is so; with `isEmpty` false, one of at least a character.
    func shortest(thatMatches isMatch: Bool, isEmpty: Bool? = nil) -> String? {
        func isGoal(_ state: Int) -> Bool { automaton.matchesAtEnd[state] == isMatch }
        if isEmpty != false, isGoal(automaton.start) { return "" }
        // How each state was reached first: by which step, from which state.
        var origins = [(state: Int, step: Int)?](repeating: nil, count: automaton.stateCount)
        var queue = [automaton.start]
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            for (number, step) in steps.enumerated() {
                var target = state
                for letter in step.letters { target = automaton.transitions[target * automaton.classCount + letter] }
                if isGoal(target) { return text(origins, from: state) + String(step.scalar) }
                guard target != automaton.start, origins[target] == nil else { continue }
                origins[target] = (state, number)
                queue.append(target)
            }
        }
        return nil
    }

    private func text(_ origins: [(state: Int, step: Int)?], from state: Int) -> String {
        var scalars: [Unicode.Scalar] = []
        var state = state
        while let origin = origins[state] {
            scalars.append(steps[origin.step].scalar)
            state = origin.state
        }
        return String(String.UnicodeScalarView(scalars.reversed()))
    }

    /// What to try where there is no automaton to look into.
    static let candidates = [
        "", "a", "0", "A", " ", "-", "aa", "a0", "0a", "aA", "abab", "a-a", "a.a", "a@a.aa", "aA0!aA0!", "a=a", "\"a\"",
        "!", "é",
        "😀", "<a></a>", "2000-01-01", "example.com",
    ]
}
