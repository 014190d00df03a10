import Synchronization

/// Keeps everything that is measured through swift-metrics, for those who ask: a route of the kind `metrics`, or an exporter.
///
/// Generated servers use ``shared`` from their start on, unless the program has bootstrapped another backend. What a
/// program measures by itself stands beside what the server does:
///
/// ```swift
/// MetricRegistry.shared.describe("orders.placed", help: "Orders that were placed.", unit: .count(of: "order"))
/// let placed = Counter(label: "orders.placed", dimensions: [("shop", "berlin")])
/// ```
///
/// A handle is made once and kept: looking a series up costs more than counting. A metric has so many series at most;
/// what comes beyond them is counted together in one with the label `otel.metric.overflow`, so that labels which
/// nobody bounds cost no memory.
public final class MetricRegistry: Sendable {
    /// The registry of the process.
    public static let shared = MetricRegistry()

    /// How many series a metric may have unless its description says otherwise.
    public let seriesLimit: Int

    struct FamilyKey: Hashable, Sendable {
        var name: String
        var kind: MetricKind
    }

    /// Invariant: `order` has each key of `families` once.
    private struct State {
        var descriptions: [String: MetricDescription] = [:]
        var families: [FamilyKey: SeriesTable] = [:]
        var order: [FamilyKey] = []
    }

    private let state = Mutex(State())

    /// Creates a registry that knows the descriptions of what servers measure.
    ///
    /// - Parameter seriesLimit: How many series a metric may have unless its description says otherwise.
    public init(seriesLimit: Int = 2000) {
        self.seriesLimit = max(1, seriesLimit)
        state.withLock { state in
            for metric in ServerMetric.all { state.descriptions[metric.description.name] = metric.description }
        }
    }

    /// Says what a metric means. Do it before the metric is used first: the bounds of a histogram hold for what is made
    /// later.
    ///
    /// - Parameters:
    ///   - name: The label of the swift-metrics handle.
    ///   - help: A sentence for people.
    ///   - unit: What it counts or measures in. A timer's is the second in any case.
    ///   - bounds: The upper bounds of a histogram's buckets, in ascending order.
    ///   - seriesLimit: How many series it may have, if not as many as others.
    public func describe(
        _ name: String,
        help: String,
        unit: MetricUnit = .none,
        bounds: [Double]? = nil,
        seriesLimit: Int? = nil
    ) {
        let bounds = bounds.map { Set($0.filter(\.isFinite)).sorted() }
        let description = MetricDescription(name, help: help, unit: unit, bounds: bounds, seriesLimit: seriesLimit)
        state.withLock { $0.descriptions[name] = description }
    }

    /// Has a value read whenever somebody asks for the metrics, in place of what was read before under these labels.
    ///
    /// - Parameters:
    ///   - name: The name with dots.
    ///   - labels: The labels.
    ///   - isSum: Whether the value only grows, as a counter does.
    ///   - read: Reads the value; `nil` where there is none at the moment. It must not block.
    public func observe(
        _ name: String,
        labels: [(String, String)] = [],
        isSum: Bool = false,
        _ read: @escaping @Sendable () -> Double?
    ) {
        let key = FamilyKey(name: name, kind: isSum ? .counter : .gauge)
        let (labels, text) = canonical(labels, of: key.kind)
        let cell = ObservedCell(MetricPlace(family: key, labelText: text), read)
        state.withLock { state in
            if state.families[key] == nil { state.order.append(key) }
            state.families[key, default: SeriesTable()].observe(cell, labels)
        }
    }

    /// What has been measured so far.
    public func snapshot() -> MetricSnapshot {
        let (families, descriptions) = state.withLock { state in
            let families = state.order.compactMap { key in state.families[key].map { (key, $0) } }
            return (families, state.descriptions)
        }
        let snapshots = families.map { key, family in
            let description = descriptions[key.name]
            let hasTimers = family.series.values.contains { ($0.cell as? HistogramCell)?.isTimer ?? false }
            return MetricFamily(
                name: key.name,
                kind: key.kind,
                help: description?.help ?? "",
                unit: hasTimers ? .seconds : description?.unit ?? .none,
                series: family.order.compactMap { text in
                    guard let series = family.series[text] else { return nil }
                    let value = series.cell.value
                    if series.cell is ObservedCell, value.isNone { return nil }
                    return MetricSeries(labels: series.labels, start: series.start, value: value, labelText: text)
                }
            )
        }
        return MetricSnapshot(time: nanosecondsSince1970(), families: snapshots.filter { !$0.series.isEmpty })
    }

    /// The names of the metrics that there are.
    var names: Set<String> { state.withLock { Set($0.order.map(\.name)) } }

    // MARK: - Series

    /// Finds the cell of a series, or makes it.
    func cell<Cell: MetricCell>(
        _ name: String,
        _ kind: MetricKind,
        _ dimensions: [(String, String)],
        _ make: (MetricPlace, MetricDescription?) -> Cell
    ) -> Cell {
        let key = FamilyKey(name: name, kind: kind)
        let (labels, text) = canonical(dimensions, of: kind)
        return state.withLock { state in
            if state.families[key] == nil { state.order.append(key) }
            let description = state.descriptions[name]
            let limit = description?.seriesLimit ?? seriesLimit
            return state.families[key, default: SeriesTable()].cell(labels, text, limit) { text in
                make(MetricPlace(family: key, labelText: text), description)
            }
        }
    }

    func release(_ handler: AnyObject) {
        guard let cell = handler as? any MetricCell else { return }
        state.withLock { $0.families[cell.place.family]?.release(cell) }
    }
}
