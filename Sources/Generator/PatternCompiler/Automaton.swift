/// A nondeterministic automaton over elements, in parallel arrays that are cheap to walk in a debug build.
struct Automaton {
    enum Kind: UInt8 {
        /// Reads one element of a set.
        case consume
        /// Goes on to both of its targets.
        case split
        /// Goes on if the place in the string is of a kind.
        case assert
        /// The pattern has matched.
        case match
    }

    private(set) var kinds: [Kind] = []
    /// Where a state goes on to; -1 where it does not.
    private(set) var targets: [Int] = []
    /// The second target of a split, the set of a consuming state, or the assertion's raw value.
    private(set) var arguments: [Int] = []
    private(set) var sets: [CodeUnitSet] = []
    private(set) var start = 0
    /// Which assertions occur, as bits of their raw values.
    private(set) var assertions = 0
    let flags: PatternFlags

    private var setNumbers: [CodeUnitSet: Int] = [:]
    private var characterSets: [UInt32: Int] = [:]
    private var dotSet: Int?
    private let lowering: PatternLowering

    /// The assertions as the construction tells them apart.
    enum Assertion: Int {
        case start
        case lineStart
        case end
        case lineEnd
        case wordBoundary
        case noWordBoundary
    }

    init(_ pattern: ParsedPattern) throws(PatternError) {
        flags = pattern.flags
        lowering = PatternLowering(flags: pattern.flags)
        try Self.checkSize(pattern.root)
        let match = add(.match, target: -1, argument: 0)
        start = build(pattern.root, next: match)
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
            return add(.consume, target: next, argument: number(of: lowering.set(characterClass)))
        case .assertion(let assertion):
            return build(assertion, next: next)
        case .sequence(let nodes):
            var next = next
            for node in nodes.reversed() { next = build(node, next: next) }
            return next
        case .alternatives(let nodes):
            return build(alternatives: nodes, next: next)
        case .capture(let node, _):
            return build(node, next: next)
        case .repetition(let node, let quantifier):
            return build(node, quantifier, next: next)
        case .lookaround, .backreference:
            // The parser has refused the pattern.
            return next
        }
    }

    /// Branches of one element each are a set; the order of branches decides no verdict.
    private mutating func build(alternatives nodes: [PatternNode], next: Int) -> Int {
        var first = -1
        var intervals: [CodeUnitSet.Interval] = []
        for node in nodes.reversed() {
            if case .character(let value) = node {
                intervals.append(CodeUnitSet.Interval(lower: value, upper: value))
                continue
            }
            let branch = build(node, next: next)
            first = first < 0 ? branch : add(.split, target: branch, argument: first)
        }
        guard !intervals.isEmpty else { return first }
        let branch = add(.consume, target: next, argument: number(of: CodeUnitSet(unordered: intervals)))
        return first < 0 ? branch : add(.split, target: branch, argument: first)
    }

    private mutating func build(_ node: PatternNode, _ quantifier: Quantifier, next: Int) -> Int {
        var first = next
        var minimum = quantifier.minimum
        if let maximum = quantifier.maximum {
            var optional = maximum - minimum
            while optional > 0 {
                let body = build(node, next: first)
                first = add(.split, target: body, argument: next)
                optional -= 1
            }
        } else {
            let loop = add(.split, target: -1, argument: next)
            let body = build(node, next: loop)
            targets[loop] = body
            // One turn or more: the body that the loop holds serves as the first turn too.
            first = minimum > 0 ? body : loop
            minimum = max(0, minimum - 1)
        }
        while minimum > 0 {
            first = build(node, next: first)
            minimum -= 1
        }
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
        let number = number(of: .element(value))
        characterSets[value] = number
        return number
    }

    private mutating func number(of set: CodeUnitSet) -> Int {
        if let number = setNumbers[set] { return number }
        setNumbers[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    // MARK: Size

    /// Refuses a pattern whose counts, written out, would exceed the limit; nothing is built before.
    private static func checkSize(_ root: PatternNode) throws(PatternError) {
        guard try size(root) <= PatternLimits.positions else {
            let note = "it has more than \(PatternLimits.positions) positions; split it into several"
            throw PatternError(.tooLarge, "the pattern is too long", note: note, at: 0)
        }
    }

    /// An upper bound of the states of a node. Even the empty node counts, so that time is bounded too.
    private static func size(_ node: PatternNode) throws(PatternError) -> Int {
        switch node {
        case .character, .dot, .characterClass, .assertion, .backreference:
            return 1
        case .capture(let node, _), .lookaround(let node, _):
            return try size(node) + 1
        case .sequence(let nodes):
            var sum = 1
            for node in nodes { sum += try size(node) }
            return sum
        case .alternatives(let nodes):
            var sum = 1
            for node in nodes { sum += try size(node) + 1 }
            return sum
        case .repetition(let node, let quantifier):
            let (product, overflows) = (try size(node) + 1).multipliedReportingOverflow(by: quantifier.turns)
            guard !overflows, product <= PatternLimits.positions else {
                let note = "written out, it has more than \(PatternLimits.positions) positions; use a length rule"
                throw PatternError(.tooLarge, "the count is too large", note: note, at: quantifier.offset)
            }
            return product
        }
    }
}
