import ToolValidation

/// A nondeterministic automaton over elements, in parallel arrays that are cheap to walk in a debug build.
struct Automaton {
    typealias Kind = PatternProgram.Kind
    typealias Assertion = PatternProgram.Assertion

    /// What the automaton is made for, which decides in which direction the states of lookarounds read.
    enum Use {
        /// A table: everything reads forwards.
        case table
        /// Sets of states: the states of a lookahead read backwards, so that a pass from the end of the text finds the
        /// places where it holds.
        case stateSets
        /// Trying one way after the other, as ECMAScript says: the states of a lookbehind read backwards, and the places
        /// of groups are noted.
        case backtracking
    }

    struct Lookaround {
        var start: Int
        var isBehind: Bool
        var isNegative: Bool
    }

    private(set) var kinds: [Kind] = []
    /// Where a state goes on to; -1 where it does not.
    private(set) var targets: [Int] = []
    /// The second target of a split, the set of a consuming state, the assertion's raw value, or the lookaround.
    private(set) var arguments: [Int] = []
    private(set) var sets: [CodeUnitSet] = []
    private(set) var lookarounds: [Lookaround] = []
    private(set) var start = 0
    /// Where the pattern, or a lookahead, has matched.
    private(set) var match = 0
    /// Where a lookbehind has matched what ends at this place.
    private(set) var found = 0
    private(set) var registerCount = 0
    /// Which assertions occur, as bits of their raw values.
    private(set) var assertions = 0
    let flags: PatternFlags
    let use: Use

    private let lowering: PatternLowering
    /// Whether the states that are being added read backwards.
    private var isReversed = false
    private let groupNames: [String: Int]
    private var setNumbers: [CodeUnitSet: Int] = [:]
    private var characterSets: [UInt32: Int] = [:]
    private var dotSet: Int?
    /// The lookarounds by their place in the source: a repeated one is the same in all its copies.
    private var lookaroundNumbers: [Int: Int] = [:]

    init(_ pattern: ParsedPattern, for use: Use) throws(PatternError) {
        self.use = use
        flags = pattern.flags
        groupNames = pattern.groupNames
        // Two for each group, and for the whole, which is number 0.
        if use == .backtracking { registerCount = 2 * pattern.captureCount + 2 }
        lowering = PatternLowering(flags: pattern.flags)
        try PatternSize.check(pattern.root)
        match = add(.match, target: 0, argument: 0)
        found = add(.match, target: 0, argument: 0)
        start = build(pattern.root, next: match)
        // Strings of classes are the one thing whose size is known only here.
        guard kinds.count <= PatternLimits.positions * (use == .backtracking ? 4 : 1) else {
            throw PatternSize.tooManyPositions
        }
    }

    func uses(_ assertion: Assertion) -> Bool { assertions >> assertion.rawValue & 1 == 1 }

    // MARK: Construction, from the end to the start

    /// Adds the states of a node that goes on to `next`, and returns the first of them.
    private mutating func build(_ node: PatternNode, next: Int) -> Int {
        switch node {
        case .character(let value):
            return add(.consume, target: next, argument: number(ofCharacter: value))
        case .dot:
            let set = dotSet ?? number(of: lowering.dot)
            dotSet = set
            return add(.consume, target: next, argument: set)
        case .characterClass(let characterClass):
            let contents = lowering.contents(characterClass)
            let single = add(.consume, target: next, argument: number(of: contents.set))
            return contents.strings.isEmpty ? single : build(contents.strings, else: single, next: next)
        case .assertion(let assertion):
            return build(assertion, next: next)
        case .sequence(let nodes):
            var next = next
            for node in isReversed ? nodes : nodes.reversed() { next = build(node, next: next) }
            return next
        case .alternatives(let nodes):
            return build(alternatives: nodes, next: next)
        case .capture(let node, let number):
            guard use == .backtracking else { return build(node, next: next) }
            let (first, last) = isReversed ? (2 * number + 1, 2 * number) : (2 * number, 2 * number + 1)
            let end = add(.save, target: next, argument: last)
            return add(.save, target: build(node, next: end), argument: first)
        case .repetition(let node, let quantifier):
            return build(node, quantifier, next: next)
        case .lookaround(let node, let lookaround):
            return add(.look, target: next, argument: number(of: lookaround, node))
        case .backreference(let reference):
            let number =
                switch reference.target {
                case .number(let number): number
                // The parser has seen to it that there is one.
                case .name(let name): groupNames[name] ?? 0
                }
            return add(.backreference, target: next, argument: 2 * number)
        }
    }

    /// Branches of one element each are a set; only backreferences can tell in which order branches are tried.
    private mutating func build(alternatives nodes: [PatternNode], next: Int) -> Int {
        var first = -1
        var intervals: [CodeUnitSet.Interval] = []
        for node in nodes.reversed() {
            if case .character(let value) = node, use != .backtracking {
                intervals += lowering.set(ofCharacter: value).intervals
                continue
            }
            let branch = build(node, next: next)
            first = first < 0 ? branch : add(.split, target: branch, argument: first)
        }
        guard !intervals.isEmpty else { return first }
        let branch = add(.consume, target: next, argument: number(of: CodeUnitSet(unordered: intervals)))
        return first < 0 ? branch : add(.split, target: branch, argument: first)
    }

    /// Strings as a graph in which equal ends are one, with another way to `next` beside them.
    private mutating func build(_ strings: Set<[UInt32]>, else single: Int, next: Int) -> Int {
        var ends: [[ArraySlice<UInt32>]: Int] = [:]
        var first = single
        let spelled = isReversed ? strings.map { Array($0.reversed()) } : Array(strings)
        let branches = build(spelled.map { $0[...] }, next: next, &ends)
        if branches >= 0 { first = add(.split, target: branches, argument: first) }
        return first
    }

    private mutating func build(
        _ strings: [ArraySlice<UInt32>],
        next: Int,
        _ ends: inout [[ArraySlice<UInt32>]: Int]
    ) -> Int {
        let strings = strings.sorted { $0.lexicographicallyPrecedes($1) }
        if let known = ends[strings] { return known }
        guard kinds.count <= PatternLimits.positions else { return next }
        var first = -1
        var rest = strings[...]
        if let shortest = rest.first, shortest.isEmpty {
            first = next
            rest = rest.drop { $0.isEmpty }
        }
        while let head = rest.first?.first {
            let end = rest.firstIndex { $0.first != head } ?? rest.endIndex
            let tail = build(rest[..<end].map { $0.dropFirst() }, next: next, &ends)
            let branch = add(.consume, target: tail, argument: number(ofCharacter: head))
            first = first < 0 ? branch : add(.split, target: branch, argument: first)
            rest = rest[end...]
        }
        ends[strings] = first
        return first
    }

    private mutating func build(_ node: PatternNode, _ quantifier: Quantifier, next: Int) -> Int {
        var first = next
        var minimum = quantifier.minimum
        if let maximum = quantifier.maximum {
            var optional = maximum - minimum
            while optional > 0 {
                first = addChoice(quantifier, turn: build(turn: node, quantifier, isOptional: true, next: first), next)
                optional -= 1
            }
        } else {
            let loop = addChoice(quantifier, turn: -1, next)
            let body = build(turn: node, quantifier, isOptional: true, next: loop)
            if quantifier.isLazy { arguments[loop] = body } else { targets[loop] = body }
            first = loop
            if minimum > 0, use != .backtracking {
                // One turn or more: the body that the loop holds serves as the first turn too.
                first = body
                minimum -= 1
            }
        }
        while minimum > 0 {
            first = build(turn: node, quantifier, isOptional: false, next: first)
            minimum -= 1
        }
        return first
    }

    private mutating func addChoice(_ quantifier: Quantifier, turn: Int, _ next: Int) -> Int {
        quantifier.isLazy
            ? add(.split, target: next, argument: turn) : add(.split, target: turn, argument: next)
    }

    /// One turn of a repetition. Each forgets what its groups captured before, and one that need not be reads something
    /// (ECMA-262 22.2.2.3.1, RepeatMatcher).
    private mutating func build(
        turn node: PatternNode,
        _ quantifier: Quantifier,
        isOptional: Bool,
        next: Int
    ) -> Int {
        guard use == .backtracking else { return build(node, next: next) }
        var first = next
        if isOptional {
            let register = registerCount
            registerCount += 1
            first = add(.check, target: first, argument: register)
            first = build(node, next: first)
            first = add(.save, target: first, argument: register)
        } else {
            first = build(node, next: first)
        }
        for number in quantifier.captures { first = add(.forget, target: first, argument: 2 * number) }
        return first
    }

    private mutating func build(_ assertion: PatternAssertion, next: Int) -> Int {
        let lowered: Assertion =
            switch assertion {
            case .start: flags.isMultiline ? .lineStart : .start
            case .end: flags.isMultiline ? .lineEnd : .end
            case .wordBoundary: .wordBoundary
            case .noWordBoundary: .noWordBoundary
            }
        assertions |= 1 << lowered.rawValue
        return add(.assert, target: next, argument: lowered.rawValue)
    }

    private mutating func add(_ kind: Kind, target: Int, argument: Int) -> Int {
        kinds.append(kind)
        targets.append(target)
        arguments.append(argument)
        return kinds.count - 1
    }

    private mutating func number(ofCharacter value: UInt32) -> Int {
        if let number = characterSets[value] { return number }
        let number = number(of: lowering.set(ofCharacter: value))
        characterSets[value] = number
        return number
    }

    private mutating func number(of set: CodeUnitSet) -> Int {
        if let number = setNumbers[set] { return number }
        setNumbers[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    private mutating func number(of lookaround: PatternLookaround, _ node: PatternNode) -> Int {
        if let number = lookaroundNumbers[lookaround.offset] { return number }
        let outer = isReversed
        isReversed =
            switch use {
            case .table: false
            case .stateSets: !lookaround.isBehind
            case .backtracking: lookaround.isBehind
            }
        let start = build(node, next: lookaround.isBehind ? found : match)
        isReversed = outer
        // Numbered after the lookarounds in it.
        let number = lookarounds.count
        lookaroundNumbers[lookaround.offset] = number
        let (isBehind, isNegative) = (lookaround.isBehind, lookaround.isNegative)
        lookarounds.append(Lookaround(start: start, isBehind: isBehind, isNegative: isNegative))
        return number
    }
}
