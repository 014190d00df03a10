#if HTTP
import HTTPTypes
import Logging
import MCPServer

/// The Streamable HTTP endpoint: both kinds of revisions on one path.
///
/// It reads a message, decides by its content which rules hold for it (checklist 7.1), and answers.
final class MCPEndpoint<Server: ToolServer>: Sendable {
    let dispatcher: Dispatcher<Server>
    let sessions: SessionTable
    let activity: Activity
    let maxBodySize: Int
    let heartbeat: Heartbeat
    let logger: Logger
    /// The header fields that repeat arguments, by the places of the tools that have some.
    let mirrors: [Int: ArgumentMirrors]

    init(
        dispatcher: Dispatcher<Server>,
        sessions: SessionTable,
        activity: Activity,
        maxBodySize: Int,
        keepAliveInterval: Duration,
        logger: Logger
    ) {
        self.dispatcher = dispatcher
        self.sessions = sessions
        self.activity = activity
        self.maxBodySize = maxBodySize
        heartbeat = Heartbeat(interval: keepAliveInterval)
        self.logger = logger
        mirrors = dispatcher.mirrors.mapValues(ArgumentMirrors.init)
    }

    func respond(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        switch request.method {
        case .post: await post(request, trace)
        case .get: await get(request, trace)
        case .delete: await delete(request, trace)
        default: .methodNotAllowed(.mcp)
        }
    }

    private func post(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        guard !activity.isStopping else { return unavailable("the server is shutting down").closingConnection() }
        guard let type = request.fields.contentType, !request.fields.repeated.contains(.contentType), isJSON(type)
        else {
            return refuse(.unsupportedMediaType, "Content-Type must be application/json")
        }
        guard let accept = request.fields.accept, Acceptance(accept).isComplete else {
            return refuse(.notAcceptable, "Accept must list application/json and text/event-stream")
        }
        let body: [UInt8]
        do {
            body = try await request.readBody(upTo: maxBodySize)
        } catch is BodyTooLarge {
            return .bodyTooLarge(min(maxBodySize, request.bounds.bodySize), for: request)
        } catch is BodyTooSlow {
            return .denial(.requestTimeout, "Request Timeout: the body did not arrive in time", for: request)
                .closingConnection()
        } catch {
            // The framing of HTTP is broken: what follows on this connection cannot be read.
            return refuse(.badRequest, "the body could not be read").closingConnection()
        }
        let scan = Envelope.scan(body)
        if sessions.store != nil, !scan.isModern, let refusal = await fetchSession(request) { return refusal }
        let plan = receive(scan, request, trace)
        if sessions.store != nil, let refusal = await keepLogLevel(request) { return refusal }
        if !request.bounds.grants.isEmpty, let refusal = await refusal(of: plan, request, trace) { return refusal }
        switch plan {
        case .answer(let response): return response
        case .open(let session, let response): return await keep(session) ?? response
        case .call(let call, let stream, let session): return await run(call, stream, session: session, request, trace)
        case .listen(let subscription): return listen(subscription, request, trace)
        case .batch(let steps, let session): return await run(steps, session, request, trace)
        }
    }

    /// What there is to do about a message. Saying so takes no `async` function, in which all that is found in the
    /// message would have to be kept in memory of the task's, and with it allocated for each request.
    enum Plan {
        case answer(ServerResponse)
        /// The answer to the handshake.
        case open(SessionEntry, ServerResponse)
        case call(PendingCall, EventStream?, SessionEntry?)
        case listen(Subscription)
        case batch([Step], SessionEntry)
    }

    private func receive(_ scan: Envelope.Scan, _ request: ServerRequest, _ trace: RequestTrace) -> Plan {
        switch scan {
        case .message(let envelope):
            let isModern = isModern(envelope, request.fields)
            trace.note { facts in
                facts.era = isModern ? .modern : .legacy
                facts.messageID = envelope.id
                facts.mcpMethod = envelope.text(at: envelope.methodRange)
                if envelope.isCall { facts.mcpName = envelope.text(at: envelope.name) }
            }
            if let refusal = request.refusalBeyondHandshake(envelope, trace) { return .answer(refusal) }
            return isModern
                ? receiveModern(envelope, request, trace)
                : receiveLegacy(scan, envelope, request, trace)
        case .batch:
            trace.note { $0.era = .legacy }
            if let refusal = request.refusalBeyondHandshake(nil, trace) { return .answer(refusal) }
            return receiveLegacy(scan, nil, request, trace)
        case .other, .malformed:
            let step = dispatcher.receive(scan, in: conversation(of: request))
            guard case .reply(let reply) = step else { return .answer(accepted(trace)) }
            return .answer(answer(reply, .badRequest, trace))
        }
    }

    /// Whether the rules of the stateless revisions hold for a message.
    private func isModern(_ envelope: Envelope, _ fields: KnownFields) -> Bool {
        if envelope.isModern { return true }
        guard !envelope.isMethod("initialize"), fields.sessionID == nil else { return false }
        guard let version = fields.protocolVersion else { return envelope.isMethod("server/discover") }
        return !(ProtocolRevision(String(trimmed(version)))?.isLegacy ?? false)
    }

    // MARK: - What the eras share

    func conversation(
        of request: ServerRequest,
        _ entry: SessionEntry? = nil,
        _ stream: EventStream? = nil
    ) -> Conversation {
        Conversation(
            session: entry?.session,
            nextSessionID: "",
            principal: request.principal,
            origin: dispatcher.limitsCallers ? request.clientKey : nil,
            logger: logger,
            logThreshold: entry?.logThreshold,
            // A client that is not told how to come back would lose what follows.
            sink: entry?.primesStreams ?? false ? stream?.releasableSink : stream?.sink
        )
    }

    /// Answers with a message.
    func answer(
        _ reply: Reply,
        _ status: HTTPResponse.Status = .ok,
        _ trace: RequestTrace,
        headers: HTTPFields = HTTPFields()
    ) -> ServerResponse {
        note(reply, trace)
        return ServerResponse(status: status, headers: headers, reply: reply)
    }

    func note(_ reply: Reply?, _ trace: RequestTrace) {
        trace.note { facts in
            guard let reply else {
                facts.outcome = .cancelled
                return
            }
            facts.errorCode = reply.error?.rawValue
            facts.outcome = reply.error != nil ? .error : reply.isToolError ? .toolError : .ok
        }
    }

    /// Says that a message that wants no answer has been taken.
    func accepted(_ trace: RequestTrace) -> ServerResponse {
        trace.note { $0.outcome = .ok }
        return ServerResponse(status: .accepted)
    }

    func refuse(_ status: HTTPResponse.Status, _ message: String, id: RequestID? = nil) -> ServerResponse {
        .error(status, ProtocolFailure(code: .invalidRequest, message: "Invalid Request: \(message)"), id: id)
    }

    func unavailable(_ message: String, id: RequestID? = nil) -> ServerResponse {
        let failure = ProtocolFailure(code: .unavailable, message: "Unavailable: \(message)")
        var response = ServerResponse.error(.serviceUnavailable, failure, id: id)
        response.headers[.retryAfter] = "1"
        return response
    }
}

extension Envelope.Scan {
    /// Whether it is a message that says itself that it belongs to no session.
    fileprivate var isModern: Bool {
        if case .message(let envelope) = self { envelope.isModern } else { false }
    }
}

extension ErrorCode {
    /// The server cannot take on more at the moment: a code for applications, as none of the protocol's fits.
    static let unavailable = ErrorCode(rawValue: 503)
    /// The call took longer than it may.
    static let timeout = ErrorCode(rawValue: 504)
}

/// Whether a media type is that of JSON, whatever its parameters.
func isJSON(_ type: String) -> Bool {
    if type == "application/json" { return true }
    return trimmed(type.prefix { $0 != ";" }).lowercased() == "application/json"
}

/// Which of the media types of answers a client takes.
struct Acceptance {
    var json = false
    var events = false

    /// Clients must take both (specification, "Sending Messages to the Server").
    var isComplete: Bool { json && events }

    init(_ accept: String) {
        // What most clients say.
        if accept == "application/json, text/event-stream" {
            json = true
            events = true
            return
        }
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { trimmed($0).lowercased() }
            guard let type = parts.first, !parts.dropFirst().contains(where: Self.isZeroWeight) else { continue }
            switch type {
            case "*/*":
                json = true
                events = true
            case "application/json", "application/*": json = true
            case "text/event-stream", "text/*": events = true
            default: break
            }
        }
    }

    private static func isZeroWeight(_ parameter: String) -> Bool {
        guard parameter.hasPrefix("q=") else { return false }
        return Double(parameter.dropFirst(2)) == 0
    }
}
#endif
