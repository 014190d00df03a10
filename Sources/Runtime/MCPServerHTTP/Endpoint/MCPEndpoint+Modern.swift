#if HTTP
import HTTPTypes
import MCPServer

/// The stateless revisions, from 2026-07-28 on.
extension MCPEndpoint {
    func receiveModern(_ envelope: Envelope, _ request: ServerRequest, _ trace: RequestTrace) -> Plan {
        let isSilent = envelope.progressToken.isEmpty && envelope.logLevel.isEmpty
        let stream = isSilent ? nil : EventStream()
        var conversation = conversation(of: request, nil, stream)
        conversation.isStateless = true
        let step = dispatcher.receive(.message(envelope), in: conversation)
        switch step {
        case .ignore where envelope.isResponse:
            let fault = "this revision has no requests of the server's, and so no responses to them"
            return .answer(refuse(.badRequest, fault))
        case .ignore, .cancel:
            // Of cancellations this revision has none over HTTP: a client closes the stream.
            return .answer(accepted(trace))
        case .reply, .call, .listen, .open, .batch: break
        }
        let refusal = Refusal(step)
        if let fault = HeaderFault(request.fields, envelope), refusal.map({ fault.checkPoint < $0.checkPoint }) ?? true
        {
            return refuse(fault, envelope, trace)
        }
        switch step {
        case .reply(let reply):
            if let refusal = request.refusal(of: reply, id: envelope.id, trace) { return .answer(refusal) }
            let status: HTTPResponse.Status =
                refusal == nil ? .ok : reply.error == .methodNotFound ? .notFound : .badRequest
            return .answer(answer(reply, status, trace))
        case .call(let call):
            if let fault = mirrors[call.tool]?.fault(in: request.headers, envelope) {
                return refuse(fault, envelope, trace)
            }
            return .call(call, stream, nil)
        case .listen(let subscription): return .listen(subscription)
        case .open, .batch, .cancel, .ignore: return .answer(accepted(trace))
        }
    }

    /// Opens a stream that tells of changes, until the client leaves or the server stops.
    func listen(_ subscription: Subscription, _ request: ServerRequest, _ trace: RequestTrace) -> ServerResponse {
        let stream = EventStream()
        let id = subscription.id
        let deafen =
            subscription.wantsTools
            ? dispatcher.context.changes.whenChanged { stream.announce($0.notification(to: id)) } : nil
        let forget = activity.endWhenStopping { stream.finish(subscription.end) }
        let connection = request.connection
        connection?.whenGone { stream.finish(nil) }
        let body = EventBody(
            first: [subscription.acknowledgement],
            stream.firstReader,
            heartbeat: heartbeat,
            answered: { [self] reply in
                connection?.forget()
                note(reply, trace)
            },
            left: {
                deafen?()
                forget()
            }
        )
        return ServerResponse(.ok, Self.eventHeaders, .events(body))
    }

    private func refuse(_ fault: HeaderFault, _ envelope: Envelope, _ trace: RequestTrace) -> Plan {
        let failure = ProtocolFailure(code: .headerMismatch, message: fault.message)
        return .answer(answer(.error(envelope.id, failure, isRefusal: true), .badRequest, trace))
    }

    /// A message that the dispatcher refused before it looked at the method's parameters.
    private struct Refusal {
        var checkPoint: CheckPoint

        init?(_ step: Step) {
            guard case .reply(let reply) = step, let checkPoint = CheckPoint(refusal: reply) else { return nil }
            self.checkPoint = checkPoint
        }
    }
}
#endif
