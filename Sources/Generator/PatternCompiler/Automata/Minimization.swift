/// Merges the states of a deterministic automaton that no continuation tells apart, by Hopcroft's algorithm.
struct Minimization {
    private let automaton: DeterministicAutomaton
    private let count: Int
    private let classCount: Int

    // The states, block by block: each block is a range of `elements`, its marked states first.
    private var elements: [Int]
    private var locations: [Int]
    private var blocks: [Int]
    private var firsts: [Int] = []
    private var ends: [Int] = []
    private var markEnds: [Int] = []

    // The sources of transitions, ordered by class and target.
    private var sources: [Int] = []
    private var sourceEnds: [Int] = []

    private var pending: [Int] = []

    static func run(_ automaton: DeterministicAutomaton) -> DeterministicAutomaton {
        var minimization = Minimization(automaton)
        minimization.invert()
        minimization.partition()
        minimization.refine()
        return minimization.quotient()
    }

    private init(_ automaton: DeterministicAutomaton) {
        self.automaton = automaton
        count = automaton.stateCount
        classCount = automaton.classCount
        elements = [Int](repeating: 0, count: count)
        locations = [Int](repeating: 0, count: count)
        blocks = [Int](repeating: 0, count: count)
    }

    /// Sorts transitions by class and target, by counting.
    private mutating func invert() {
        sourceEnds = [Int](repeating: 0, count: count * classCount + 1)
        sources = [Int](repeating: 0, count: count * classCount)
        countTargets()
        // Each slot now says where its sources begin; placing them moves it to where they end.
        var index = 0
        var state = 0
        while state < count {
            var letter = 0
            while letter < classCount {
                let slot = letter * count + automaton.transitions[index]
                sources[sourceEnds[slot]] = state
                sourceEnds[slot] += 1
                letter += 1
                index += 1
            }
            state += 1
        }
    }

    private mutating func countTargets() {
        var index = 0
        while index < automaton.transitions.count {
            sourceEnds[index % classCount * count + automaton.transitions[index] + 1] += 1
            index += 1
        }
        var sum = 0
        var slot = 0
        while slot < sourceEnds.count {
            sum += sourceEnds[slot]
            sourceEnds[slot] = sum
            slot += 1
        }
    }

    private func sourceStart(_ slot: Int) -> Int { slot == 0 ? 0 : sourceEnds[slot - 1] }

    /// The first partition: by the verdict at the end of the input.
    private mutating func partition() {
        var position = 0
        for verdict in [false, true] {
            let first = position
            var state = 0
            while state < count {
                if automaton.matchesAtEnd[state] == verdict {
                    elements[position] = state
                    locations[state] = position
                    blocks[state] = firsts.count
                    position += 1
                }
                state += 1
            }
            if position > first { addBlock(first, position) }
        }
    }

    private mutating func addBlock(_ first: Int, _ end: Int) {
        let block = firsts.count
        firsts.append(first)
        ends.append(end)
        markEnds.append(first)
        var letter = 0
        while letter < classCount {
            pending.append(block * classCount + letter)
            letter += 1
        }
    }

    private mutating func refine() {
        var touched: [Int] = []
        var splitter: [Int] = []
        while let next = pending.popLast() {
            let (block, letter) = next.quotientAndRemainder(dividingBy: classCount)
            splitter.removeAll(keepingCapacity: true)
            var position = firsts[block]
            while position < ends[block] {
                splitter.append(letter * count + elements[position])
                position += 1
            }
            for slot in splitter {
                var source = sourceStart(slot)
                let end = sourceEnds[slot]
                while source < end {
                    mark(sources[source], &touched)
                    source += 1
                }
            }
            while let block = touched.popLast() { split(block) }
        }
    }

    private mutating func mark(_ state: Int, _ touched: inout [Int]) {
        let block = blocks[state]
        let marked = markEnds[block]
        let location = locations[state]
        guard location >= marked else { return }
        if marked == firsts[block] { touched.append(block) }
        let other = elements[marked]
        elements[marked] = state
        elements[location] = other
        locations[state] = marked
        locations[other] = location
        markEnds[block] = marked + 1
    }

    /// Makes the smaller part of a block, marked or not, a block of its own.
    private mutating func split(_ block: Int) {
        let first = firsts[block]
        let middle = markEnds[block]
        let end = ends[block]
        markEnds[block] = first
        guard middle < end else { return }
        let part: (first: Int, end: Int)
        if middle - first <= end - middle {
            part = (first, middle)
            firsts[block] = middle
            markEnds[block] = middle
        } else {
            part = (middle, end)
            ends[block] = middle
        }
        let number = firsts.count
        var position = part.first
        while position < part.end {
            blocks[elements[position]] = number
            position += 1
        }
        // Only the smaller part needs to be a splitter; where the whole was to be one, both parts then are.
        addBlock(part.first, part.end)
    }

    /// One state for each block, numbered in the order in which the search can reach them, sinks first.
    private func quotient() -> DeterministicAutomaton {
        typealias Automaton = DeterministicAutomaton
        var numbers = [Int](repeating: -1, count: firsts.count)
        numbers[blocks[Automaton.dead]] = Automaton.dead
        numbers[blocks[Automaton.accepting]] = Automaton.accepting
        var representatives = [Automaton.dead, Automaton.accepting]
        func number(_ state: Int) -> Int {
            let block = blocks[state]
            if numbers[block] < 0 {
                numbers[block] = representatives.count
                representatives.append(state)
            }
            return numbers[block]
        }

        let start = number(automaton.start)
        var transitions: [Int] = []
        var matchesAtEnd: [Bool] = []
        var index = 0
        while index < representatives.count {
            let state = representatives[index]
            let row = state * classCount
            var letter = 0
            while letter < classCount {
                transitions.append(number(automaton.transitions[row + letter]))
                letter += 1
            }
            matchesAtEnd.append(automaton.matchesAtEnd[state])
            index += 1
        }
        return Automaton(
            classCount: classCount,
            transitions: transitions,
            matchesAtEnd: matchesAtEnd,
            start: start
        )
    }
}
