/// Reads the numbers of a table that `make unicode` wrote.
///
/// They are written in base 32, the least digit first. The digits are the bytes from `0` on, and 32 is added to each but
/// a number's last. Newlines mean nothing: they keep the lines of the literal short.
package struct TableReader {
    private var next: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    package init(_ table: StaticString) {
        next = table.utf8Start
        end = table.utf8Start + table.utf8CodeUnitCount
    }

    package var isAtEnd: Bool { next == end }

    package mutating func number() -> UInt32 {
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

    package mutating func numbers(_ count: UInt32) -> [UInt32] {
        (0..<count).map { _ in number() }
    }

    /// Reads runs of code points whose images are as far away from them, and hands on each with its image.
    static func forEachMapping(in table: StaticString, _ body: (UInt32, UInt32) -> Void) {
        var reader = TableReader(table)
        var next: UInt32 = 0
        while !reader.isAtEnd {
            let first = next + reader.number()
            let last = reader.number()
            let step = reader.number() + 1
            let distance = reader.number()
            for index in 0...last {
                let point = first + index * step
                body(point, distance & 1 == 0 ? point &+ distance >> 1 : point &- distance >> 1)
            }
            next = first + last * step + 1
        }
    }
}
