/// A set of numbers below a bound that counts those before a place, and finds the one at a place, in logarithmic time
/// (Fenwick, 1994).
struct PlaceCounts {
    /// At each index the number of places in the range that ends there and is as long as the index's lowest bit.
    private var counts: [Int]
    /// How many places are in the set.
    private(set) var count: Int

    /// Creates the set of all numbers below `count`, or of none.
    init(count: Int, isFull: Bool) {
        counts = isFull ? (0...count).map { $0 & -$0 } : Array(repeating: 0, count: count + 1)
        self.count = isFull ? count : 0
    }

    /// Adds a place that is not in the set.
    mutating func insert(_ place: Int) { add(1, at: place) }

    /// How many places of a range are in the set.
    func count(in range: Range<Int>) -> Int { count(before: range.upperBound) - count(before: range.lowerBound) }

    private func count(before place: Int) -> Int {
        var result = 0
        var index = place
        while index > 0 {
            result += counts[index]
            index &= index - 1
        }
        return result
    }

    /// Takes a place out of the set.
    ///
    /// - Parameter offset: How many places of the set are before it.
    /// - Returns: The place.
    mutating func remove(at offset: Int) -> Int {
        var place = 0
        var rest = offset
        var step = 1 << (Int.bitWidth - 1 - counts.count.leadingZeroBitCount)
        while step > 0 {
            if place + step < counts.count, counts[place + step] <= rest {
                place += step
                rest -= counts[place]
            }
            step >>= 1
        }
        add(-1, at: place)
        return place
    }

    private mutating func add(_ difference: Int, at place: Int) {
        count += difference
        var index = place + 1
        while index < counts.count {
            counts[index] += difference
            index += index & -index
        }
    }
}
