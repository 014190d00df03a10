/// A snapshot as text, for Prometheus and what reads the same.
public struct MetricExposition: Sendable {
    /// The forms of the text.
    public enum Format: Sendable, Hashable {
        /// Prometheus' text format 0.0.4.
        case prometheus
        /// OpenMetrics 1.0.0.
        case openMetrics

        /// The media type with its parameters.
        public var contentType: String {
            switch self {
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    private let format: Format
    private var text: [UInt8] = []
    /// The names that no other metric may have.
    private var taken: Set<String> = []

    /// Writes a snapshot.
    ///
    /// - Returns: UTF-8.
    public static func write(_ snapshot: MetricSnapshot, as format: Format) -> [UInt8] {
        var exposition = MetricExposition(format)
        exposition.text.reserveCapacity(snapshot.families.reduce(64) { $0 + 256 + $1.series.count * 128 })
        for family in snapshot.families { exposition.write(family) }
        if format == .openMetrics { exposition.write("# EOF\n") }
        return exposition.text
    }

    private init(_ format: Format) { self.format = format }

    private mutating func write(_ family: MetricFamily) {
        let name = claimName(family)
        let subject = format == .openMetrics ? name.family : name.sample
        write("# TYPE \(subject) \(family.kind.rawValue)\n")
        if format == .openMetrics, !family.unit.suffix.isEmpty {
            write("# UNIT \(subject) \(family.unit.suffix)\n")
        }
        if !family.help.isEmpty {
            write("# HELP \(subject) \(escaped(family.help, quotes: format == .openMetrics))\n")
        }
        for series in family.series {
            switch series.value {
            case .counter(let number), .gauge(let number):
                writeSample(name.sample, series.labelText, number)
            case .histogram(let histogram): write(histogram, name.family, series.labelText)
            }
        }
    }

    /// The name of a metric; of two that would have the same one the later one gets a number.
    private mutating func claimName(_ family: MetricFamily) -> MetricName {
        let plain = MetricName(family.name, family.kind, family.unit)
        var name = plain
        var number = 2
        while !taken.isDisjoint(with: name.claims(family.kind)) {
            name = plain.numbered(number, unit: family.unit)
            number += 1
        }
        taken.formUnion(name.claims(family.kind))
        return name
    }

    private mutating func write(_ histogram: MetricHistogram, _ name: String, _ labels: String) {
        let separator = labels.isEmpty ? "" : ","
        var count: UInt64 = 0
        for (place, bucket) in histogram.counts.enumerated() {
            count += bucket
            let bound = place < histogram.bounds.count ? "\(histogram.bounds[place])" : "+Inf"
            write("\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(count)\n")
        }
        writeSample(name + "_sum", labels, histogram.sum)
        writeSample(name + "_count", labels, Double(count))
    }

    private mutating func writeSample(_ name: String, _ labels: String, _ number: Double) {
        write(name)
        if !labels.isEmpty { write("{\(labels)}") }
        write(" \(Self.words(for: number))\n")
    }

    private static func words(for number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private mutating func write(_ text: String) { self.text.append(contentsOf: text.utf8) }
}
