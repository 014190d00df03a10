/// Reads the numbers of a table in ``UnicodeTables``.
///
/// They are written in base 32, the least digit first. The digits are the bytes from `0` on, and 32 is added to each but
/// a number's last. Newlines mean nothing: they keep the lines of the literal short.
struct UnicodeTableReader {
    private var next: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    init(_ table: StaticString) {
        next = table.utf8Start
        end = table.utf8Start + table.utf8CodeUnitCount
    }

    var isAtEnd: Bool { next == end }

    mutating func number() -> UInt32 {
        var result: UInt32 = 0
        var shift: UInt32 = 0
        while next < end {
            let byte = next.pointee
            next += 1
            if byte == 0x0A { continue }
            let digit = UInt32(byte &- 0x30)
            result |= (digit & 31) << shift
            if digit < 32 { break }
            shift += 5
        }
        return result
    }

    mutating func numbers(_ count: UInt32) -> [UInt32] {
        (0..<count).map { _ in number() }
    }

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
        var reader = UnicodeTableReader(table)
        var end: UInt32 = 0
        while !reader.isAtEnd {
            let range = reader.range(after: &end)
            insert(range.lower, range.upper)
        }
    }
}
