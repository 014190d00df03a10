#if HTTP
import HTTPTypes
import MCPServer

/// The event streams of legacy sessions, which outlive their connections.
extension MCPEndpoint {
    /// Answers a call with an event stream. When the connection breaks the call runs on, and what it has to say is kept.
    func stream(
        _ stream: EventStream,
        _ first: [[UInt8]],
        _ entry: SessionEntry,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> ServerResponse {
        // Who has gone without an id can never ask for what follows it.
        guard request.connection?.isGone != true else {
            stream.firstReader.leave()
            return cancelled(inSession: true, trace)
        }
        let numbering = entry.record(stream, taken: first).map {
            EventBody.Numbering(stream: $0, last: 0, isPrimed: entry.primesStreams)
        }
        stream.releaseIfWanted()
        return respond(first, stream.firstReader, numbering, entry, request, trace)
    }

    /// Sends what belongs to no request, or goes on with a stream whose connection broke.
    func get(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        if let version = request.fields.protocolVersion, let revision = ProtocolRevision(String(trimmed(version))),
            !revision.isLegacy
        {
            return .methodNotAllowed([.post])
        }
        trace.note { $0.era = .legacy }
        if let refusal = request.refusalBeyondHandshake(trace) { return refusal }
        guard let accept = request.fields.accept, Acceptance(accept).events else {
            return refuse(.notAcceptable, "Accept must list text/event-stream")
        }
        if let refusal = await fetchSession(request) { return refusal }
        let entry = session(request)
        if let refusal = check(entry, request, nil) { return refusal }
        guard let entry else { return accepted(trace) }
        trace.note { $0.sessionLabel = entry.label }
        guard let text = request.headers[.lastEventID], !text.isEmpty else {
            return openStandaloneStream(entry, request, trace)
        }
        guard let id = EventID(trimmed(text)), let response = await resume(id, entry, request, trace) else {
            // Not 404, which would tell the client that the session has ended.
            return refuse(.badRequest, "Last-Event-ID names no event that can be resumed from (any more)")
        }
        return response
    }

    private func openStandaloneStream(
        _ entry: SessionEntry,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> ServerResponse {
        guard !activity.isStopping else { return unavailable("the server is shutting down").closingConnection() }
        guard let stream = entry.standaloneStream(dispatcher.context.changes) else {
            return refuse(.notFound, "there is no such session (any more)")
        }
        switch stream.admitReader(displaces: false) {
        case .reader(let reader, let said):
            let numbering = EventBody.Numbering(
                stream: EventID.standaloneStream,
                last: said,
                isPrimed: entry.primesStreams
            )
            return respond([], reader, numbering, entry, request, trace)
        case .taken:
            return refuse(.conflict, "the session has a standalone stream already: resume it with Last-Event-ID")
        // With the server, or with its session, which another request has ended by now.
        case .over where activity.isStopping: return unavailable("the server is shutting down").closingConnection()
        case .over: return refuse(.notFound, "there is no such session (any more)")
        }
    }

    /// - Returns: The events of a stream behind one of them, and those to come; `nil` if some are not there any more.
    private func resume(
        _ id: EventID,
        _ entry: SessionEntry,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) async -> ServerResponse? {
        let numbering = EventBody.Numbering(stream: id.stream, last: id.number, isPrimed: false)
        switch await entry.stream(id.stream)?.resume(after: id.number) {
        case .reader(let reader, let missed): return respond(missed, reader, numbering, entry, request, trace)
        case .lost: return nil
        case .over, nil:
            guard let rest = await sessions.log.messages(after: id, in: entry.session.id) else { return nil }
            let ended = EventStream()
            ended.end()
            return respond(rest, ended.firstReader, numbering, entry, request, trace)
        }
    }

    private func respond(
        _ first: [[UInt8]],
        _ reader: EventStream.Reader,
        _ numbering: EventBody.Numbering?,
        _ entry: SessionEntry,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> ServerResponse {
        let isStandalone = numbering?.stream == EventID.standaloneStream
        let connection = request.connection
        entry.beginUse()
        connection?.whenGone { reader.leave() }
        let body = EventBody(
            first: first,
            reader,
            numbering: numbering,
            endsWithServer: isStandalone,
            heartbeat: heartbeat,
            answered: { [self] reply in if request.method == .post || reply != nil { note(reply, trace) } },
            left: {
                connection?.forget()
                entry.endUse()
            }
        )
        return ServerResponse(.ok, Self.eventHeaders, .events(body))
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = known("Last-Event-ID")
}
#endif
