#if OTLP
package import Tracing

/// Makes spans, names them to others by W3C Trace Context, and hands over those that have ended.
package struct OTLPTracer: Tracer {
    let sampler: Sampler
    let limits: SpanLimits
    let whenEnded: @Sendable (FinishedSpan) -> Void

    package func startSpan<Instant: TracerInstant>(
        _ operationName: String,
        context: @autoclosure () -> ServiceContext,
        ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant,
        function: String,
        file fileID: String,
        line: UInt
    ) -> OTLPSpan {
        var context = context()
        let parent = context.spanIdentity
        let trace = parent?.trace ?? (.random(in: 0...UInt64.max), .random(in: 1...UInt64.max))
        let identity = SpanIdentity(
            trace: trace,
            span: .random(in: 1...UInt64.max),
            isSampled: sampler.samples(trace, parent: parent),
            traceState: parent?.traceState,
            baggage: parent?.baggage
        )
        context.spanIdentity = identity
        return OTLPSpan(
            operationName,
            identity,
            parent: parent?.span,
            kind: kind,
            start: instant().nanosecondsSinceEpoch,
            context: context,
            limits: limits,
            whenEnded: whenEnded
        )
    }

    /// Nothing: what has ended is sent soon, and at the stop of the server.
    package func forceFlush() {}

    package func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier,
        into context: inout ServiceContext,
        using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let parent = extractor.extract(key: "traceparent", from: carrier) else { return }
        let identity = SpanIdentity(
            traceparent: parent,
            state: extractor.extract(key: "tracestate", from: carrier),
            baggage: extractor.extract(key: "baggage", from: carrier)
        )
        if let identity { context.spanIdentity = identity }
    }

    package func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext,
        into carrier: inout Carrier,
        using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let identity = context.spanIdentity else { return }
        injector.inject(identity.traceparent, forKey: "traceparent", into: &carrier)
        if let state = identity.traceState { injector.inject(state, forKey: "tracestate", into: &carrier) }
        if let baggage = identity.baggage { injector.inject(baggage, forKey: "baggage", into: &carrier) }
    }
}
#endif
