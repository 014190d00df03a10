/// Work that can be repeated and timed.
struct Contender {
    /// Does the work so many times and answers the processor time of all, in nanoseconds.
    var run: (Int) throws -> Double
}

/// What two contenders took, measured by turns: A B A B …, so that what slows the machine slows both.
struct Pairs {
    /// The median time of one repetition of the first, in nanoseconds.
    var ours: Double
    /// The median time of one repetition of the second, in nanoseconds.
    var theirs: Double
    /// The median over all pairs of first to second.
    var ratio: Double

    /// Times two contenders by turns, in at least 5 pairs. One turn takes a batch of nanoseconds; where that is 0, it is
    /// one repetition.
    init(_ ours: Contender, against theirs: Contender, count: Int = 9, batch: Double = 5e7) throws {
        let repetitions = try (Self.repetitions(of: ours, filling: batch), Self.repetitions(of: theirs, filling: batch))
        var times: [(Double, Double)] = []
        for _ in 0..<count {
            times.append(
                (
                    try ours.run(repetitions.0) / Double(repetitions.0),
                    try theirs.run(repetitions.1) / Double(repetitions.1)
                )
            )
        }
        self.ours = median(times.map(\.0))
        self.theirs = median(times.map(\.1))
        ratio = median(times.map { $0.0 / $0.1 })
    }

    private static func repetitions(of contender: Contender, filling batch: Double) throws -> Int {
        guard batch > 0 else { return 1 }
        var count = 1
        while true {
            let time = try contender.run(count)
            if time >= batch / 4 { return max(1, Int((Double(count) * batch / time).rounded(.up))) }
            count *= 4
        }
    }
}

func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
