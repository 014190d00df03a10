/// One measured number, held against another or against a budget.
struct Figure {
    /// What the ratio has to keep to.
    enum Budget {
        /// At most so many times what it is held against.
        case atMost(Double)
        /// At least so many times what it is held against.
        case atLeast(Double)
    }

    var name: String
    var value: Double?
    var unit: String
    /// What the value is held against; a note where there is nothing.
    var against: String
    var ratio: Double?
    var budget: Budget?

    /// Whether the budget is kept, where there are a budget and a ratio.
    var holds: Bool? {
        guard let ratio, let budget else { return nil }
        return switch budget {
        case .atMost(let bound): ratio <= bound
        case .atLeast(let bound): ratio >= bound
        }
    }
}

extension Figure.Budget: CustomStringConvertible {
    var description: String {
        switch self {
        case .atMost(let bound): "<= \(Figure.rounded(bound))"
        case .atLeast(let bound): ">= \(Figure.rounded(bound))"
        }
    }
}

extension Figure {
    /// A figure that could not be taken, with the reason.
    static func missing(_ name: String, against: String, reason: String, _ budget: Budget?) -> Figure {
        Figure(name: name, unit: "-", against: "\(against): \(reason)", budget: budget)
    }

    /// A number in three significant digits, and whole numbers in all of theirs.
    static func rounded(_ number: Double) -> String {
        guard number.isFinite, number != 0 else { return "\(number)" }
        var scale = 1.0
        while (number * scale).magnitude < 100, scale < 1e6 { scale *= 10 }
        let rounded = (number * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    /// The name, value, unit, comparison, budget and verdict in columns.
    var line: String {
        let comparison = ratio.map { "\(Self.rounded($0)) x \(against)" } ?? against
        let columns: [(String, Int)] = [
            (name, 36), (value.map(Self.rounded) ?? "-", 10), (unit, 12), (comparison, 52),
            (budget?.description ?? "-", 8),
        ]
        let verdict = holds.map { $0 ? "holds" : "MISSED" } ?? "-"
        return columns.map { $0.padded(to: $1) }.joined(separator: "  ") + "  " + verdict
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
