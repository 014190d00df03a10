/// Which directions of writing a label may mix (RFC 5893, section 2).
enum BidiRule {
    /// The bidirectional classes of characters, as far as the rule tells them apart.
    enum Direction: UInt8 {
        case leftToRight
        /// R and AL.
        case rightToLeft
        case arabicNumber
        case europeanNumber
        /// ES, CS, ET, ON and BN.
        case neutral
        case mark
        case other
    }

    private static let directions = CodePointRanges(DomainTables.directions, hasValues: true)

    private static func direction(of point: UInt32) -> Direction {
        Direction(rawValue: directions[point]) ?? .other
    }

    /// Whether a label makes all labels of its domain keep the rule.
    static func concerns(_ label: [UInt32]) -> Bool {
        label.contains { $0 >= 0x590 && [.rightToLeft, .arabicNumber].contains(direction(of: $0)) }
    }

    /// Whether a label keeps the rule.
    static func admits(_ label: [UInt32]) -> Bool {
        let directions = label.map(direction)
        guard let first = directions.first, let last = directions.last(where: { $0 != .mark }) else { return false }
        switch first {
        case .leftToRight:
            return [.leftToRight, .europeanNumber].contains(last)
                && !directions.contains { [.rightToLeft, .arabicNumber, .other].contains($0) }
        case .rightToLeft:
            return [.rightToLeft, .europeanNumber, .arabicNumber].contains(last)
                && !directions.contains { [.leftToRight, .other].contains($0) }
                && !(directions.contains(.europeanNumber) && directions.contains(.arabicNumber))
        case .arabicNumber, .europeanNumber, .neutral, .mark, .other: return false
        }
    }
}
