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
        let isSent =
            record.progress?.report(progress, total: total, message: message) { record.outlet.send($0) } ?? false
        if isSent { await record.outlet.waitForRoom() }
    }
}

// MARK: - Log messages

extension CallContext {
    /// Sends the client a log message about the call, if it wants those of that level.
    ///
    /// Clients of 2026-07-28 say so in each request, those of earlier revisions by `logging/setLevel`; as long as they have
    /// not, they get all from ``LogLevel/info`` on. What only you should know belongs into ``logger``. Waits while the client is
    /// slow in reading.
    ///
    /// - Parameters:
    ///   - level: How serious it is.
    ///   - message: What happened.
    ///   - source: What it comes from, such as the name of a part of your program.
    public func log(_ level: LogLevel, _ message: @autoclosure () -> String, source: String? = nil) async {
        await log(level, data: .string(message()), source: source)
    }

    /// Sends the client a log message that is any JSON value.
    ///
    /// - Parameters:
    ///   - level: How serious it is.
    ///   - data: What happened.
    ///   - source: What it comes from.
    public func log(_ level: LogLevel, data: @autoclosure () -> JSONValue, source: String? = nil) async {
        guard record.outlet.isOpen, record.logGate.admits(level) else { return }
        let notification = JSONWriter.notification("notifications/message") { json in
            json.writeKey("level")
            json.write(level.name)
            if let source {
                json.writeKey("logger")
                json.write(source)
            }
            json.writeKey("data")
            data().write(to: &json)
        }
        guard record.outlet.send(notification) else { return }
        await record.outlet.waitForRoom()
        // A call may still have the thread of who sends what it says.
        await Task.yield()
    }
}

// MARK: - Long calls

extension CallContext {
    /// Lets go of the caller's connection in the middle of a long call, so that nothing between it and the server has to be
    /// kept open: the caller comes back after a second for what follows, the answer included.
    ///
    /// Only clients of revision 2025-11-25 over HTTP can do that; for all others nothing happens. Do it before the work that
    /// takes long.
    public func releaseConnection() { record.outlet.release() }
}

// MARK: - Tracing

extension CallContext {
    /// The trace that the call belongs to, as the caller states it in the request's `_meta`, which revision 2026-07-28
    /// provides for (W3C Trace Context).
    public var trace: TraceContext? { TraceContext(meta) }
}

/// What a caller says of the trace that a call belongs to. It is unchecked: good for tracing, never for decisions.
public struct TraceContext: Sendable, Hashable {
    /// The caller's place in the trace (W3C Trace Context, `traceparent`).
    public var traceparent: String
    /// What tracing systems add to it.
    public var tracestate: String?
    /// What the caller hands on to all that it calls (W3C Baggage).
    public var baggage: String?

    init(traceparent: String, tracestate: String?, baggage: String?) {
        self.traceparent = traceparent
        self.tracestate = tracestate
        self.baggage = baggage
    }

    init?(_ meta: JSONObject) {
        guard case .string(let parent) = meta["traceparent"] else { return nil }
        traceparent = parent
        if case .string(let state) = meta["tracestate"] { tracestate = state }
        if case .string(let baggage) = meta["baggage"] { self.baggage = baggage }
    }
}
