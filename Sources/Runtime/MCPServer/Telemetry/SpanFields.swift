package import Tracing

/// What names a span to others, as the tracer spells it: header fields or members of `_meta`, in the order in which it gives them.
package struct SpanFields: Sendable {
    package private(set) var fields: [(name: String, value: String)] = []

    /// What names the span of a context; empty where it has none.
    package init(_ context: ServiceContext, _ tracer: any Tracer) {
        tracer.inject(context, into: &self, using: FieldInjector())
    }

    /// The ids in the `traceparent`, if the tracer gives one (W3C Trace Context).
    package var ids: (trace: String, span: String)? {
        guard let parent = fields.first(where: { $0.name == "traceparent" })?.value, isTraceparent(parent) else {
            return nil
        }
        let parts = parent.split(separator: "-")
        return (String(parts[1]), String(parts[2]))
    }

    private struct FieldInjector: Injector {
        func inject(_ value: String, forKey key: String, into carrier: inout SpanFields) {
            carrier.fields.append((key, value))
        }
    }
}
