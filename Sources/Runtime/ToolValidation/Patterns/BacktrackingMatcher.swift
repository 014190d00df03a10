/// Tries one way through a pattern after the other, as ECMA-262 22.2.2 describes matching: what backreferences need, and
/// nothing else is given to.
///
/// The number of steps is bounded, since it can grow exponentially with the text. Beyond the bound nothing is decided.
struct BacktrackingMatcher {
    /// How many ways may be left to try at once, with the registers to restore for them.
    static let stackLimit = 1_000_000

    /// How deep lookarounds may nest: no compiled pattern comes near it, a damaged one might hold itself.
    static let nestingLimit = 128

    private enum Outcome {
        case matched
        case failed
        case outOfSteps
    }

    /// What to do when a way turns out wrong: put a register back, or try another state.
    private struct Entry {
        var register: Int32
        var state: Int32
        var place: Int
    }

    private let program: PatternProgram
    private let text: TextElements
    /// The places noted, -1 where none is.
    private var registers: [Int]
    private var stack: [Entry] = []
    private var steps = 0
    private var nesting = 0

    init(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt8>) {
        self.program = program
        self.text = TextElements(bytes: text, isUnicode: program.isUnicode)
        registers = [Int](repeating: -1, count: program.registerCount)
    }

    mutating func verdict() -> Pattern.Verdict {
        var start = 0
        while true {
            for index in registers.indices { registers[index] = -1 }
            stack.removeAll(keepingCapacity: true)
            switch run(from: program.start, at: start, isBackward: false) {
            case .matched: return .match
            case .outOfSteps: return .undecided
            case .failed: break
            }
            guard start < text.count, !program.isSticky else { return .noMatch }
            start = text.next(start).place
        }
    }

    private mutating func run(from start: Int32, at startPlace: Int, isBackward: Bool) -> Outcome {
        let base = stack.count
        var number = start
        var place = startPlace
        while true {
            steps += 1
            guard steps <= Pattern.stepLimit, stack.count <= Self.stackLimit else { return .outOfSteps }
            let state = program.states[Int(number)]
            var fails = false
            switch state.kind {
            case .match: return .matched
            case .consume:
                if let (element, next) = read(from: place, isBackward: isBackward),
                    program.contains(Int(state.argument), program.letter(of: element))
                {
                    place = next
                } else {
                    fails = true
                }
            case .split: stack.append(Entry(register: -1, state: state.argument, place: place))
            case .assert: fails = !holds(state.argument, at: place)
            case .look:
                switch look(Int(state.argument), at: place) {
                case .matched: break
                case .failed: fails = true
                case .outOfSteps: return .outOfSteps
                }
            case .save: set(state.argument, place)
            case .forget:
                set(state.argument, -1)
                set(state.argument + 1, -1)
            case .check: fails = registers[Int(state.argument)] == place
            case .backreference:
                if let next = repeated(Int(state.argument), at: place, isBackward: isBackward) {
                    place = next
                } else {
                    fails = true
                }
            }
            if !fails {
                number = state.target
            } else if let entry = backtrack(to: base) {
                (number, place) = (entry.state, entry.place)
            } else {
                return .failed
            }
        }
    }

    // MARK: Ways left to try

    private mutating func set(_ register: Int32, _ place: Int) {
        stack.append(Entry(register: register, state: 0, place: registers[Int(register)]))
        registers[Int(register)] = place
    }

    /// Takes back what was done since the last way that is left, down to a height of the stack.
    private mutating func backtrack(to base: Int) -> Entry? {
        while stack.count > base {
            let entry = stack.removeLast()
            if entry.register < 0 { return entry }
            registers[Int(entry.register)] = entry.place
        }
        return nil
    }

    /// Whether a lookaround holds. What it captured stays, the other ways to match it are given up.
    private mutating func look(_ index: Int, at place: Int) -> Outcome {
        let lookaround = program.lookarounds[index]
        let base = stack.count
        let captured = registers
        guard nesting < Self.nestingLimit else { return .outOfSteps }
        nesting += 1
        let outcome = run(from: lookaround.start, at: place, isBackward: lookaround.isBehind)
        nesting -= 1
        guard outcome != .outOfSteps else { return outcome }
        stack.removeSubrange(base...)
        steps += registers.count
        if lookaround.isNegative || outcome == .failed {
            registers = captured
        } else {
            for (register, former) in captured.enumerated() where registers[register] != former {
                stack.append(Entry(register: Int32(register), state: 0, place: former))
            }
        }
        return (outcome == .matched) != lookaround.isNegative ? .matched : .failed
    }

    // MARK: The text

    private func read(from place: Int, isBackward: Bool) -> (element: UInt32, place: Int)? {
        if isBackward { return place > 0 ? text.previous(place) : nil }
        return place < text.count ? text.next(place) : nil
    }

    private func holds(_ assertion: Int32, at place: Int) -> Bool {
        let before = read(from: place, isBackward: true).map { program.letter(of: $0.element) }
        let after = read(from: place, isBackward: false).map { program.letter(of: $0.element) }
        return program.holds(assertion, before: before, after: after)
    }

    /// Where what a group captured ends if it stands here again; a group that captured nothing is empty.
    private mutating func repeated(_ register: Int, at place: Int, isBackward: Bool) -> Int? {
        let (first, last) = (registers[register], registers[register + 1])
        guard first >= 0, last >= 0 else { return place }
        var place = place
        var position = isBackward ? last : first
        while position != (isBackward ? first : last) {
            steps += 1
            guard let expected = read(from: position, isBackward: isBackward),
                let found = read(from: place, isBackward: isBackward),
                program.representative(of: expected.element) == program.representative(of: found.element)
            else { return nil }
            position = expected.place
            place = found.place
        }
        return place
    }
}
