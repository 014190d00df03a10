public import Logging

/// What a handler may know about the call that it serves, and what it may do besides answering.
///
/// A context costs one reference: pass it on freely, and do not use it after the handler has returned.
public struct CallContext: Sendable {
    let record: CallRecord

    /// The id of the request.
    public var requestID: RequestID { record.requestID }
    /// The name of the tool.
    public var tool: String { record.tool }
    /// The revision that the caller speaks.
    public var revision: ProtocolRevision { record.revision }
    /// The session, in legacy revisions; `nil` from 2026-07-28 on, where each request stands alone.
    public var session: Session? { record.session }
    /// What all calls share, such as `server.sessions.count`.
    public var server: ServerContext { record.server }

    /// What the client says about itself, if anything. It is read from the message at each use.
    public var client: ClientInfo? {
        session?.client ?? ClientInfo(record.value(at: record.clientInfo))
    }

    /// The request's `_meta`, such as a `traceparent`. It is read from the message at each use.
    public var meta: JSONObject {
        guard case .object(let meta) = record.value(at: record.meta) else { return [:] }
        return meta
    }

    /// A logger that states request and tool. It is made at each use: keep it in a local variable.
    ///
    /// The ids come from the client: log handlers must be ready for any text.
    public var logger: Logger {
        var logger = record.logger
        logger[metadataKey: "request"] = .string(requestID.description)
        logger[metadataKey: "tool"] = .string(tool)
        return logger
    }
}

// MARK: - Cancellation

extension CallContext {
    /// Whether the caller no longer wants an answer, or the tool's timeout has ended the call. What the handler returns is
    /// not sent then.
    public var isCancelled: Bool { Task.isCancelled }

    /// When the tool's timeout ends the call; `nil` for a tool without one.
    public var deadline: ContinuousClock.Instant? { record.deadline }

    /// Ends the handler if nobody wants what it returns any longer.
    ///
    /// - Throws: `CancellationError`.
    public func checkCancellation() throws { try Task.checkCancellation() }
}

// MARK: - Progress

extension CallContext {
    /// Whether the caller asked for progress (a `progressToken` in the request's `_meta`).
    public var wantsProgress: Bool { record.progress != nil }

    /// Tells the caller how far the work has come, if it asked for that.
    ///
    /// Reports that do not exceed the one before are dropped, as the specification demands, and so are floods: beyond
    /// a first 100, about 20 reports a second get through, and the one that reaches the total always does. Waits while the
    /// client is slow in reading.
    ///
    /// - Parameters:
    ///   - progress: How much is done, in a unit of your choice.
    ///   - total: How much there is to do in all, if that is known.
    ///   - message: What is being done, for people (from revision 2025-03-26 on).
    public func reportProgress(_ progress: Double, total: Double? = nil, message: String? = nil) async {
        await record.progress?.report(progress, total: total, message: message)
    }
}
