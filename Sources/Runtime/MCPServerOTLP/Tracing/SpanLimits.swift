#if OTLP
import Tracing

/// How much a span may hold (OpenTelemetry, "Span Limits").
struct SpanLimits: Sendable {
    var attributes = 128
    var events = 128
    var links = 128
    /// How many characters of a text are kept; `nil` for all.
    var valueLength: Int?

    init() {}

    init(_ environment: inout Environment) {
        attributes = environment.count(
            "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT",
            "OTEL_ATTRIBUTE_COUNT_LIMIT",
            default: attributes
        )
        events = environment.count("OTEL_SPAN_EVENT_COUNT_LIMIT", default: events)
        links = environment.count("OTEL_SPAN_LINK_COUNT_LIMIT", default: links)
        let length = environment.count(
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            default: .max
        )
        valueLength = length == .max ? nil : length
    }

    /// What of some attributes is kept, in the order of their names.
    func bounded(_ attributes: SpanAttributes) -> BoundedAttributes {
        var all: [(name: String, value: SpanAttribute)] = []
        all.reserveCapacity(attributes.count)
        attributes.forEach { all.append(($0, bounded($1))) }
        all.sort { $0.name < $1.name }
        return BoundedAttributes(
            kept: Array(all.prefix(self.attributes)),
            droppedCount: max(0, all.count - self.attributes)
        )
    }

    private func bounded(_ value: SpanAttribute) -> SpanAttribute {
        guard let valueLength else { return value }
        return switch value {
        case .string(let text): .string(String(text.prefix(valueLength)))
        case .stringArray(let texts): .stringArray(texts.map { String($0.prefix(valueLength)) })
        case .stringConvertible(let value): .string(String("\(value)".prefix(valueLength)))
        default: value
        }
    }
}

/// Attributes within limits.
struct BoundedAttributes: Sendable {
    var kept: [(name: String, value: SpanAttribute)] = []
    var droppedCount = 0
}
#endif
