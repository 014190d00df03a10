/// Finds the name that a misspelt one was meant to be.
public enum Suggestion {
    /// The candidate that takes the fewest edits to reach, for "did you mean".
    ///
    /// An edit inserts, removes or replaces a character or swaps two neighbours; letter case counts for nothing. A
    /// third of the name's length may be edited, and at least one character; of equally near ones the first is taken.
    ///
    /// - Parameters:
    ///   - name: The name as it was written.
    ///   - candidates: The names that are known.
    /// - Returns: The nearest candidate, or nothing when none is near.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            let allowed = min(max(1, max(wanted.count, scalars.count) / 3), best.map { $0.distance - 1 } ?? .max)
            guard scalars.count <= longestName, abs(scalars.count - wanted.count) <= allowed else { continue }
            let distance = distance(from: wanted, to: scalars)
            if distance <= allowed, distance < scalars.count { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// Longer names are no misspellings, and would cost time that grows with the square of their length.
    private static let longestName = 64

    /// The optimal string alignment distance.
    private static func distance(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for (row, scalar) in first.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(second.count + 1)
            for (column, other) in second.enumerated() {
                var cost = min(last[column] + (scalar == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
