import Tracing

/// Makes the spans of MCP messages (OpenTelemetry, "Semantic conventions for Model Context Protocol").
///
/// The parent is what the message says of itself in `_meta`, and the span of the HTTP request that carried it is linked; or
/// else the parent is that span.
struct MessageSpans: Sendable {
    let tracer: any Tracer
    let transport: NetworkTransport

    /// Starts the span of a call.
    func start(_ call: CallRecord) -> any Span {
        let span = start("tools/call \(call.tool)", call.message, meta: call.meta, at: DefaultTracerClock.now)
        span.updateAttributes { attributes in
            describe("tools/call", call.requestID, call.revision, in: &attributes)
            attributes["gen_ai.operation.name"] = "execute_tool"
            attributes["gen_ai.tool.name"] = call.tool
            // Its id would let whoever reads it take over the session.
            attributes["mcp.session.id"] = call.session == nil ? nil : RequestTrace.current?.sessionLabel
        }
        return span
    }

    /// Makes the span of a message that was understood and came to a step, unless that is a call that is still to run.
    func record(_ step: Step, _ envelope: Envelope, _ session: Session?, since start: DefaultTracerClock.Timestamp) {
        if case .call = step { return }
        guard let method = envelope.withText(at: envelope.methodRange, Method.init) else { return }
        // What a client makes up is no name of a span.
        let name = method == .unknown ? "_other" : envelope.text(at: envelope.methodRange) ?? "_other"
        let span = self.start(name, envelope.bytes, meta: envelope.meta, at: start)
        span.updateAttributes { attributes in
            describe(name, envelope.id, revision(of: envelope, step, session), in: &attributes)
            if method == .callTool {
                attributes["gen_ai.operation.name"] = "execute_tool"
                // One that is unknown to this caller, at least.
                attributes["gen_ai.tool.name"] = envelope.text(at: envelope.name).map { printable($0) }
            }
        }
        switch step {
        case .reply(let reply), .open(_, let reply): span.note(reply)
        case .call, .listen, .cancel, .batch, .ignore: break
        }
        span.end()
    }

    private func revision(of envelope: Envelope, _ step: Step, _ session: Session?) -> ProtocolRevision? {
        if case .open(let session, _) = step { return session.revision }
        return envelope.isModern
            ? envelope.text(at: envelope.claimedVersion).flatMap { ProtocolRevision($0) } : session?.revision
    }

    private func describe(
        _ method: String,
        _ id: RequestID?,
        _ revision: ProtocolRevision?,
        in attributes: inout SpanAttributes
    ) {
        attributes["mcp.method.name"] = method
        attributes["jsonrpc.request.id"] = id.map { printable($0.description, limit: 128) }
        attributes["mcp.protocol.version"] = revision?.description
        attributes["network.transport"] = transport.rawValue
        if transport == .tcp { attributes["network.protocol.name"] = "http" }
    }

    private func start(
        _ name: String,
        _ message: [UInt8],
        meta: Range<Int>,
        at start: DefaultTracerClock.Timestamp
    ) -> any Span {
        let carrier = ServiceContext.current
        var context = carrier ?? .topLevel
        guard !meta.isEmpty, case .object(let meta)? = try? JSONValue.read(message[meta]) else {
            return tracer.startSpan(name, context: context, ofKind: .server, at: start)
        }
        var stated = ServiceContext.topLevel
        tracer.extract(meta, into: &stated, using: MetaExtractor())
        if !stated.isEmpty { tracer.extract(meta, into: &context, using: MetaExtractor()) }
        let span = tracer.startSpan(name, context: context, ofKind: .server, at: start)
        if let carrier, !stated.isEmpty { span.addLink(SpanLink(context: carrier, attributes: [:])) }
        return span
    }

    private struct MetaExtractor: Extractor {
        func extract(key: String, from meta: JSONObject) -> String? {
            if case .string(let text) = meta[key] { text } else { nil }
        }
    }
}

extension Span {
    /// Takes note of an answer that is an error.
    func note(_ reply: Reply) {
        if let error = reply.error {
            attributes["rpc.response.status_code"] = String(error.rawValue)
            fail(String(error.rawValue))
        } else if reply.isToolError {
            fail("tool_error")
        }
    }

    /// Takes note of a failure.
    ///
    /// - Parameter type: The kind of failure (`error.type`).
    package func fail(_ type: String) {
        attributes["error.type"] = type
        setStatus(SpanStatus(code: .error))
    }
}
