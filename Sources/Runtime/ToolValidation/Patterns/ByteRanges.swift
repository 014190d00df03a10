/// A set of bytes as at most eight ranges; where more would be needed, the nearest ones are joined.
struct ByteRanges: Sendable {
    static let all = ByteRanges { _ in true }
    private static let limit = 8

    /// How often the bytes are to be expected in text that people and programs write.
    let weight: Int
    /// How many ranges there are, at least one.
    let count: Int
    /// Ranges that are not needed hold a byte that UTF-8 never has.
    private var starts = SIMD8<UInt8>(repeating: 0xFF)
    /// The distance from each start to the end.
    private var lengths = SIMD8<UInt8>(repeating: 0)

    /// Bytes that UTF-8 never has count as the byte before them, so that they cost no range.
    init(_ contains: (UInt8) -> Bool) {
        var ranges: [ClosedRange<UInt8>] = []
        var wasMember = false
        for byte in UInt8.min...UInt8.max {
            let isUsed = byte < 0xF5 && byte != 0xC0 && byte != 0xC1
            let isMember = isUsed ? contains(byte) : wasMember
            if isMember { ranges.append((wasMember ? ranges.removeLast().lowerBound : byte)...byte) }
            wasMember = isMember
        }
        while ranges.count > Self.limit {
            let gaps = zip(ranges.dropFirst(), ranges).map { $0.lowerBound - $1.upperBound }
            let index = gaps.indices.min { gaps[$0] < gaps[$1] } ?? 0
            ranges[index] = ranges[index].lowerBound...ranges.remove(at: index + 1).upperBound
        }
        for (index, range) in ranges.enumerated() {
            starts[index] = range.lowerBound
            lengths[index] = range.upperBound - range.lowerBound
        }
        count = max(1, ranges.count)
        var weight = 0
        for range in ranges {
            for byte in range { weight += Self.weight(byte) }
        }
        self.weight = weight
    }

    private static func weight(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: " "): 8
        case UInt8(ascii: "!")...UInt8(ascii: "~"): 1
        default: 0
        }
    }

    /// Whether one of the first 1, 4 or 8 ranges holds a byte: without loops and branches once `ranges` is constant, so
    /// that a loop over bytes becomes vector code. No two ranges hold the same byte.
    @inline(__always)
    func contains(_ byte: UInt8, among ranges: Int) -> Bool {
        func isIn(_ index: Int) -> Bool { byte &- starts[index] <= lengths[index] }
        var result = isIn(0)
        if ranges > 1 { result = (result != isIn(1)) != (isIn(2) != isIn(3)) }
        if ranges > 4 { result = (result != isIn(4)) != ((isIn(5) != isIn(6)) != isIn(7)) }
        return result
    }
}
