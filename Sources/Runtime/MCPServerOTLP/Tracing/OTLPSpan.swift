#if OTLP
import Synchronization
package import Tracing

/// A span that is sent when it ends, if its trace is recorded.
package final class OTLPSpan: Span {
    /// Invariant: counts are those of what did not fit.
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var events: [FinishedSpan.Event] = []
        var droppedEventCount = 0
        var links: [FinishedSpan.Link] = []
        var droppedLinkCount = 0
        var status: SpanStatus?
        var isRecording: Bool
    }

    package let context: ServiceContext
    let identity: SpanIdentity
    private let parent: UInt64?
    private let kind: SpanKind
    private let start: UInt64
    private let limits: SpanLimits
    private let state: Mutex<State>
    private let whenEnded: @Sendable (FinishedSpan) -> Void

    init(
        _ name: String,
        _ identity: SpanIdentity,
        parent: UInt64?,
        kind: SpanKind,
        start: UInt64,
        context: ServiceContext,
        limits: SpanLimits,
        whenEnded: @escaping @Sendable (FinishedSpan) -> Void
    ) {
        self.identity = identity
        self.parent = parent
        self.kind = kind
        self.start = start
        self.context = context
        self.limits = limits
        self.whenEnded = whenEnded
        state = Mutex(State(name: name, isRecording: identity.isSampled))
    }

    /// Whether what is said of it will be sent.
    package var isRecording: Bool { state.withLock { $0.isRecording } }

    package var operationName: String {
        get { state.withLock { $0.name } }
        set { change { $0.name = newValue } }
    }

    package var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { change { $0.attributes = newValue } }
    }

    package func setStatus(_ status: SpanStatus) {
        // What is good is not made bad any more (OpenTelemetry, "Set Status").
        change { if $0.status?.code != .ok { $0.status = status } }
    }

    package func addEvent(_ event: SpanEvent) {
        add(
            FinishedSpan.Event(
                name: event.name,
                time: event.nanosecondsSinceEpoch,
                attributes: limits.bounded(event.attributes)
            )
        )
    }

    package func recordError<Instant: TracerInstant>(
        _ error: any Error,
        attributes: SpanAttributes,
        at instant: @autoclosure () -> Instant
    ) {
        guard isRecording else { return }
        var attributes = attributes
        attributes["exception.type"] = String(reflecting: type(of: error))
        attributes["exception.message"] = "\(error)"
        addEvent(SpanEvent(name: "exception", at: instant(), attributes: attributes))
    }

    package func addLink(_ link: SpanLink) {
        guard let identity = link.context.spanIdentity else { return }
        change { state in
            guard state.links.count < limits.links else { return state.droppedLinkCount += 1 }
            state.links.append(.init(identity: identity, attributes: limits.bounded(link.attributes)))
        }
    }

    package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let state = state.withLock { state -> State? in
            guard state.isRecording else { return nil }
            state.isRecording = false
            return state
        }
        guard let state else { return }
        whenEnded(
            FinishedSpan(
                identity: identity,
                parent: parent,
                name: state.name,
                kind: kind,
                start: start,
                end: max(start, instant().nanosecondsSinceEpoch),
                attributes: limits.bounded(state.attributes),
                events: state.events,
                droppedEventCount: state.droppedEventCount,
                links: state.links,
                droppedLinkCount: state.droppedLinkCount,
                status: state.status
            )
        )
    }

    private func add(_ event: FinishedSpan.Event) {
        change { state in
            guard state.events.count < limits.events else { return state.droppedEventCount += 1 }
            state.events.append(event)
        }
    }

    private func change(_ change: (inout State) -> Void) {
        state.withLock { state in
            if state.isRecording { change(&state) }
        }
    }
}

extension ServiceContext {
    /// The span that the context belongs to.
    var spanIdentity: SpanIdentity? {
        get { self[SpanIdentityKey.self] }
        set { self[SpanIdentityKey.self] = newValue }
    }
}

private enum SpanIdentityKey: ServiceContextKey {
    typealias Value = SpanIdentity
}
#endif
