/// Decomposition and composition of code points (UAX #15), by tables that are read when they are first needed.
struct Normalization: Sendable {
    static let shared = Normalization()

    private let canonical: Decompositions
    private let compatible: Decompositions
    private let ranks: CodePointRanges
    /// The composites by the pairs of code points that they are made of.
    private let composites: [UInt64: UInt32]

    private init() {
        canonical = Decompositions(
            mappings: NormalizationTables.canonicalMappings,
            expansions: NormalizationTables.canonicalExpansions
        )
        compatible = Decompositions(
            mappings: NormalizationTables.compatibleMappings,
            expansions: NormalizationTables.compatibleExpansions
        )
        ranks = CodePointRanges(NormalizationTables.ranks, hasValues: true)
        composites = Self.composites(of: canonical)
    }

    /// A composite is made of its last code point and what those before it are composed to, which is made of fewer.
    private static func composites(of canonical: Decompositions) -> [UInt64: UInt32] {
        let excluded = CodePointRanges(NormalizationTables.excluded, hasValues: false)
        var result: [UInt64: UInt32] = [:]
        for (point, image) in canonical.expansions.sorted(by: { $0.image.count < $1.image.count })
        where excluded[point] == 0 {
            guard var first = image.first, let last = image.last else { continue }
            for next in image.dropFirst().dropLast() { first = result[pair(first, next)] ?? first }
            result[pair(first, last)] = point
        }
        return result
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// The rank of a code point's combining class among all classes; 0 where it is not reordered.
    func rank(of point: UInt32) -> UInt8 { point < 0x300 ? 0 : ranks[point] }

    /// The full decomposition with marks in canonical order.
    func decomposed(_ points: some Sequence<UInt32>, isCompatible: Bool) -> [UInt32] {
        var result: [UInt32] = []
        for point in points {
            if point < 0xA0 {
                result.append(point)
            } else if isCompatible, let image = compatible[point] {
                result += image
            } else if let image = canonical[point] {
                result += image
            } else if !HangulSyllable.appendParts(of: point, to: &result) {
                result.append(point)
            }
        }
        reorderMarks(&result)
        return result
    }

    private func reorderMarks(_ points: inout [UInt32]) {
        var index = 0
        while index < points.count {
            let start = index
            var isOrdered = true
            var marks: [(rank: UInt8, point: UInt32)] = []
            while index < points.count, case let rank = rank(of: points[index]), rank > 0 {
                if let last = marks.last, last.rank > rank { isOrdered = false }
                marks.append((rank, points[index]))
                index += 1
            }
            if !isOrdered {
                // Marks of a class keep their order.
                let sorted = marks.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
                for (offset, mark) in sorted.enumerated() { points[start + offset] = mark.element.point }
            }
            index += 1
        }
    }

    /// What a decomposed text is composed to.
    func composed(_ points: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(points.count)
        /// The place of the last code point that others may be composed with.
        var starter: Int?
        var lastRank: UInt8 = 0
        for point in points {
            let rank = rank(of: point)
            // What stands between blocks a mark unless it is of a lower class.
            if let place = starter, place == result.count - 1 || lastRank < rank,
                let composite = composition(of: result[place], point)
            {
                result[place] = composite
                continue
            }
            if rank == 0 { starter = result.count }
            lastRank = rank
            result.append(point)
        }
        return result
    }

    private func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        guard second >= 0x300 else { return nil }
        return HangulSyllable.composition(of: first, second) ?? composites[Self.pair(first, second)]
    }
}
