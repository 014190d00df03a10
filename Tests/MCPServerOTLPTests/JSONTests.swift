#if OTLP
import CoreMetrics
import MCPServer
import MCPServerMetrics
import Testing
import Tracing

@testable import MCPServerOTLP

/// What is sent, to the byte. Whether receivers understand it is a matter of `Tests/Integration/test_telemetry.py`.
@Suite struct JSONTests {
    private var resource: Resource {
        let values = ["OTEL_RESOURCE_ATTRIBUTES": "service.instance.id=i"]
        return Resource(ServerInfo(name: "s", version: "1"), OTLPSettings(Environment(values)))
    }

    private func body(_ bytes: [UInt8], _ things: String) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let start = text.firstRange(of: "\"\(things)\":[")?.upperBound ?? text.startIndex
        return String(text[start...].dropLast(6))
    }

    @Test func resources() {
        let text = String(decoding: resource.json(of: []), as: UTF8.self)
        let attribute = { (key: String, value: String) in #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"# }
        let attributes = [
            attribute("service.instance.id", "i"), attribute("service.name", "s"), attribute("service.version", "1"),
            attribute("telemetry.sdk.language", "swift"), attribute("telemetry.sdk.name", "swift-mcp-generator"),
        ]
        #expect(
            text == #"{"resourceSpans":[{"resource":{"attributes":["# + attributes.joined(separator: ",")
                + #"]},"scopeSpans":[{"scope":{"name":"swift-mcp-generator"},"spans":[]}]}]}"#
        )
    }

    @Test func spans() {
        let identity = SpanIdentity(trace: (1, 2), span: 3, isSampled: true, traceState: "a=1")
        let linked = SpanIdentity(trace: (4, 5), span: 6, isSampled: false)
        let span = FinishedSpan(
            identity: identity,
            parent: 7,
            name: "n\"",
            kind: .server,
            start: 1_700_000_000_000_000_001,
            end: 1_700_000_000_000_000_002,
            attributes: BoundedAttributes(
                kept: [
                    ("b", true), ("d", .double(0.5)), ("i", .int64(.max)), ("l", .stringArray(["x"])),
                    ("n", .double(.nan)), ("s", "t"),
                ],
                droppedCount: 1
            ),
            events: [.init(name: "e", time: 9, attributes: BoundedAttributes())],
            droppedEventCount: 2,
            links: [.init(identity: linked, attributes: BoundedAttributes())],
            droppedLinkCount: 0,
            status: SpanStatus(code: .error, message: "m")
        )
        let expected =
            #"{"traceId":"00000000000000010000000000000002","spanId":"0000000000000003","traceState":"a=1","flags":1,"#
            + #""parentSpanId":"0000000000000007","name":"n\"","kind":2,"#
            + #""startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000000000000002","attributes":["#
            + #"{"key":"b","value":{"boolValue":true}},{"key":"d","value":{"doubleValue":0.5}},"#
            + #"{"key":"i","value":{"intValue":"9223372036854775807"}},"#
            + #"{"key":"l","value":{"arrayValue":{"values":[{"stringValue":"x"}]}}},"#
            + #"{"key":"n","value":{"doubleValue":"NaN"}},{"key":"s","value":{"stringValue":"t"}}],"#
            + #""droppedAttributesCount":1,"events":[{"timeUnixNano":"9","name":"e","attributes":[]}],"#
            + #""droppedEventsCount":2,"links":[{"traceId":"00000000000000040000000000000005","#
            + #""spanId":"0000000000000006","flags":0,"attributes":[]}],"status":{"code":2,"message":"m"}}"#
        #expect(body(resource.json(of: [span]), "spans") == expected)
    }

    @Test func metrics() {
        let registry = MetricRegistry()
        registry.describe("orders.placed", help: "Orders.", unit: .count(of: "order"))
        registry.describe("orders.size", help: "Sizes.", bounds: [1, 10])
        registry.makeCounter(label: "orders.placed", dimensions: [("shop", "b")]).increment(by: 3)
        registry.makeMeter(label: "stock", dimensions: []).set(1.5)
        let sizes = registry.makeRecorder(label: "orders.size", dimensions: [], aggregate: true)
        for size: Int64 in [1, 2, 20] { sizes.record(size) }
        var snapshot = registry.snapshot()
        snapshot.time = 9
        for place in snapshot.families.indices {
            snapshot.families[place].series[0].start = 8
        }
        let expected =
            #"{"name":"orders.placed","description":"Orders.","unit":"{order}","sum":{"aggregationTemporality":2,"#
            + #""isMonotonic":true,"dataPoints":[{"attributes":[{"key":"shop","value":{"stringValue":"b"}}],"#
            + #""startTimeUnixNano":"8","timeUnixNano":"9","asDouble":3}]}},"#
            + #"{"name":"stock","gauge":{"dataPoints":[{"attributes":[],"timeUnixNano":"9","asDouble":1.5}]}},"#
            + #"{"name":"orders.size","description":"Sizes.","histogram":{"aggregationTemporality":2,"dataPoints":["#
            + #"{"attributes":[],"startTimeUnixNano":"8","timeUnixNano":"9","count":"3","sum":23,"#
            + #""bucketCounts":["1","1","1"],"explicitBounds":[1,10]}]}}"#
        #expect(body(resource.json(of: snapshot), "metrics") == expected)
    }
}
#endif
