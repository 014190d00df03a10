/// What a registry had measured at one moment.
public struct MetricSnapshot: Sendable {
    /// When it was taken, in nanoseconds since 1970.
    public var time: UInt64
    /// The metrics, in the order in which they were used first. Each has a series at least.
    public var families: [MetricFamily]
}

/// A metric with all its series.
public struct MetricFamily: Sendable {
    /// The name with dots, as the program says it: `mcp.server.operation.duration`.
    public var name: String
    /// What the metric is.
    public var kind: MetricKind
    /// What it means, in a sentence; empty where nobody has said it.
    public var help: String
    /// What it counts or measures in.
    public var unit: MetricUnit
    /// Its values, by labels.
    public var series: [MetricSeries]
}

/// One value of a metric, and where it was measured.
public struct MetricSeries: Sendable {
    /// The labels, in the order of their keys. None has an empty value.
    public var labels: [MetricLabel]
    /// Since when the value has been gathered, in nanoseconds since 1970.
    public var start: UInt64
    /// The value.
    public var value: MetricValue
    /// The labels as an exposition writes them, without braces.
    let labelText: String
}

/// A label of a series, as `mcp.method.name` with the value `tools/call`.
public struct MetricLabel: Sendable, Hashable {
    /// The key with dots, as the program says it.
    public var key: String
    /// The value.
    public var value: String
}

/// What a metric is.
public enum MetricKind: String, Sendable, Hashable {
    /// A sum that only grows.
    case counter
    /// A value that goes up and down.
    case gauge
    /// How many observations there were, by size.
    case histogram
}

/// The value of a series.
public enum MetricValue: Sendable {
    /// The sum so far.
    case counter(Double)
    /// The value of the moment.
    case gauge(Double)
    /// The observations so far.
    case histogram(MetricHistogram)

    /// Whether there was nothing to read.
    var isNone: Bool {
        switch self {
        case .counter(let number), .gauge(let number): number.isNaN
        case .histogram: false
        }
    }
}

/// The observations of a histogram.
public struct MetricHistogram: Sendable {
    /// The upper bounds of the buckets, each of which belongs to its bucket; in ascending order.
    public var bounds: [Double]
    /// How many observations each bucket has, not counting those of lower ones. The last one is for those above all bounds.
    public var counts: [UInt64]
    /// The sum of all observations.
    public var sum: Double

    /// How many observations there are.
    public var count: UInt64 { counts.reduce(0, +) }
}
