#if OTLP
import MCPServerMetrics
import ToolValidation
import Tracing

extension Resource {
    /// The request that exports metrics (`ExportMetricsServiceRequest`). Sums are those since their start.
    func json(of snapshot: MetricSnapshot) -> [UInt8] {
        request("resourceMetrics", "scopeMetrics", "metrics") { json in
            for family in snapshot.families { json.object { $0.write(family, at: snapshot.time) } }
        }
    }
}

extension JSONWriter {
    /// `AGGREGATION_TEMPORALITY_CUMULATIVE`.
    private static var cumulative: Int { 2 }

    fileprivate mutating func write(_ family: MetricFamily, at time: UInt64) {
        member("name", family.name)
        if !family.help.isEmpty { member("description", family.help) }
        if !family.unit.code.isEmpty { member("unit", family.unit.code) }
        switch family.kind {
        case .counter: writeKey("sum")
        case .gauge: writeKey("gauge")
        case .histogram: writeKey("histogram")
        }
        object { json in
            if family.kind != .gauge { json.member("aggregationTemporality", Self.cumulative) }
            if family.kind == .counter {
                json.writeKey("isMonotonic")
                json.write(true)
            }
            json.array("dataPoints") { json in
                for series in family.series { json.object { $0.write(series, family.kind, at: time) } }
            }
        }
    }

    private mutating func write(_ series: MetricSeries, _ kind: MetricKind, at time: UInt64) {
        array("attributes") { json in
            for label in series.labels { json.write(label.key, .string(label.value)) }
        }
        if kind != .gauge { member("startTimeUnixNano", fixed: series.start) }
        member("timeUnixNano", fixed: time)
        switch series.value {
        case .counter(let number), .gauge(let number): member("asDouble", number)
        case .histogram(let histogram):
            member("count", fixed: histogram.count)
            member("sum", histogram.sum)
            array("bucketCounts") { json in
                for count in histogram.counts { json.write(String(count)) }
            }
            array("explicitBounds") { json in
                for bound in histogram.bounds { json.write(floatingPoint: bound) }
            }
        }
    }
}
#endif
