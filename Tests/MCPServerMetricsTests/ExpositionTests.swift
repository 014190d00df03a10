import CoreMetrics
import Testing

@testable import MCPServerMetrics

struct ExpositionTests {
    private let registry = MetricRegistry()

    private func text(_ format: MetricExposition.Format) -> String {
        String(decoding: MetricExposition.write(registry.snapshot(), as: format), as: UTF8.self)
    }

    @Test func bothFormsOfEachKind() {
        registry.describe("orders.placed", help: "Orders.", unit: .count(of: "order"))
        Counter(label: "orders.placed", dimensions: [("shop.name", "b")], factory: registry).increment(by: 2)
        registry.describe("size", help: "Sizes.", unit: .bytes, bounds: [1, 2.5])
        Recorder(label: "size", factory: registry).record(2)
        Meter(label: "level", factory: registry).set(-0.5)
        #expect(
            text(.prometheus) == """
                # TYPE orders_placed_total counter
                # HELP orders_placed_total Orders.
                orders_placed_total{shop_name="b"} 2
                # TYPE size_bytes histogram
                # HELP size_bytes Sizes.
                size_bytes_bucket{le="1.0"} 0
                size_bytes_bucket{le="2.5"} 1
                size_bytes_bucket{le="+Inf"} 1
                size_bytes_sum 2
                size_bytes_count 1
                # TYPE level gauge
                level -0.5

                """
        )
        #expect(
            text(.openMetrics) == """
                # TYPE orders_placed counter
                # HELP orders_placed Orders.
                orders_placed_total{shop_name="b"} 2
                # TYPE size_bytes histogram
                # UNIT size_bytes bytes
                # HELP size_bytes Sizes.
                size_bytes_bucket{le="1.0"} 0
                size_bytes_bucket{le="2.5"} 1
                size_bytes_bucket{le="+Inf"} 1
                size_bytes_sum 2
                size_bytes_count 1
                # TYPE level gauge
                level -0.5
                # EOF

                """
        )
    }

    @Test func whatStandsInTextsIsEscaped() {
        registry.describe("a", help: "one\ntwo \\ \"three\"")
        Meter(label: "a", dimensions: [("k", "x\ny\\z\"é\r")], factory: registry).set(1)
        #expect(text(.prometheus).contains(#"# HELP a one\ntwo \\ "three""#))
        #expect(text(.openMetrics).contains(#"# HELP a one\ntwo \\ \"three\""#))
        #expect(text(.prometheus).contains("a{k=\"x\\ny\\\\z\\\"é\r\"} 1\n"))
    }

    @Test func namesBecomeOnesThatReadersTake() {
        Meter(
            label: "1é-b",
            dimensions: [("__name__", "x"), ("9", "y"), ("a.b", "z"), ("a_b", "w")],
            factory: registry
        )
        .set(1)
        #expect(text(.prometheus).contains(#"_1__b{_9="y",_name__="x",a_b="z"} 1"#))
        Recorder(label: "h", dimensions: [("le", "x")], factory: registry).record(1)
        #expect(text(.prometheus).contains(#"h_count{_le="x"} 1"#))
        #expect(text(.prometheus).contains(#"h_bucket{_le="x",le="+Inf"} 1"#))
    }

    @Test func twoMetricsNeverHaveOneName() {
        Counter(label: "a.b", factory: registry).increment()
        Meter(label: "a_b", factory: registry).set(2)
        Counter(label: "a-b", factory: registry).increment(by: 3)
        Timer(label: "a", factory: registry).recordSeconds(1)
        Timer(label: "a.seconds", factory: registry).recordSeconds(1)
        let types = text(.openMetrics).split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
        #expect(
            types == [
                "# TYPE a_b counter", "# TYPE a_b_2 gauge", "# TYPE a_b_3 counter", "# TYPE a_seconds histogram",
                "# TYPE a_2_seconds histogram",
            ]
        )
    }

    @Test(arguments: [(Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (1e21, "1e+21"), (3, "3")])
    func numbers(_ number: Double, _ word: String) {
        Meter(label: "a", factory: registry).set(number)
        #expect(text(.prometheus).contains("a \(word)\n"))
    }

    @Test func unitsBecomeWordsOfNames() {
        registry.describe("a", help: "", unit: MetricUnit(code: "m/s", suffix: "m per s\n"))
        Meter(label: "a", factory: registry).set(1)
        #expect(text(.openMetrics) == "# TYPE a_m_per_s_ gauge\n# UNIT a_m_per_s_ m_per_s_\na_m_per_s_ 1\n# EOF\n")
    }

    @Test func emptyLabelsAreNone() {
        Meter(label: "a", dimensions: [("x", "")], factory: registry).set(1)
        #expect(text(.prometheus) == "# TYPE a gauge\na 1\n")
    }

    @Test func serversNameTheirMetricsAsDocumented() {
        let names = ServerMetric.all.map(\.expositionName)
        #expect(Set(names).count == names.count)
        #expect(names.contains("mcp_server_operation_duration_seconds"))
        #expect(names.contains("mcp_tool_calls_total"))
        #expect(names.contains("mcp_tool_calls_in_flight"))
        #expect(names.contains("process_cpu_seconds_total"))
        #expect(names.contains("process_start_time_seconds"))
        #expect(names.contains("mcp_jwks_key_age_seconds"))
    }
}
