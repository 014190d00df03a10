/// The layout of a compiled pattern's tables: numbers in base 64, whose digits are the bytes from `0` to `o`, the least
/// digit first.
///
///     digits   meaning
///     1        version of the layout
///     1        width of a column number in digits, 1 or 2
///     1        width of an entry in digits, 1 or 2
///     1        shift: entries count in units of 2^shift columns
///     2        stride of a row, in columns
///     2        entry of the start
///     2        the first entry of a row that does not match at the end of the input
///     256 × …  the column of each byte
///     …        the least digits of all rows' entries, then, if entries have two, their other digits
///
/// An entry is 0 where nothing can match any more, 1 where the pattern has matched, or else 2 plus the place of a row.
/// Neither sink has a row. The digits fit a raw string literal as they are.
package struct AutomatonTable: Sendable {
    package static let version = 1
    package static let zero: UInt8 = 0x30
    package static let digitBits = 6
    package static let digitCount = 64
    package static let headerCount = 10

    let columnWidth: Int
    let entryWidth: Int
    let shift: Int
    /// The number of entries, padding included.
    let entryCount: Int
    /// The place of the start's row, or one of the sinks.
    let start: UInt
    /// Rows at lower places match at the end of the input.
    let finalBound: UInt
    /// All rows at lower places lie within the table.
    let rowBound: UInt

    /// The places of the sinks, which are their entries less 2.
    static let accepting = UInt.max
    static let dead = UInt.max - 1

    /// Reads the header, and checks it against the size of the table and the columns, so that no place below
    /// ``rowBound`` and no byte of input lead outside. Entries are checked as they are followed.
    ///
    /// Returns nil where the table is not one.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        func number(_ index: Int, width: Int) -> Int? {
            var result = 0
            for position in (index..<index + width).reversed() {
                let digit = Int(bytes[position]) - Int(Self.zero)
                guard 0..<Self.digitCount ~= digit else { return nil }
                result = result << Self.digitBits | digit
            }
            return result
        }

        guard bytes.count >= Self.headerCount,
            number(0, width: 1) == Self.version,
            let columnWidth = number(1, width: 1), 1...2 ~= columnWidth,
            let entryWidth = number(2, width: 1), 1...2 ~= entryWidth,
            let shift = number(3, width: 1), 0...8 ~= shift,
            let stride = number(4, width: 2),
            let start = number(6, width: 2),
            let finalBound = number(8, width: 2), finalBound >= 2
        else { return nil }

        let rowsStart = Self.headerCount + 256 * columnWidth
        let entryCount = (bytes.count - rowsStart) / entryWidth
        guard bytes.count >= rowsStart else { return nil }
        for byte in 0..<256 {
            guard let column = number(Self.headerCount + byte * columnWidth, width: columnWidth), column < stride
            else { return nil }
        }
        let rowBound = entryCount < stride ? 0 : (entryCount - stride) >> shift + 1
        guard start < rowBound + 2 else { return nil }

        self.columnWidth = columnWidth
        self.entryWidth = entryWidth
        self.shift = shift
        self.entryCount = entryCount
        self.start = UInt(bitPattern: start - 2)
        self.finalBound = UInt(bitPattern: finalBound - 2)
        self.rowBound = UInt(bitPattern: rowBound)
    }

    /// The prefilter of the automaton; nil where it has none. `bytes` are those that the table was made from.
    func prefilter(_ bytes: UnsafeBufferPointer<UInt8>) -> PatternPrefilter? {
        guard let base = bytes.baseAddress else { return nil }
        let rows = Rows(
            base + Self.headerCount,
            entryCount,
            columnWidth: columnWidth,
            entryWidth: entryWidth,
            shift: UInt(shift)
        )
        return PatternPrefilter(start: start) { byte, place in
            guard place < rowBound else { return nil }
            let following = rows.next(byte, from: place &+ rows.firstPlace) &- rows.firstPlace
            return following < rowBound ? following : nil
        }
    }
}
