/// The series of one metric.
struct SeriesTable: Sendable {
    struct Series: Sendable {
        let labels: [MetricLabel]
        /// In nanoseconds since 1970.
        let start: UInt64
        let cell: any MetricCell
        /// How many handles were made of it and not destroyed.
        var handles = 1
    }

    /// By the texts of their labels.
    private(set) var series: [String: Series] = [:]
    /// The texts of the labels, in the order in which the series were made.
    private(set) var order: [String] = []

    /// Finds the cell of a series, or makes it; beyond the limit that of the series for all that is too much.
    mutating func cell<Cell: MetricCell>(
        _ labels: [MetricLabel],
        _ text: String,
        _ limit: Int,
        _ make: (String) -> Cell
    ) -> Cell {
        var (labels, text) = (labels, text)
        if series[text] == nil, series.count >= limit {
            labels = [MetricLabel(key: "otel.metric.overflow", value: "true")]
            text = labelText(labels)
        }
        if let cell = series[text]?.cell as? Cell {
            series[text]?.handles += 1
            return cell
        }
        let cell = make(text)
        // Under the same labels something else may stand: a value that is read. Then the handle counts for nobody.
        guard series[text] == nil else { return cell }
        series[text] = Series(labels: labels, start: nanosecondsSince1970(), cell: cell)
        order.append(text)
        return cell
    }

    /// Forgets a series, unless there are more handles of it.
    mutating func release(_ cell: any MetricCell) {
        let text = cell.place.labelText
        guard let known = series[text], known.cell === cell else { return }
        guard known.handles <= 1 else {
            series[text]?.handles -= 1
            return
        }
        series[text] = nil
        order.removeAll { $0 == text }
    }

    /// Has a value read from now on, in place of what was read before.
    mutating func observe(_ cell: ObservedCell, _ labels: [MetricLabel]) {
        let text = cell.place.labelText
        if series[text] == nil { order.append(text) }
        series[text] = Series(labels: labels, start: nanosecondsSince1970(), cell: cell)
    }
}
