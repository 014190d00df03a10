/// A deterministic automaton over the bytes of well-formed UTF-8, as a table of rows by columns.
///
/// States are numbered with the two sinks first, then those in which the verdict at the end of the input is yes.
struct ByteAutomaton {
    /// The column of each byte.
    private(set) var columns: [Int] = []
    private(set) var columnCount = 0
    /// A row of successors for each state that is not a sink.
    private(set) var rows: [Int] = []
    private(set) var stateCount = 2
    /// The first state after the sinks and those that match at the end of the input.
    private(set) var finalBound = 2
    private(set) var start = 0
    /// Whether any text leads from the start to a match.
    private(set) var canMatch = false

    init(_ automaton: DeterministicAutomaton, _ spelling: UTF8Classes) throws(PatternError) {
        try Self.checkCount(automaton.stateCount)
        var composition = Composition(automaton, spelling)
        try composition.run()
        renumber(automaton, composition)
        mergeColumns(composition)
        canMatch = start != DeterministicAutomaton.dead
    }

    /// Looks for a way from the start to a match.
    mutating func findWhetherItCanMatch() {
        var isReached = [Bool](repeating: false, count: stateCount)
        isReached[start] = true
        var pending = [start]
        canMatch = true
        while let state = pending.popLast() {
            if state < finalBound, state != DeterministicAutomaton.dead { return }
            guard state >= 2 else { continue }
            for target in rows[(state - 2) * columnCount..<(state - 1) * columnCount] where !isReached[target] {
                isReached[target] = true
                pending.append(target)
            }
        }
        canMatch = false
    }

    static func checkCount(_ count: Int) throws(PatternError) {
        guard count <= PatternLimits.states else { throw tooLarge }
    }

    static var tooLarge: PatternError {
        let note = "its automaton needs more than \(PatternLimits.states) states; replace large counts by a length rule"
        return PatternError(.tooLarge, "the pattern is too large", note: note, at: 0)
    }

    private mutating func renumber(_ automaton: DeterministicAutomaton, _ composition: Composition) {
        let width = composition.columnCount
        stateCount = composition.rows.count / width
        var numbers = [Int](repeating: 0, count: stateCount)
        numbers[DeterministicAutomaton.accepting] = DeterministicAutomaton.accepting
        var order: [Int] = []
        for matches in [true, false] {
            for state in 2..<max(2, stateCount) {
                let matchesAtEnd = state < automaton.stateCount && automaton.matchesAtEnd[state]
                guard matchesAtEnd == matches else { continue }
                numbers[state] = order.count + 2
                order.append(state)
            }
            if matches { finalBound = order.count + 2 }
        }
        start = numbers[automaton.start]
        rows.reserveCapacity(order.count * width)
        for state in order {
            var index = state * width
            let end = index + width
            while index < end {
                rows.append(numbers[composition.rows[index]])
                index += 1
            }
        }
    }

    /// Gives bytes that no state tells apart one column.
    private mutating func mergeColumns(_ composition: Composition) {
        let width = composition.columnCount
        var merged: [[Int]: Int] = [:]
        var representatives: [Int] = []
        var numbers: [Int] = []
        for column in 0..<width {
            var entries: [Int] = []
            var index = column
            while index < rows.count {
                entries.append(rows[index])
                index += width
            }
            let number = merged[entries] ?? representatives.count
            if number == representatives.count {
                merged[entries] = number
                representatives.append(column)
            }
            numbers.append(number)
        }
        columns = composition.columns.map { numbers[$0] }
        columnCount = representatives.count
        guard columnCount < width else { return }
        var narrowed: [Int] = []
        narrowed.reserveCapacity(rows.count / width * columnCount)
        var row = 0
        while row < rows.count {
            for column in representatives { narrowed.append(rows[row + column]) }
            row += width
        }
        rows = narrowed
    }
}

/// Composes an automaton over classes with the spelling of classes in bytes.
///
/// Once the bytes of a character can only lead to one state, that state is entered and skips what continuation bytes
/// are left: text is well-formed, so that no other meaning of theirs is lost. States between bytes are needed only
/// where characters of one lead part ways. They come after the given ones, equal ones are one, and so what is minimal
/// over classes is as good as minimal over bytes.
private struct Composition {
    private let automaton: DeterministicAutomaton
    private let spelling: UTF8Classes

    private(set) var columns = [Int](repeating: -1, count: 256)
    private(set) var columnCount = 0
    private(set) var rows: [Int] = []

    /// The column of each class that ASCII has, and of each node that a lead has.
    private var asciiColumns: [Int]
    private var leadNodes: [Int] = []
    private var leadColumns: [Int] = []
    private var continuationColumns: [Int] = []
    private var known: [Int: Int] = [:]
    private var steps = 0
    private var stateCount: Int
    private var inner: [InnerState: Int] = [:]
    private var innerStates: [InnerState] = []
    /// Which of the given states are entered before the last byte of a character.
    private var skipsContinuations: [Bool]

    private struct InnerState: Hashable {
        var starts: [Int] = []
        var targets: [Int] = []
    }

    init(_ automaton: DeterministicAutomaton, _ spelling: UTF8Classes) {
        self.automaton = automaton
        self.spelling = spelling
        stateCount = automaton.stateCount
        asciiColumns = [Int](repeating: -1, count: automaton.classCount)
        skipsContinuations = [Bool](repeating: false, count: automaton.stateCount)
        assignColumns()
    }

    /// One column for each ASCII class, lead node and run of continuation bytes, and one for bytes that never occur.
    private mutating func assignColumns() {
        for (byte, letter) in spelling.ascii.enumerated() {
            if asciiColumns[letter] < 0 { asciiColumns[letter] = addColumn() }
            columns[byte] = asciiColumns[letter]
        }
        var isStart = [Bool](repeating: false, count: 64)
        for node in spelling.nodes {
            for start in node.starts { isStart[start] = true }
        }
        for index in 0..<64 {
            if isStart[index] { continuationColumns.append(addColumn()) }
            columns[0x80 + index] = columnCount - 1
        }
        var nodeColumns = [Int](repeating: -1, count: spelling.nodes.count)
        for (index, node) in spelling.leads.enumerated() {
            if nodeColumns[node] < 0 {
                nodeColumns[node] = addColumn()
                leadNodes.append(node)
                leadColumns.append(nodeColumns[node])
            }
            columns[UTF8Classes.firstLead + index] = nodeColumns[node]
        }
        let never = addColumn()
        for byte in 0x80..<0x100 where columns[byte] < 0 { columns[byte] = never }
    }

    private mutating func addColumn() -> Int {
        columnCount += 1
        return columnCount - 1
    }

    mutating func run() throws(PatternError) {
        rows = [Int](repeating: DeterministicAutomaton.dead, count: automaton.stateCount * columnCount)
        for state in 0..<automaton.stateCount {
            let row = state * columnCount
            var letter = 0
            while letter < automaton.classCount {
                let column = asciiColumns[letter]
                if column >= 0 {
                    rows[row + column] = automaton.transitions[state * automaton.classCount + letter]
                }
                letter += 1
            }
            var index = 0
            while index < leadNodes.count {
                rows[row + leadColumns[index]] = try target(state, leadNodes[index])
                index += 1
            }
        }
        for state in 2..<max(2, automaton.stateCount) where skipsContinuations[state] {
            for column in continuationColumns { rows[state * columnCount + column] = state }
        }
        for state in innerStates { appendRow(state) }
    }

    private mutating func appendRow(_ state: InnerState) {
        let row = rows.count
        rows.append(contentsOf: repeatElement(DeterministicAutomaton.dead, count: columnCount))
        var run = 0
        for index in 0..<64 {
            if run + 1 < state.starts.count && state.starts[run + 1] <= index { run += 1 }
            rows[row + columns[0x80 + index]] = state.targets[run]
        }
    }

    /// The state between bytes in which `node` describes those to come, and `state` is where the character began.
    private mutating func target(_ state: Int, _ node: Int) throws(PatternError) -> Int {
        let key = state * spelling.nodes.count + node
        if let number = known[key] { return number }
        let description = spelling.nodes[node]
        steps += description.values.count
        guard steps <= PatternLimits.constructionSteps else { throw ByteAutomaton.tooLarge }
        var result = InnerState()
        var run = 0
        while run < description.values.count {
            let value = description.values[run]
            let target = description.height == 1 ? successor(state, value) : try target(state, value)
            if result.targets.last != target {
                result.starts.append(description.starts[run])
                result.targets.append(target)
            }
            run += 1
        }
        let number: Int
        if result.targets.count == 1, result.targets[0] < automaton.stateCount {
            number = result.targets[0]
            skipsContinuations[number] = true
        } else {
            number = try self.number(result)
        }
        known[key] = number
        return number
    }

    private func successor(_ state: Int, _ symbol: Int) -> Int {
        let width = automaton.classCount
        switch spelling.symbols[symbol] {
        case .single(let letter):
            return automaton.transitions[state * width + letter]
        case .pair(let high, let low):
            return automaton.transitions[automaton.transitions[state * width + high] * width + low]
        }
    }

    private mutating func number(_ state: InnerState) throws(PatternError) -> Int {
        if let number = inner[state] { return number }
        let number = stateCount
        inner[state] = number
        innerStates.append(state)
        stateCount += 1
        try ByteAutomaton.checkCount(stateCount)
        return number
    }
}
