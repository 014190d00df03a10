import ToolValidation

extension TableReader {
    /// Reads a range: the gap between the end of the last and its start, and its length less one.
    mutating func range(after end: inout UInt32) -> CodeUnitSet.Interval {
        let lower = end + number()
        let upper = lower + number()
        end = upper + 1
        return CodeUnitSet.Interval(lower: lower, upper: upper)
    }
}

extension CodeUnitSet {
    /// The set that a table of ranges holds.
    init(table: StaticString) {
        self.init()
        var reader = TableReader(table)
        var end: UInt32 = 0
        while !reader.isAtEnd {
            let range = reader.range(after: &end)
            insert(range.lower, range.upper)
        }
    }
}
