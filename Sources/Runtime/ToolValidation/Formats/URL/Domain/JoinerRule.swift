/// Where U+200C and U+200D may stand, which show only in how their neighbours are drawn (RFC 5892, appendix A).
enum JoinerRule {
    /// How a character joins its neighbours.
    private enum Joining: UInt8 {
        case none, left, right, dual, transparent
    }

    private static let joining = CodePointRanges(DomainTables.joining, hasValues: true)

    /// Whether all joiners of a label stand where they may: behind a virama, or, where they keep letters from joining,
    /// between letters that would join.
    static func admits(_ label: [UInt32]) -> Bool {
        label.indices.allSatisfy { index in
            switch label[index] {
            case 0x200C: isBehindVirama(index, label) || separates(index, label)
            case 0x200D: isBehindVirama(index, label)
            default: true
            }
        }
    }

    private static func isBehindVirama(_ index: Int, _ label: [UInt32]) -> Bool {
        index > 0 && Normalization.shared.rank(of: label[index - 1]) == NormalizationTables.virama
    }

    /// The joiners are not transparent, so that no neighbour is looked at from more than two of them.
    private static func separates(_ index: Int, _ label: [UInt32]) -> Bool {
        let before = label[..<index].lazy.reversed().map(joining(of:)).first { $0 != .transparent }
        let after = label[(index + 1)...].lazy.map(joining(of:)).first { $0 != .transparent }
        return (before == .left || before == .dual) && (after == .right || after == .dual)
    }

    private static func joining(of point: UInt32) -> Joining { Joining(rawValue: joining[point]) ?? .none }
}
