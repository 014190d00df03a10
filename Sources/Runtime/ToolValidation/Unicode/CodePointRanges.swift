/// Ranges of code points, each with a number.
struct CodePointRanges: Sendable {
    private var lowers: [UInt32] = []
    private var uppers: [UInt32] = []
    private var values: [UInt8] = []

    /// Reads ranges: the gap before each, its length less one, and its number if they have any.
    init(_ table: StaticString, hasValues: Bool) {
        var reader = TableReader(table)
        var next: UInt32 = 0
        while !reader.isAtEnd {
            let lower = next + reader.number()
            let upper = lower + reader.number()
            lowers.append(lower)
            uppers.append(upper)
            values.append(hasValues ? UInt8(truncatingIfNeeded: reader.number()) : 1)
            next = upper + 1
        }
    }

    /// The number of the range that holds a code point; 0 where none does.
    subscript(point: UInt32) -> UInt8 {
        var (low, high) = (0, lowers.count)
        while low < high {
            let middle = (low + high) / 2
            if lowers[middle] <= point { low = middle + 1 } else { high = middle }
        }
        return low > 0 && point <= uppers[low - 1] ? values[low - 1] : 0
    }
}
