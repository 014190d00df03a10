import ToolValidation

/// Writes an automaton as the digits that `ToolValidation.Pattern` reads; `AutomatonTable` says how they are laid out.
struct TableEncoder {
    private let automaton: ByteAutomaton
    private let rowCount: Int
    private let columnWidth: Int
    private let entryWidth: Int
    /// Rows begin at multiples of 2 to the power of this, and entries count in that unit.
    private let shift: Int

    static func encode(_ automaton: ByteAutomaton) throws(PatternError) -> [UInt8] {
        try TableEncoder(automaton).encode()
    }

    private init(_ automaton: ByteAutomaton) {
        self.automaton = automaton
        let rowCount = automaton.stateCount - 2
        let digits = AutomatonTable.digitCount
        columnWidth = automaton.columnCount <= digits ? 1 : 2
        entryWidth = automaton.stateCount <= digits ? 1 : 2
        let entryCount = entryWidth == 1 ? digits : digits * digits
        // The smallest unit in which the last row can still be counted wastes least between rows.
        var shift = 0
        while rowCount * Self.units(automaton.columnCount, shift) + 2 > entryCount { shift += 1 }
        self.rowCount = rowCount
        self.shift = shift
    }

    private static func units(_ columnCount: Int, _ shift: Int) -> Int {
        (columnCount + 1 << shift - 1) >> shift
    }

    private func encode() throws(PatternError) -> [UInt8] {
        let units = Self.units(automaton.columnCount, shift)
        let stride = units << shift
        let size = AutomatonTable.headerCount + 256 * columnWidth + rowCount * stride * entryWidth
        guard size <= PatternLimits.tableBytes else {
            let note =
                "its tables need \(size) bytes of at most \(PatternLimits.tableBytes); use a length rule for counts"
            throw PatternError(.tooLarge, "the pattern is too large", note: note, at: 0)
        }
        func entry(_ state: Int) -> Int { state < 2 ? state : (state - 2) * units + 2 }

        var writer = DigitWriter(capacity: size)
        writer.write(AutomatonTable.version, width: 1)
        writer.write(columnWidth, width: 1)
        writer.write(entryWidth, width: 1)
        writer.write(shift, width: 1)
        writer.write(stride, width: 2)
        writer.write(entry(automaton.start), width: 2)
        writer.write(entry(automaton.finalBound), width: 2)
        for column in automaton.columns { writer.write(column, width: columnWidth) }
        for digit in 0..<entryWidth {
            var index = 0
            for _ in 0..<rowCount {
                var column = 0
                while column < stride {
                    let isPadding = column >= automaton.columnCount
                    let number = isPadding ? 0 : entry(automaton.rows[index + column])
                    writer.write(number >> (digit * AutomatonTable.digitBits), width: 1)
                    column += 1
                }
                index += automaton.columnCount
            }
        }
        return writer.bytes
    }
}

/// Writes numbers in base 64, the least digit first.
private struct DigitWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func write(_ number: Int, width: Int) {
        var rest = number
        var digit = 0
        while digit < width {
            bytes.append(AutomatonTable.zero + UInt8(truncatingIfNeeded: rest & (AutomatonTable.digitCount - 1)))
            rest >>= AutomatonTable.digitBits
            digit += 1
        }
    }
}
