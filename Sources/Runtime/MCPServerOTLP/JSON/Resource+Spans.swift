#if OTLP
import ToolValidation
import Tracing

extension Resource {
    /// The request that exports spans (`ExportTraceServiceRequest`).
    func json(of spans: [FinishedSpan]) -> [UInt8] {
        request("resourceSpans", "scopeSpans", "spans") { json in
            for span in spans { json.object { $0.write(span) } }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ span: FinishedSpan) {
        write(span.identity)
        if let parent = span.parent { member("parentSpanId", SpanIdentity.text(of: parent)) }
        member("name", span.name)
        member("kind", span.kind.number)
        member("startTimeUnixNano", fixed: span.start)
        member("endTimeUnixNano", fixed: span.end)
        write(span.attributes)
        array("events") { json in
            for event in span.events {
                json.object { json in
                    json.member("timeUnixNano", fixed: event.time)
                    json.member("name", event.name)
                    json.write(event.attributes)
                }
            }
        }
        if span.droppedEventCount > 0 { member("droppedEventsCount", span.droppedEventCount) }
        array("links") { json in
            for link in span.links {
                json.object { json in
                    json.write(link.identity)
                    json.write(link.attributes)
                }
            }
        }
        if span.droppedLinkCount > 0 { member("droppedLinksCount", span.droppedLinkCount) }
        if let status = span.status {
            writeKey("status")
            object { json in
                json.member("code", status.code == .ok ? 1 : 2)
                if let message = status.message { json.member("message", message) }
            }
        }
    }

    private mutating func write(_ identity: SpanIdentity) {
        member("traceId", identity.traceText)
        member("spanId", identity.spanText)
        if let state = identity.traceState { member("traceState", state) }
        member("flags", identity.isSampled ? 1 : 0)
    }

    private mutating func write(_ attributes: BoundedAttributes) {
        array("attributes") { json in
            for (name, value) in attributes.kept { json.write(name, value) }
        }
        if attributes.droppedCount > 0 { member("droppedAttributesCount", attributes.droppedCount) }
    }
}

extension SpanKind {
    /// The number of the enumeration `SpanKind`.
    fileprivate var number: Int {
        switch self {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }
}
#endif
