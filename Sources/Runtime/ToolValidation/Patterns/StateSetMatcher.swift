/// Walks through a text with the set of all states that the pattern could be in: in time linear in the text.
///
/// The truth of each lookaround at each place comes first, inner ones before outer ones, each by a pass of its own: a
/// lookbehind's from the start of the text, a lookahead's, whose states read backwards, from its end (Barrière and
/// Pit-Claudel, "Linear Matching of JavaScript Regexes", PLDI 2024).
struct StateSetMatcher {
    /// How many bytes of memory a match may use. One bit for each lookaround and byte of the text, and sixteen bytes
    /// for each state, must fit; a longer text is not decided.
    static let scratchLimit = 16 << 20

    private let program: PatternProgram
    private let text: TextElements
    private let bitmapSize: Int

    init(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt8>) {
        self.program = program
        self.text = TextElements(bytes: text, isUnicode: program.isUnicode)
        bitmapSize = (text.count + 8) / 8
    }

    func verdict() -> Pattern.Verdict {
        let stateCount = program.states.count
        let size = 16 * stateCount + bitmapSize * program.lookarounds.count
        guard size <= Self.scratchLimit else { return .undecided }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        let lists = memory.bindMemory(to: Int32.self, capacity: 4 * stateCount)
        var pass = Pass(
            visited: lists,
            stack: lists + stateCount,
            reading: lists + 2 * stateCount,
            entered: lists + 3 * stateCount,
            truths: (memory + 16 * stateCount).assumingMemoryBound(to: UInt8.self)
        )
        for (index, lookaround) in program.lookarounds.enumerated() {
            _ = run(&pass, from: lookaround.start, isBackward: !lookaround.isBehind, lookaround: index)
        }
        return run(&pass, from: program.start, isBackward: false, lookaround: nil) ? .match : .noMatch
    }

    /// The memory of a pass; each list has room for each state once.
    private struct Pass {
        /// The generation in which a state was reached last: one for each place of each pass.
        let visited: UnsafeMutablePointer<Int32>
        let stack: UnsafeMutablePointer<Int32>
        /// The states that read the next element.
        let reading: UnsafeMutablePointer<Int32>
        /// The states that reading the last element led to.
        let entered: UnsafeMutablePointer<Int32>
        /// The truth of each lookaround at each place.
        let truths: UnsafeMutablePointer<UInt8>
        var generation: Int32 = 0
    }

    /// One pass over the text. For a lookaround, notes where it finds something; otherwise says whether anything matched.
    private func run(_ pass: inout Pass, from start: Int32, isBackward: Bool, lookaround: Int?) -> Bool {
        var place = isBackward ? text.count : 0
        let end = isBackward ? 0 : text.count
        var enteredCount = 0
        var before = place > 0 ? program.letter(of: text.previous(place).element) : nil
        var after = place < text.count ? program.letter(of: text.next(place).element) : nil
        var isFirst = true
        while true {
            pass.generation &+= 1
            var stackCount = 0
            func push(_ state: Int32) {
                guard pass.visited[Int(state)] != pass.generation else { return }
                pass.visited[Int(state)] = pass.generation
                pass.stack[stackCount] = state
                stackCount += 1
            }
            for index in 0..<enteredCount { push(pass.entered[index]) }
            if lookaround != nil || !program.isSticky || isFirst { push(start) }
            isFirst = false
            var readingCount = 0
            while stackCount > 0 {
                stackCount -= 1
                let number = pass.stack[stackCount]
                let state = program.states[Int(number)]
                switch state.kind {
                case .consume:
                    pass.reading[readingCount] = number
                    readingCount += 1
                case .split:
                    push(state.target)
                    push(state.argument)
                case .assert:
                    if program.holds(state.argument, before: before, after: after) { push(state.target) }
                case .look:
                    let index = Int(state.argument)
                    let isFound = pass.truths[index * bitmapSize + place >> 3] >> UInt8(place & 7) & 1 == 1
                    if isFound != program.lookarounds[index].isNegative { push(state.target) }
                case .match:
                    guard let lookaround else { return true }
                    pass.truths[lookaround * bitmapSize + place >> 3] |= 1 << UInt8(place & 7)
                // A program for sets of states has none of these.
                case .save, .forget, .backreference, .check: break
                }
            }
            if place == end { return false }
            enteredCount = 0
            let letter = (isBackward ? before : after) ?? 0
            pass.generation &+= 1
            for index in 0..<readingCount {
                let state = program.states[Int(pass.reading[index])]
                guard program.contains(Int(state.argument), letter) else { continue }
                guard pass.visited[Int(state.target)] != pass.generation else { continue }
                pass.visited[Int(state.target)] = pass.generation
                pass.entered[enteredCount] = state.target
                enteredCount += 1
            }
            if isBackward {
                place = text.previous(place).place
                after = before
                before = place > 0 ? program.letter(of: text.previous(place).element) : nil
            } else {
                place = text.next(place).place
                before = after
                after = place < text.count ? program.letter(of: text.next(place).element) : nil
            }
        }
    }
}
