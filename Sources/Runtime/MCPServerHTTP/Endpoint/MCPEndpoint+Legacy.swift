#if HTTP
import HTTPTypes
import MCPServer

/// The revisions that begin with a handshake, up to 2025-11-25.
extension MCPEndpoint {
    // `envelope` is the message, unless it is a batch.
    func receiveLegacy(
        _ scan: Envelope.Scan,
        _ envelope: Envelope?,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> Plan {
        if let envelope, envelope.isMethod("initialize"), !envelope.idRange.isEmpty {
            return open(scan, envelope, request, trace)
        }
        let entry = session(request)
        let stream = envelope?.isCall ?? false ? EventStream() : nil
        let step = dispatcher.receive(scan, in: conversation(of: request, entry, stream))
        if case .reply(let reply) = step, reply.isMalformedMessage {
            return .answer(answer(reply, .badRequest, trace))
        }
        if let refusal = check(entry, request, envelope?.id) { return .answer(refusal) }
        guard let entry else { return .answer(accepted(trace)) }
        trace.note { $0.sessionLabel = entry.label }
        switch step {
        case .reply(let reply):
            return .answer(request.refusal(of: reply, id: envelope?.id, trace) ?? answer(reply, .ok, trace))
        case .call(let call): return .call(call, stream, entry)
        case .batch(let steps): return .batch(steps, entry)
        case .cancel(let id):
            entry.cancel(id)
            return .answer(accepted(trace))
        case .ignore, .open, .listen: return .answer(accepted(trace))
        }
    }

    /// Begins a session.
    private func open(
        _ scan: Envelope.Scan,
        _ envelope: Envelope,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> Plan {
        var conversation = conversation(of: request)
        conversation.nextSessionID = SessionTable.makeID()
        switch dispatcher.receive(scan, in: conversation) {
        case .open(let session, let reply):
            guard let entry = sessions.open(session, by: request.principal) else {
                return .answer(unavailable("there are too many sessions", id: envelope.id))
            }
            trace.note { $0.sessionLabel = entry.label }
            var headers = HTTPFields()
            headers[.mcpSessionID] = session.id
            return .open(entry, answer(reply, .ok, trace, headers: headers))
        case .reply(let reply): return .answer(answer(reply, reply.isMalformedMessage ? .badRequest : .ok, trace))
        default: return .answer(accepted(trace))
        }
    }

    /// Ends a session, as a client that needs it no longer asks.
    func delete(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        trace.note { $0.era = .legacy }
        if let refusal = await fetchSession(request) { return refusal }
        let entry = session(request)
        if let refusal = check(entry, request, nil) { return refusal }
        if let entry, let refusal = await forget(entry) { return refusal }
        guard let entry, sessions.close(entry) else {
            return refuse(.notFound, "there is no such session (any more)")
        }
        trace.note { $0.sessionLabel = entry.label }
        return ServerResponse(status: .noContent)
    }

    func session(_ request: ServerRequest) -> SessionEntry? {
        sessionID(of: request).flatMap { sessions.find($0, for: request.principal) }
    }

    func sessionID(of request: ServerRequest) -> String? {
        guard let id = request.fields.sessionID, !request.fields.repeated.contains(.sessionID) else { return nil }
        return String(trimmed(id))
    }

    /// Refuses what has no session, or states a revision that no session has.
    func check(_ entry: SessionEntry?, _ request: ServerRequest, _ id: RequestID?) -> ServerResponse? {
        guard request.fields.sessionID != nil else {
            return refuse(.badRequest, "Mcp-Session-Id is missing: begin with initialize", id: id)
        }
        guard entry != nil else { return refuse(.notFound, "there is no such session (any more)", id: id) }
        guard let version = request.fields.protocolVersion else { return nil }
        let isServed = ProtocolRevision(String(trimmed(version)))?.isLegacy ?? false
        return isServed ? nil : refuse(.badRequest, "MCP-Protocol-Version names a revision without sessions", id: id)
    }
}

extension Reply {
    /// Whether it says that a message is no JSON-RPC message. All other errors of these revisions have status 200.
    fileprivate var isMalformedMessage: Bool { isRefusal && (error == .parseError || error == .invalidRequest) }
}

extension HTTPField.Name {
    /// `Mcp-Session-Id`.
    static let mcpSessionID = known("Mcp-Session-Id")
}
#endif
