import Tracing

extension Dispatcher {
    /// How many messages a batch may have.
    static var maximumBatchCount: Int { 1000 }

    /// Says what to do about a message; measures and traces that if anybody looks at it. Calls get their spans when they run.
    func receive(_ envelope: Envelope, in conversation: Conversation) -> Step {
        guard metrics != nil || spans != nil else { return decide(envelope, in: conversation) }
        let (start, time) = (ContinuousClock.now, DefaultTracerClock.now)
        let step = decide(envelope, in: conversation)
        metrics?.received(envelope, step, conversation, since: start)
        spans?.record(step, envelope, conversation.session, since: time)
        return step
    }

    /// Checks the JSON-RPC shape of a message, and decides its era.
    private func decide(_ envelope: Envelope, in conversation: Conversation) -> Step {
        let id = envelope.id
        guard envelope.withText(at: envelope.version, { $0.elementsEqual("2.0".utf8) }) == true else {
            return .refuse(id, .invalidRequest, "Invalid Request: jsonrpc must be \"2.0\"")
        }
        guard let method = envelope.withText(at: envelope.methodRange, Method.init) else {
            let isResponse = !envelope.result.isEmpty || !envelope.error.isEmpty
            guard !isResponse || !envelope.methodRange.isEmpty else { return .ignore }
            return .refuse(id, .invalidRequest, "Invalid Request: method must be a string")
        }
        guard !envelope.idRange.isEmpty else { return receiveNotification(method, envelope) }
        guard let id else {
            return .refuse(nil, .invalidRequest, "Invalid Request: id must be a string or an integer")
        }
        guard envelope.params.isEmpty || envelope.isObject(envelope.params) else {
            return .refuse(id, .invalidParams, "Invalid params: params must be an object")
        }
        guard envelope.meta.isEmpty || envelope.isObject(envelope.meta) else {
            return .refuse(id, .invalidParams, "Invalid params: _meta must be an object")
        }
        // A discovery without its claim is no legacy request either: the rules for modern ones say what is missing.
        return envelope.isModern || conversation.isStateless || method == .discover
            ? receiveModern(method, id, envelope, conversation)
            : receiveLegacy(method, id, envelope, conversation)
    }

    private func receiveNotification(_ method: Method, _ envelope: Envelope) -> Step {
        guard method == .cancelled, let id = RequestID(json: envelope.bytes[envelope.requestID]) else {
            return .ignore
        }
        return .cancel(id)
    }

    /// Only revision 2025-03-26 has batches.
    func receiveBatch(_ messages: [[UInt8]], in conversation: Conversation) -> Step {
        let revision = conversation.session?.revision ?? conversation.assumedRevision
        guard revision == .v2025_03_26 else {
            return .refuse(nil, .invalidRequest, "Invalid Request: this revision of the protocol has no batches")
        }
        guard !messages.isEmpty else { return .refuse(nil, .invalidRequest, "Invalid Request: the batch is empty") }
        guard messages.count <= Self.maximumBatchCount else {
            return .refuse(nil, .invalidRequest, "Invalid Request: more than \(Self.maximumBatchCount) messages")
        }
        return .batch(messages.map { receiveBatched($0, in: conversation) })
    }

    private func receiveBatched(_ message: [UInt8], in conversation: Conversation) -> Step {
        guard case .message(let envelope) = Envelope.scan(message) else {
            return .refuse(nil, .invalidRequest, "Invalid Request: a message must be an object")
        }
        guard !envelope.isModern else {
            return .refuse(
                envelope.id,
                .invalidRequest,
                "Invalid Request: this revision of the protocol has no batches"
            )
        }
        let step = receive(envelope, in: conversation)
        guard case .open = step else { return step }
        return .refuse(envelope.id, .invalidRequest, "Invalid Request: initialize must not be part of a batch")
    }

    /// Answers a `tools/list`.
    func receiveList(_ id: RequestID, _ envelope: Envelope, isLegacy: Bool, _ conversation: Conversation) -> Step {
        guard let reply = statics.list(id, envelope, isLegacy: isLegacy, to: conversation.principal) else {
            return .fail(id, .invalidParams, "Invalid params: unknown cursor")
        }
        return .reply(reply)
    }

    /// Finds the tool of a `tools/call`.
    func receiveCall(
        _ id: RequestID,
        _ envelope: Envelope,
        revision: ProtocolRevision,
        _ conversation: Conversation
    ) -> Step {
        guard envelope.isString(envelope.name) else {
            return .fail(id, .invalidParams, "Invalid params: name must be a string")
        }
        guard envelope.arguments.isEmpty || envelope.isObject(envelope.arguments) else {
            return .fail(id, .invalidParams, "Invalid params: arguments must be an object")
        }
        guard let place = envelope.withText(at: envelope.name, { names.index(of: $0) }) ?? nil else {
            return .reply(unknownTool(id, envelope))
        }
        // What a caller may not see is unknown, lest the answer tell that it exists.
        guard access.allows(place, to: conversation.principal) else {
            var reply = unknownTool(id, envelope)
            reply.neededScopes = access.scopes(of: place)
            return .reply(reply)
        }
        let record = CallRecord(
            envelope,
            id: id,
            tool: names.names[place],
            revision: revision,
            conversation: conversation,
            server: context
        )
        return .call(PendingCall(tool: place, record: record, arguments: envelope.arguments))
    }

    private func unknownTool(_ id: RequestID, _ envelope: Envelope) -> Reply {
        let name = shortened(envelope.text(at: envelope.name) ?? "")
        return .error(id, ProtocolFailure(code: .invalidParams, message: "Unknown tool: \(name)"))
    }

    /// The method's name for a message, kept short because a client chose it.
    func methodName(_ envelope: Envelope) -> String {
        shortened(envelope.text(at: envelope.methodRange) ?? "")
    }

    func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 100
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(100))) + "…"
    }
}
