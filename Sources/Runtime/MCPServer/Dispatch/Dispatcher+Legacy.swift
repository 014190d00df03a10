/// The revisions that begin with a handshake, up to 2025-11-25.
extension Dispatcher {
    /// Serves a request. One that comes before `initialize` is served, too: several clients race.
    func receiveLegacy(
        _ method: Method,
        _ id: RequestID,
        _ envelope: Envelope,
        _ conversation: Conversation
    ) -> Step {
        let revision = conversation.session?.revision ?? conversation.assumedRevision
        switch method {
        case .callTool: return receiveCall(id, envelope, revision: revision, conversation)
        case .listTools: return receiveList(id, envelope, isLegacy: true, conversation)
        case .ping: return .reply(statics.empty(id))
        case .setLevel:
            guard let level = envelope.text(at: envelope.level).flatMap(LogLevel.init(name:)) else {
                return .fail(id, .invalidParams, "Invalid params: unknown log level")
            }
            conversation.logThreshold?.level = level
            return .reply(statics.empty(id))
        case .initialize: return initialize(id, envelope, conversation)
        case .initialized, .discover, .listen, .cancelled, .unknown:
            return .refuse(id, .methodNotFound, "Method not found: \(methodName(envelope))")
        }
    }

    /// Agrees on a revision: the one that was asked for, if it is a legacy one that is served, and otherwise the newest
    /// of those (2025-11-25, "Version Negotiation"). A stateless revision cannot be agreed on here.
    private func initialize(_ id: RequestID, _ envelope: Envelope, _ conversation: Conversation) -> Step {
        guard let date = envelope.text(at: envelope.protocolVersion) else {
            return .fail(id, .invalidParams, "Invalid params: protocolVersion must be a string")
        }
        var revision = ProtocolRevision(date) ?? .newestLegacy
        if !revision.isLegacy { revision = .newestLegacy }
        let client = ClientInfo(value(at: envelope.clientInfo, of: envelope))
        var capabilities: JSONObject = [:]
        if case .object(let given) = value(at: envelope.capabilities, of: envelope) { capabilities = given }
        let session = Session(
            id: conversation.nextSessionID,
            revision: revision,
            client: client,
            capabilities: capabilities
        )
        return .open(session, statics.handshake(id, revision))
    }

    /// What a client says of itself, unless it is so long that no session should keep it.
    private func value(at range: Range<Int>, of envelope: Envelope) -> JSONValue? {
        range.isEmpty || range.count > Self.longestDescription ? nil : try? JSONValue.read(envelope.bytes[range])
    }

    private static var longestDescription: Int { 16 << 10 }
}
