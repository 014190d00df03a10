import Foundation

/// Prints figures as they are taken, and keeps them for the file of results.
struct Report {
    private var figures: [Figure] = []

    /// Prints a figure's line and keeps the figure.
    mutating func add(_ figure: Figure) {
        // Not `print`, which keeps lines back where the output is no terminal.
        FileHandle.standardOutput.write(Data("\(figure.line)\n".utf8))
        figures.append(figure)
    }

    /// Adds the time of one contender and how it compares with another.
    ///
    /// Where `isSpeed`, the budget speaks of speed, so that the ratio is that of the other's time to ours.
    mutating func add(
        _ name: String,
        _ pairs: Pairs,
        against: String,
        isSpeed: Bool = false,
        _ budget: Figure.Budget?
    ) {
        let (value, unit) = Self.readable(nanoseconds: pairs.ours)
        let ratio = isSpeed ? 1 / pairs.ratio : pairs.ratio
        let words = isSpeed ? "the speed of \(against)" : "the time of \(against)"
        add(Figure(name: name, value: value, unit: unit, against: words, ratio: ratio, budget: budget))
    }

    private static func readable(nanoseconds: Double) -> (Double, String) {
        switch nanoseconds {
        case ..<1e3: (nanoseconds, "ns")
        case ..<1e6: (nanoseconds / 1e3, "us")
        case ..<1e9: (nanoseconds / 1e6, "ms")
        default: (nanoseconds / 1e9, "s")
        }
    }

    /// Writes all figures as JSON.
    func write(to path: String) throws {
        struct Row: Encodable {
            var name: String
            var value: Double?
            var unit: String
            var against: String
            var ratio: Double?
            var budget: String?
            var holds: Bool?
        }
        let rows = figures.map { figure in
            Row(
                name: figure.name,
                value: figure.value,
                unit: figure.unit,
                against: figure.against,
                ratio: figure.ratio,
                budget: figure.budget?.description,
                holds: figure.holds
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try encoder.encode(rows).write(to: url)
    }
}
