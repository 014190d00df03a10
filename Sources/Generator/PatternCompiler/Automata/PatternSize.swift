/// How many states a pattern needs once its counts are written out.
enum PatternSize {
    /// Refuses a pattern whose counts, written out, would exceed the limit; nothing is built before.
    static func check(_ root: PatternNode) throws(PatternError) {
        guard try size(root) <= PatternLimits.positions else {
            throw tooManyPositions
        }
    }

    static var tooManyPositions: PatternError {
        let note = "it has more than \(PatternLimits.positions) positions; split it into several"
        return PatternError(.tooLarge, "the pattern is too long", note: note, at: 0)
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
