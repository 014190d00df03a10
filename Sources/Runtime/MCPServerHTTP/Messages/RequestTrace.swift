#if HTTP
public import Logging
import Synchronization

/// What is known about a request, more and more of it while it passes the stages.
///
/// Under ``Correlation`` it is bound to the task, so that log lines and outgoing requests that a handler makes can state
/// the same ids: see `Logger.MetadataProvider.mcpRequest` and ``current``.
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

    struct Facts {
        var requestID: String?
        var traceparent: String?
        var sessionLabel: String?
        var principal: String?
        var credentialLabel: String?
        var refusal: String?
        var era: Era?
        var mcpMethod: String?
        var mcpName: String?
        var outcome: Outcome?
        var errorCode: Int?
    }

    /// The request that the current task serves, under ``Correlation``.
    @TaskLocal public static var current: RequestTrace?

    let started: ContinuousClock.Instant
    private let state = Mutex(Facts())

    init(started: ContinuousClock.Instant = .now) { self.started = started }

    var facts: Facts { state.withLock { $0 } }

    func note(_ change: (inout Facts) -> Void) { state.withLock { change(&$0) } }

    /// The id of the request: the client's, or one made here. `nil` before ``Correlation``.
    public var requestID: String? { facts.requestID }
    /// The `traceparent` of the request, if it has a good one (W3C Trace Context).
    public var traceparent: String? { facts.traceparent }
    /// What names the session in logs instead of its id, once the endpoint has found the session.
    public var sessionLabel: String? { facts.sessionLabel }
    /// The subject of the caller, once ``Authenticate`` knows it.
    public var principal: String? { facts.principal }
    /// What names the caller's credential in logs, such as the id of a key.
    public var credentialLabel: String? { facts.credentialLabel }
    /// Why ``Authenticate`` let nobody in, for logs alone.
    public var refusal: String? { facts.refusal }
    /// The era of the message, once the endpoint has read it.
    public var era: Era? { facts.era }
    /// The method of the message, once the endpoint has read it.
    public var mcpMethod: String? { facts.mcpMethod }
    /// The tool that the message calls, once the endpoint has read it.
    public var mcpName: String? { facts.mcpName }
    /// How the request ended, once it did.
    public var outcome: Outcome? { facts.outcome }
    /// The code of the JSON-RPC error that the request was answered with.
    public var errorCode: Int? { facts.errorCode }
}

extension Logger.MetadataProvider {
    /// States `request_id` and `session_id` in every line that is logged while a request is served.
    ///
    /// ```swift
    /// LoggingSystem.bootstrap(MyLogHandler.init, metadataProvider: .mcpRequest)
    /// ```
    ///
    /// The server's own loggers, a call's `context.logger` among them, use it already.
    public static let mcpRequest = Logger.MetadataProvider {
        guard let facts = RequestTrace.current?.facts else { return [:] }
        var metadata: Logger.Metadata = [:]
        if let id = facts.requestID { metadata["request_id"] = .string(id) }
        if let session = facts.sessionLabel { metadata["session_id"] = .string(session) }
        return metadata
    }
}
#endif
