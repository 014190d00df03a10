/// An expression as the fuzzer made it: its source, and enough to make strings that meet it.
///
/// What a node claims need not be so (`\1` before a `0` is another escape): node alone says what an expression means.
indirect enum FuzzPattern {
    /// What matches one of the samples: strings of code points.
    case atom(String, samples: [[UInt32]])
    case assertion(String, atLineEdge: Bool)
    case sequence([FuzzPattern])
    case alternatives([FuzzPattern])
    case group(opening: String, FuzzPattern, number: Int?)
    case repetition(FuzzPattern, String, ClosedRange<Int>)
    case lookaround(opening: String, FuzzPattern, isBehind: Bool, isNegative: Bool)
    case reference(String, number: Int)

    var source: String {
        switch self {
        case .atom(let source, _), .assertion(let source, _), .reference(let source, _): source
        case .sequence(let parts): parts.map(\.source).joined()
        case .alternatives(let parts): parts.map(\.source).joined(separator: "|")
        case .group(let opening, let content, _), .lookaround(let opening, let content, _, _):
            opening + content.source + ")"
        case .repetition(let content, let quantifier, _): content.source + quantifier
        }
    }
}

/// An expression and the strings to try it on; without any, only whether it is valid counts.
struct FuzzCase: Encodable {
    var source: String
    var flags: String
    var texts: [String]
}
