package import Tracing

/// Decides what a message means and who answers it, in whatever transport.
///
/// The era is decided for each message, since clients mix both in one conversation: one that states its revision
/// in `_meta` is served by the stateless rules of 2026-07-28, any other by those of the handshake.
///
/// A class, because each call keeps it: the copies of all its parts would cost more than the dispatching.
package final class Dispatcher<Server: ToolServer>: Sendable {
    private let tools: Server.Tools
    /// In the order of the catalog; made once, because making one costs an allocation.
    private let calls: [Tool<Server.Tools>]
    /// What clients repeat as header fields over HTTP, by the places of the tools in the catalog.
    package let mirrors: [Int: [MirroredArgument]]
    /// Whether a tool has limits for each caller, so that a conversation must say who calls or from where.
    package let limitsCallers: Bool
    /// How much the calls take of rate limits, by the places of the tools in the catalog.
    private let costs: [Int]
    let names: NameTable
    let access: ToolAccess
    let statics: StaticResults
    package let context: ServerContext
    /// Whether clients can be told that the list of tools has changed.
    package let isListChanging: Bool
    /// Who learns of errors that nobody foresaw.
    package let observer: (any FailureObserver)?
    /// What is measured; `nil` where nobody looks at it.
    package let metrics: MessageMetrics?
    /// Makes spans; `nil` where nobody looks at them.
    let spans: MessageSpans?

    package init(
        _ server: Server,
        sessions: Sessions,
        transport: NetworkTransport = .pipe,
        metrics: MessageMetrics? = nil,
        tracer: (any Tracer)? = installedTracer()
    ) {
        let catalog = Server.catalog
        tools = server.tools
        spans = tracer.map { MessageSpans(tracer: $0, transport: transport) }
        observer = server.tools as? any FailureObserver
        calls = (0..<catalog.count).map { index in
            Server.tool(at: index) ?? Tool { call, _ in throw MissingTool(name: call.context.tool) }
        }
        let mirrors = calls.map(\.mirrors).enumerated().filter { !$0.element.isEmpty }
        self.mirrors = Dictionary(uniqueKeysWithValues: mirrors.map { ($0.offset, $0.element) })
        limitsCallers = calls.contains { $0.limits?.areByCaller ?? false }
        costs = calls.map(\.cost)
        names = catalog.names
        self.metrics = metrics
        isListChanging = catalog.listChanged
        context = ServerContext(info: Server.info, sessions: sessions, isListChanging: catalog.listChanged)
        access = ToolAccess(calls.map(\.scopes))
        statics = StaticResults(info: Server.info, catalog, access)
    }

    /// Reads a message and says what to do about it. Never waits: all but calls is answered at once.
    package func receive(_ message: [UInt8], in conversation: Conversation) -> Step {
        receive(Envelope.scan(message), in: conversation)
    }

    /// Says what to do about a message.
    package func receive(_ scan: Envelope.Scan, in conversation: Conversation) -> Step {
        switch scan {
        case .message(let envelope): return receive(envelope, in: conversation)
        case .batch(let messages): return receiveBatch(messages, in: conversation)
        case .other: return .refuse(nil, .invalidRequest, "Invalid Request: a message must be an object")
        case .malformed(let fault):
            return .refuse(nil, .parseError, "Parse error: \(fault.map(\.description) ?? "no JSON")")
        }
    }

    /// How much a call takes of rate limits.
    package func cost(of call: PendingCall) -> Int { costs[call.tool] }

    /// Runs a call, and tells of its end.
    ///
    /// - Returns: The answer, or `nil` where the caller no longer wants one.
    package func run(_ call: PendingCall) async -> Reply? {
        guard !Task.isCancelled else { return nil }
        guard let trace = RequestTrace.current else {
            // A transport without stages, or a route without `Correlation`.
            let trace = RequestTrace(tracer: spans?.tracer)
            trace.note { $0.requestID = printable(call.record.requestID.description, limit: 128) }
            return await RequestTrace.$current.withValue(trace) { await runTraced(call, trace) }
        }
        return await runTraced(call, trace)
    }

    /// Runs a call within a span, if anybody looks at these. What the handler calls in its turn has it for a parent.
    private func runTraced(_ call: PendingCall, _ trace: RequestTrace) async -> Reply? {
        guard let spans else { return await run(call, trace, nil) }
        let span = spans.start(call.record)
        defer { span.end() }
        return await ServiceContext.$current.withValue(span.context) {
            let reply = await run(call, trace, span)
            if let reply { span.note(reply) } else { span.addEvent("cancelled") }
            return reply
        }
    }

    private func run(_ call: PendingCall, _ trace: RequestTrace, _ span: (any Span)?) async -> Reply? {
        let record = call.record
        trace.note { $0.call = record }
        let start = ContinuousClock.now
        metrics?.began(call.tool)
        let ending = await answer(call, span)
        record.outlet.close()
        let isCancelled = Task.isCancelled
        let end = CallEnd(
            tool: record.tool,
            principal: record.principal,
            outcome: isCancelled ? .cancelled : ending.outcome,
            milliseconds: milliseconds(since: start),
            issueCount: ending.issueCount
        )
        metrics?.ended(call.tool, end.outcome, isCancelled ? nil : ending.error, record.revision, since: start)
        if let observe = trace.callObserver { observe(end, trace) } else { log(end, record) }
        guard !isCancelled else { return nil }
        switch ending {
        case .result(let result, _): return statics.reply(result, to: record)
        case .failure(let failure): return .error(record.requestID, failure)
        }
    }

    /// What a call came to.
    private enum Ending {
        case result(ToolResult, issueCount: Int = 0)
        case failure(ProtocolFailure)

        var outcome: RequestTrace.Outcome {
            switch self {
            case .result(let result, _): result.isError ? .toolError : .ok
            case .failure: .error
            }
        }

        var error: ErrorCode? {
            if case .failure(let failure) = self { failure.code } else { nil }
        }

        var issueCount: Int {
            if case .result(_, let count) = self { count } else { 0 }
        }
    }

    private func answer(_ call: PendingCall, _ span: (any Span)?) async -> Ending {
        let record = call.record
        let context = CallContext(record: record)
        do {
            let toolCall = ToolCall(context: context, arguments: call.arguments)
            guard let limits = calls[call.tool].limits else {
                return .result(try await calls[call.tool].invoke(toolCall, tools))
            }
            let (invoke, tools) = (calls[call.tool].invoke, tools)
            let refused = { [metrics] policy in metrics?.limited(by: policy) ?? () }
            return .result(try await limits.run(record, refused) { try await invoke(toolCall, tools) })
        } catch let error as InvalidArguments {
            metrics?.found(error.issues, in: call.tool)
            return .result(error.result, issueCount: error.issues.count + error.omittedCount)
        } catch let error as ToolError {
            return .result(.error(error.text))
        } catch let error as MissingClientCapability {
            return record.revision.isLegacy ? .result(error.result) : .failure(error.failure)
        } catch {
            if !Task.isCancelled {
                span?.recordError(error)
                failed(error, context)
            }
            return .result(.error("\(record.tool) failed with an internal error."))
        }
    }

    /// Takes note of an unforeseen error, whose text may name files, queries or secrets: it stays here.
    private func failed(_ error: any Error, _ context: CallContext) {
        context.logger.error("The tool failed: \(error)")
        metrics?.failedUnexpectedly()
        observer?.observe(error, of: .tool(context))
    }

    private func log(_ end: CallEnd, _ record: CallRecord) {
        record.logger.debug(
            "tool_call",
            metadata: [
                "tool": "\(end.tool)", "outcome": "\(end.outcome.rawValue)", "duration_ms": "\(end.milliseconds)",
                "issues": "\(end.issueCount)",
            ]
        )
    }
}

/// The catalog names a tool that the generated `switch` does not have: the two were not generated together.
private struct MissingTool: Error {
    let name: String
}

extension Step {
    static func refuse(_ id: RequestID?, _ code: ErrorCode, _ message: String, data: JSONValue? = nil) -> Step {
        .reply(.error(id, ProtocolFailure(code: code, message: message, data: data), isRefusal: true))
    }

    static func fail(_ id: RequestID, _ code: ErrorCode, _ message: String) -> Step {
        .reply(.error(id, ProtocolFailure(code: code, message: message)))
    }
}
