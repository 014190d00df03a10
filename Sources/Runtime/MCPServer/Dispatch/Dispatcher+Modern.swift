/// The stateless revisions, from 2026-07-28 on: each request says all that is needed to serve it.
extension Dispatcher {
    /// Checks what every request must state (revision 2026-07-28, "Request `_meta`"), then serves it.
    func receiveModern(
        _ method: Method,
        _ id: RequestID,
        _ envelope: Envelope,
        _ conversation: Conversation
    ) -> Step {
        guard let date = envelope.text(at: envelope.claimedVersion) else {
            return .refuse(id, .invalidParams, "Invalid params: \(missing("protocolVersion", "a string"))")
        }
        guard envelope.isObject(envelope.claimedCapabilities) else {
            return .refuse(id, .invalidParams, "Invalid params: \(missing("clientCapabilities", "an object"))")
        }
        guard let revision = ProtocolRevision(date), !revision.isLegacy else {
            return .refuse(
                id,
                .unsupportedProtocolVersion,
                "Unsupported protocol version",
                data: ["supported": .array(modernRevisions), "requested": .string(shortened(date))]
            )
        }
        guard method.isModern else {
            return .refuse(id, .methodNotFound, "Method not found: \(methodName(envelope))")
        }
        guard envelope.logLevel.isEmpty || envelope.text(at: envelope.logLevel).flatMap(LogLevel.init(name:)) != nil
        else {
            return .fail(id, .invalidParams, "Invalid params: unknown log level")
        }
        switch method {
        case .callTool: return receiveCall(id, envelope, revision: revision, conversation)
        case .listTools: return receiveList(id, envelope, isLegacy: false, conversation)
        case .discover: return .reply(statics.discovery(id))
        case .listen where isListChanging: return listen(id, envelope)
        case .initialize, .initialized, .ping, .setLevel, .listen, .cancelled, .unknown:
            return .refuse(id, .methodNotFound, "Method not found: \(methodName(envelope))")
        }
    }

    /// Grants what of a client's wishes can be: that the list of tools changes is all there is to tell.
    private func listen(_ id: RequestID, _ envelope: Envelope) -> Step {
        guard envelope.isObject(envelope.notifications),
            case .object(let wishes)? = try? JSONValue.read(envelope.bytes[envelope.notifications])
        else { return .fail(id, .invalidParams, "Invalid params: notifications must be an object") }
        return .listen(statics.subscription(id, wantsTools: wishes["toolsListChanged"] == .bool(true)))
    }

    private func missing(_ key: String, _ type: String) -> String {
        "_meta must have \"io.modelcontextprotocol/\(key)\", \(type)"
    }
}

/// What `server/discover` and refusals name as served: only what can be asked for in `_meta`.
let modernRevisions = ProtocolRevision.all.filter { !$0.isLegacy }.map { JSONValue.string($0.description) }
