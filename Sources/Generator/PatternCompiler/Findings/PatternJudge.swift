/// Judges an expression that was compiled.
struct PatternJudge {
    /// Beyond how many states a set of states is unusually large: each may cost a step for each character.
    private static let manyStates = 2_000
    /// Beyond how many bytes a table is unusually large.
    private static let manyBytes = 96 * 1_024

    private let pattern: ParsedPattern
    private var findings: [PatternFinding] = []

    static func findings(in pattern: ParsedPattern, _ compiled: CompiledPattern) -> [PatternFinding] {
        var judge = PatternJudge(pattern: pattern)
        judge.judge(compiled)
        return judge.findings
    }

    private init(pattern: ParsedPattern) { self.pattern = pattern }

    private mutating func judge(_ compiled: CompiledPattern) {
        findings += MisleadingEscapes.findings(in: compiled.source, pattern.flags)
        if compiled.matchesEverything {
            note(.alwaysMatches, "every text matches this pattern", "anchor it with '^' and '$', or remove it", at: 0)
        } else {
            judgeAnchors()
        }
        if let reference = pattern.backreference {
            note(
                .backreference,
                "a backreference is matched by trying one way after the other",
                "a text that takes too many steps is refused; write the alternatives out if you can",
                at: reference.offset
            )
        }
        let place = pattern.largestCount?.offset ?? 0
        let bytes = compiled.automaton.count
        if compiled.engine == .table, bytes > Self.manyBytes {
            let advice = "a rule of length may replace a large count"
            note(.size, "this pattern adds \(bytes / 1_024) KiB to the program", advice, at: place)
        } else if compiled.engine == .stateSets, compiled.stateCount > Self.manyStates {
            let advice = "a rule of length may replace a large count"
            let message = "each character may take \(compiled.stateCount) steps to match against this pattern"
            note(.size, message, advice, at: place)
        }
    }

    private mutating func note(_ kind: PatternFinding.Kind, _ message: String, _ note: String, at offset: Int) {
        findings.append(PatternFinding(kind: kind, message: message, note: note, offset: offset))
    }

    // MARK: Anchors

    private mutating func judgeAnchors() {
        if case .alternatives(let branches) = pattern.root, let first = branches.first, let last = branches.last {
            judgeAlternatives(branches, first, last)
            return
        }
        if let quantifier = openQuantifier(atEndOf: pattern.root, isStart: false) {
            note(
                .unanchored,
                "what this repeats is not looked at beyond its minimum, since the pattern may end anywhere in the text",
                "end the pattern with '$' if the whole text is meant",
                at: quantifier.offset
            )
        } else if let quantifier = openQuantifier(atEndOf: pattern.root, isStart: true), !pattern.flags.isSticky {
            note(
                .unanchored,
                "what this repeats is not looked at beyond its minimum, since the pattern may begin anywhere in the text",
                "begin the pattern with '^' if the whole text is meant",
                at: quantifier.offset
            )
        }
    }

    /// In `^a|b$` each anchor belongs to one alternative.
    private mutating func judgeAlternatives(_ branches: [PatternNode], _ first: PatternNode, _ last: PatternNode) {
        let startsWithAnchor = branches.map { edge(of: $0, isStart: true).map(isAnchor(.start)) ?? false }
        let endsWithAnchor = branches.map { edge(of: $0, isStart: false).map(isAnchor(.end)) ?? false }
        let isFirstAlone = startsWithAnchor[0] && !startsWithAnchor.dropFirst().contains(true)
        let isLastAlone = endsWithAnchor[branches.count - 1] && !endsWithAnchor.dropLast().contains(true)
        guard isFirstAlone, isLastAlone else { return }
        note(
            .unanchored,
            "'^' belongs to the first alternative alone, and '$' to the last",
            "group the alternatives: '^(?:...|...)$'",
            at: 0
        )
    }

    private func isAnchor(_ anchor: PatternAssertion) -> (PatternNode) -> Bool {
        { node in
            if case .assertion(let assertion) = node { return assertion == anchor }
            return false
        }
    }

    /// The first or last thing in a sequence.
    private func edge(of node: PatternNode, isStart: Bool) -> PatternNode? {
        switch node {
        case .sequence(let nodes): (isStart ? nodes.first : nodes.last).flatMap { edge(of: $0, isStart: isStart) }
        default: node
        }
    }

    /// The quantifier at an end of the pattern that is not anchored, of which only the minimum counts there.
    private func openQuantifier(atEndOf node: PatternNode, isStart: Bool) -> Quantifier? {
        guard case .repetition(let repeated, let quantifier)? = edge(of: node, isStart: isStart),
            quantifier.maximum != quantifier.minimum, quantifier.minimum > 0
        else { return nil }
        // Whoever writes '.+' means that anything may follow.
        if case .dot = repeated { return nil }
        return quantifier
    }
}
