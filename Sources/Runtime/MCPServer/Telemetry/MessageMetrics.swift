package import Metrics
import Synchronization

/// What a server measures of messages and calls, by the names of OpenTelemetry's conventions where they have some.
///
/// No label has a value that a client chooses: unknown tools are `_unknown`, and unknown methods `_other`.
package final class MessageMetrics: Sendable {
    package let factory: any MetricsFactory
    private let transport: NetworkTransport
    /// By the places of the tools in the catalog.
    private let tools: [ToolMetrics]
    private let operations = Mutex<[Operation: Timer]>([:])
    private let refusals = Mutex<[String: Metrics.Counter]>([:])
    private let unexpectedErrors: Metrics.Counter

    /// Makes the handles, or nothing where the process has no backend of metrics. Servers ask once, when they are made: then
    /// nothing is measured, and nothing is spent on it.
    ///
    /// - Parameters:
    ///   - catalog: The tools.
    ///   - transport: What carries the messages.
    package init?(_ catalog: ToolCatalog, over transport: NetworkTransport) {
        let factory = MetricsSystem.factory
        guard !(factory is NOOPMetricsHandler) else { return nil }
        self.factory = factory
        self.transport = transport
        tools = catalog.names.names.map { ToolMetrics($0, factory, transport) }
        unexpectedErrors = Metrics.Counter(label: "mcp.unexpected.errors", factory: factory)
    }

    /// Takes note of a message that is no call of a known tool.
    func received(
        _ envelope: Envelope,
        _ step: Step,
        _ conversation: Conversation,
        since start: ContinuousClock.Instant
    ) {
        let error: ErrorCode?
        var revision = envelope.isModern ? nil : conversation.session?.revision ?? conversation.assumedRevision
        switch step {
        // Calls are measured when they end, and members of a batch each by itself.
        case .call, .batch: return
        // The response to a request that was never made.
        case .ignore where envelope.methodRange.isEmpty: return
        case .reply(let reply): error = reply.error
        case .open(let session, _):
            error = nil
            revision = session.revision
        case .listen, .cancel, .ignore: error = nil
        }
        if envelope.isModern { revision = envelope.text(at: envelope.claimedVersion).flatMap { ProtocolRevision($0) } }
        let operation = Operation(
            method: envelope.withText(at: envelope.methodRange, Method.init) ?? .unknown,
            revision: revision,
            error: error
        )
        timer(of: operation).record(since: start)
    }

    private func timer(of operation: Operation) -> Timer {
        operations.withLock { timers in
            if let timer = timers[operation] { return timer }
            let tool = operation.method == .callTool ? "_unknown" : ""
            let timer = Timer(
                label: "mcp.server.operation.duration",
                dimensions: operation.labels(tool: tool, transport),
                factory: factory
            )
            timers[operation] = timer
            return timer
        }
    }

    /// Takes note of a call that begins.
    func began(_ tool: Int) { tools[tool].handles.inFlight.increment() }

    /// Takes note of a call that has ended.
    ///
    /// - Parameters:
    ///   - tool: The place of the tool in the catalog.
    ///   - outcome: How it ended.
    ///   - error: The code of the error that it was answered with.
    ///   - revision: The revision of the protocol.
    ///   - start: When it began.
    func ended(
        _ tool: Int,
        _ outcome: RequestTrace.Outcome,
        _ error: ErrorCode?,
        _ revision: ProtocolRevision,
        since start: ContinuousClock.Instant
    ) {
        tools[tool].ended(
            outcome,
            Operation(method: .callTool, revision: revision, error: error, outcome: outcome),
            start
        )
    }

    /// Takes note of what is wrong with the arguments of a call.
    func found(_ issues: [ValidationIssue], in tool: Int) { tools[tool].found(issues) }

    /// Takes note of an error that nobody foresaw.
    package func failedUnexpectedly() { unexpectedErrors.increment() }

    /// Takes note of a call or a request that was refused since there were too many.
    ///
    /// - Parameter policy: What it was too many for: a word from the server's settings.
    package func limited(by policy: String) {
        refusals.withLock { counters in
            if let counter = counters[policy] { return counter }
            let counter = Metrics.Counter(
                label: "mcp.rate_limited",
                dimensions: [("policy", policy)],
                factory: factory
            )
            counters[policy] = counter
            return counter
        }
        .increment()
    }
}

/// What is served, as far as it is told apart.
struct Operation: Hashable {
    var method: Method
    var revision: ProtocolRevision?
    var error: ErrorCode?
    var outcome: RequestTrace.Outcome?

    func labels(tool: String, _ transport: NetworkTransport) -> [(String, String)] {
        let isToolError = outcome == .toolError || outcome == .cancelled
        let errorType = error.map { "\($0.rawValue)" } ?? (isToolError ? outcome?.rawValue : nil)
        // What says nothing is left out.
        return [
            ("mcp.method.name", method.name), ("gen_ai.tool.name", tool), ("error.type", errorType ?? ""),
            ("network.transport", transport.rawValue), ("mcp.protocol.version", revision?.description ?? ""),
        ].filter { !$1.isEmpty }
    }
}

extension Timer {
    /// Records how long something took that has ended now.
    package func record(since start: ContinuousClock.Instant) { recordNanoseconds(nanoseconds(since: start)) }
}

func nanoseconds(since start: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
}
