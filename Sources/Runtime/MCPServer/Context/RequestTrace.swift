public import Logging
import Synchronization
package import Tracing

/// What is known about a request, more and more of it while it is served.
///
/// It is bound to the task that serves the request (over HTTP from the stage `Correlation` on), so that log lines and
/// outgoing requests that a handler makes can state the same ids: see `Logger.MetadataProvider.mcpRequest` and
/// ``propagate(_:)``.
public final class RequestTrace: Sendable {
    /// The kinds of revisions of the protocol.
    public enum Era: String, Sendable {
        /// Up to 2025-11-25: a conversation begins with a handshake.
        case legacy
        /// From 2026-07-28 on: each request stands alone.
        case modern
    }

    /// How a request ended.
    public struct Outcome: RawRepresentable, Sendable, Hashable {
        /// The word in log lines.
        public var rawValue: String

        /// Creates an outcome from its word in log lines.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Answered with a result.
        public static let ok = Outcome(rawValue: "ok")
        /// Answered with a result that says that the tool failed.
        public static let toolError = Outcome(rawValue: "tool_error")
        /// Answered with a JSON-RPC error, or refused.
        public static let error = Outcome(rawValue: "error")
        /// Nobody wanted the answer any more.
        public static let cancelled = Outcome(rawValue: "cancelled")
    }

    package struct Facts: Sendable {
        package var requestID: String?
        package var traceparent: String?
        /// What tracing systems and callers add to that.
        package var tracestate: String?
        package var baggage: String?
        package var sessionLabel: String?
        /// Where the span of the request is known, if it has one.
        package var span: ServiceContext?
        package var principal: String?
        package var credentialLabel: String?
        package var refusal: String?
        package var era: Era?
        package var mcpMethod: String?
        package var mcpName: String?
        package var outcome: Outcome?
        package var errorCode: Int?
        /// The id of the JSON-RPC request, once it is read.
        package var messageID: RequestID?
        /// The call that is served, from its begin on.
        package var call: CallRecord?
        /// Told of the end of each call.
        package var callObserver: CallObserver?
    }

    /// Is told of a call's end. The trace is not kept by it: it would keep itself.
    package typealias CallObserver = @Sendable (CallEnd, RequestTrace) -> Void

    /// The request that the current task serves.
    @TaskLocal public static var current: RequestTrace?

    package let started: ContinuousClock.Instant
    private let state = Mutex(Facts())

    /// Makes the spans of the request, if anybody looks at these.
    package let tracer: (any Tracer)?

    package init(started: ContinuousClock.Instant = .now, tracer: (any Tracer)? = nil) {
        self.started = started
        self.tracer = tracer
    }

    package var facts: Facts { state.withLock { $0 } }

    /// Looks at the facts where they are: they are many, and a copy of them costs more than most looks.
    package func read<Result>(_ look: (Facts) throws -> Result) rethrows -> Result {
        try state.withLock { try look($0) }
    }

    package func note(_ change: (inout Facts) -> Void) { state.withLock { change(&$0) } }

    /// The id of the request: over HTTP the client's, or one made by the stage `Correlation`; `nil` before that.
    public var requestID: String? { read(\.requestID) }
    /// The `traceparent` of the request, if it has a good one (W3C Trace Context).
    public var traceparent: String? { read(\.traceparent) }
    /// What names the session in logs instead of its id, once the endpoint has found the session.
    public var sessionLabel: String? { read(\.sessionLabel) }
    /// The subject of the caller, once it is known.
    public var principal: String? { read(\.principal) }
    /// What names the caller's credential in logs, such as the id of a key.
    public var credentialLabel: String? { read(\.credentialLabel) }
    /// Why the caller was not let in, for logs alone.
    public var refusal: String? { read(\.refusal) }
    /// The era of the message, once the endpoint has read it.
    public var era: Era? { read(\.era) }
    /// The method of the message, once the endpoint has read it.
    public var mcpMethod: String? { read(\.mcpMethod) }
    /// The tool that the message calls, once the endpoint has read it.
    public var mcpName: String? { read(\.mcpName) }
    /// How the request ended, once it did.
    public var outcome: Outcome? { read(\.outcome) }
    /// The code of the JSON-RPC error that the request was answered with.
    public var errorCode: Int? { read(\.errorCode) }

    package var callObserver: CallObserver? { read(\.callObserver) }
}

// MARK: - Log lines

extension Logger.MetadataProvider {
    /// States `request_id`, `session_id`, `trace_id`, `span_id`, `principal` and `tool`, as far as they are known, in every line
    /// that is logged while a request is served. Without a tracer the trace is the caller's, and there is no span.
    ///
    /// ```swift
    /// LoggingSystem.bootstrap(MyLogHandler.init, metadataProvider: .mcpRequest)
    /// ```
    ///
    /// The server's own loggers, a call's `context.logger` among them, use it already.
    public static let mcpRequest = Logger.MetadataProvider { RequestTrace.current?.metadata ?? [:] }
}

extension RequestTrace {
    /// What every line of log that belongs to the request states.
    package var metadata: Logger.Metadata {
        let facts = facts
        let ids = span?.ids
        let texts = [
            ("request_id", facts.requestID), ("session_id", facts.sessionLabel),
            ("trace_id", ids?.trace ?? facts.traceID), ("span_id", ids?.span),
            ("principal", facts.principal ?? facts.call?.principal?.subject), ("tool", facts.call?.tool),
        ]
        var metadata: Logger.Metadata = [:]
        for (key, text) in texts { if let text { metadata[key] = .string(printable(text)) } }
        return metadata
    }
}

extension RequestTrace {
    /// What names the span that the task runs in, or else that of the request; `nil` where there is none.
    package var span: SpanFields? {
        guard let tracer, let context = ServiceContext.current ?? read(\.span) else { return nil }
        let fields = SpanFields(context, tracer)
        return fields.fields.isEmpty ? nil : fields
    }
}

extension RequestTrace.Facts {
    /// The caller's place in a trace. What a message says of itself goes before what stands in its request's header.
    fileprivate var parent: TraceContext? {
        if let call, let trace = CallContext(record: call).trace, isTraceparent(trace.traceparent) { return trace }
        return traceparent.map { TraceContext(traceparent: $0, tracestate: tracestate, baggage: baggage) }
    }

    fileprivate var traceID: String? {
        parent?.traceparent.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first
            .map(String.init)
    }
}

// MARK: - Outgoing requests

extension RequestTrace {
    /// Puts the ids of the request that the current task serves on a request of its own, so that the two can be told to belong
    /// together: `X-Request-Id`, `traceparent`, `tracestate` and `baggage`, as far as they are known. Where the server makes spans
    /// it is the current one that is stated, in the fields that its tracer has for that.
    ///
    /// ```swift
    /// // async-http-client
    /// RequestTrace.propagate { request.headers.replaceOrAdd(name: $0, value: $1) }
    /// // Foundation's URLRequest
    /// RequestTrace.propagate { request.setValue($1, forHTTPHeaderField: $0) }
    /// ```
    ///
    /// - Parameter set: Sets a header field, by its name and its value.
    public static func propagate(_ set: (_ name: String, _ value: String) throws -> Void) rethrows {
        guard let current else { return }
        let facts = current.facts
        let context = current.span?.fields ?? facts.parent?.fields ?? []
        let id = facts.requestID.map { [(name: "X-Request-Id", value: $0)] } ?? []
        for field in id + context where isFieldValue(field.value) { try set(field.name, field.value) }
    }

    /// Whether a text can stand in a header field: what callers say must not add fields of its own.
    private static func isFieldValue(_ text: String) -> Bool {
        text.utf8.count <= 8192 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
    }
}

extension TraceContext {
    fileprivate var fields: [(name: String, value: String)] {
        [("traceparent", traceparent)] + (tracestate.map { [("tracestate", $0)] } ?? [])
            + (baggage.map { [("baggage", $0)] } ?? [])
    }
}

/// Whether a text is a `traceparent` (W3C Trace Context, section 3.2.2): version, trace id, parent id, flags.
package func isTraceparent(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count >= 4, parts.prefix(4).map(\.count) == [2, 32, 16, 2] else { return false }
    let isHexadecimal = parts.prefix(4).allSatisfy { part in
        part.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
    }
    let zero = UInt8(ascii: "0")
    guard isHexadecimal, !parts[1].allSatisfy({ $0 == zero }), !parts[2].allSatisfy({ $0 == zero }) else {
        return false
    }
    // Later versions may have more parts.
    return parts[0].elementsEqual("00".utf8) ? parts.count == 4 : !parts[0].elementsEqual("ff".utf8)
}
