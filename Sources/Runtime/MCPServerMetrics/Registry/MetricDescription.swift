/// What is known of a metric beyond its values.
public struct MetricDescription: Sendable {
    /// The name with dots, as the program says it.
    public var name: String
    /// What the metric means, in a sentence.
    public var help: String
    /// What it counts or measures in.
    public var unit: MetricUnit
    /// The upper bounds of a histogram's buckets, in ascending order; `nil` for bounds that fit most.
    public var bounds: [Double]?
    /// How many series it may have; `nil` for the registry's limit.
    public var seriesLimit: Int?

    /// Creates a description.
    public init(
        _ name: String,
        help: String,
        unit: MetricUnit = .none,
        bounds: [Double]? = nil,
        seriesLimit: Int? = nil
    ) {
        self.name = name
        self.help = help
        self.unit = unit
        self.bounds = bounds
        self.seriesLimit = seriesLimit
    }
}

/// What a metric counts or measures in.
public struct MetricUnit: Sendable, Hashable {
    /// The unit as OpenTelemetry writes it, in the Unified Code for Units of Measure: `s`, `By`, `{call}`.
    public var code: String
    /// The unit as it ends a name in Prometheus: `seconds`. Empty where it does not.
    public let suffix: String

    /// Creates a unit. What cannot stand in a name of Prometheus becomes `_`.
    public init(code: String, suffix: String) {
        self.code = code
        self.suffix = suffix.isEmpty ? "" : sanitized(suffix, allowsColon: false)
    }

    /// None.
    public static let none = MetricUnit(code: "", suffix: "")
    /// Seconds.
    public static let seconds = MetricUnit(code: "s", suffix: "seconds")
    /// Bytes.
    public static let bytes = MetricUnit(code: "By", suffix: "bytes")
    /// A part of one.
    public static let ratio = MetricUnit(code: "1", suffix: "ratio")

    /// Things that are counted, by the word for one of them: `call`.
    public static func count(of thing: String) -> MetricUnit { MetricUnit(code: "{\(thing)}", suffix: "") }
}

extension MetricDescription {
    /// The bounds of timers that nobody describes, in seconds; those that OpenTelemetry gives for HTTP requests.
    static let timerBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
    /// The bounds of recorders that nobody describes; OpenTelemetry's.
    static let recorderBounds: [Double] = [
        0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000,
    ]
}
