/// What a metric is called in an exposition.
struct MetricName: Hashable {
    /// The name of the whole, which ends with the unit.
    var family: String
    /// What ends the name of a counter's samples.
    private var ending: String

    /// The name of the samples; a histogram's have further endings.
    var sample: String { family + ending }

    init(_ name: String, _ kind: MetricKind, _ unit: MetricUnit) {
        var text = sanitized(name, allowsColon: true)
        if kind == .counter, text.hasSuffix("_total") { text.removeLast(6) }
        if !unit.suffix.isEmpty, !text.hasSuffix("_" + unit.suffix) { text += "_" + unit.suffix }
        family = text
        ending = kind == .counter ? "_total" : ""
    }

    /// The same with a number, for a metric whose name another one has already.
    func numbered(_ number: Int, unit: MetricUnit) -> MetricName {
        var name = self
        let suffix = unit.suffix.isEmpty ? "" : "_" + unit.suffix
        name.family = "\(family.dropLast(suffix.count))_\(number)\(suffix)"
        return name
    }

    /// Every name that a reader could take for one of this metric.
    func claims(_ kind: MetricKind) -> [String] {
        switch kind {
        case .counter: [family, sample, family + "_created"]
        case .gauge: [family]
        case .histogram: [family, family + "_bucket", family + "_sum", family + "_count", family + "_created"]
        }
    }
}
