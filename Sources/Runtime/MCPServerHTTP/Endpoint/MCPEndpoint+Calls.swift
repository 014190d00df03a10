#if HTTP
import HTTPTypes
import MCPServer
import NIOCore
import Synchronization

extension MCPEndpoint {
    /// Runs a call in a task of its own, and answers with JSON, or with an event stream if the handler has something to
    /// say before it is done.
    ///
    /// A client that goes away ends the call in the stateless revisions. In a session (`session` is not `nil`) the call
    /// runs on to its end, unless the client cancels it.
    func run(
        _ call: PendingCall,
        _ stream: EventStream?,
        session: SessionEntry?,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) async -> ServerResponse {
        let handle = CallHandle()
        let stream = stream ?? EventStream()
        let connection = session == nil ? request.connection : nil
        connection?.whenGone { handle.cancel() }
        start(call, handle, session, onThisThread: !call.record.wantsProgress) { stream.finish($0) }
        switch await firstEvent(stream, handle) {
        case .answer(let reply):
            connection?.forget()
            guard let reply else { return cancelled(inSession: session != nil, trace) }
            return answer(reply, reply.error == .missingClientCapability ? .badRequest : .ok, trace)
        case .messages(let messages):
            if let session { return self.stream(stream, messages, session, request, trace) }
            let body = EventBody(
                first: messages,
                stream.firstReader,
                keepAliveInterval: keepAliveInterval,
                answered: { [self] reply in
                    connection?.forget()
                    note(reply, trace)
                },
                left: { handle.cancel() }
            )
            return ServerResponse(.ok, Self.eventHeaders, .events(body))
        case .silence, .end, .left: return accepted(trace)
        }
    }

    private func firstEvent(_ stream: EventStream, _ handle: CallHandle) async -> EventStream.Event {
        if let answer = stream.answerAtOnce() { return .answer(answer) }
        return await withTaskCancellationHandler {
            await stream.firstReader.next()
        } onCancel: {
            handle.cancel()
        }
    }

    /// Starts a call, and counts it until it ends.
    private func start(
        _ call: PendingCall,
        _ handle: CallHandle,
        _ session: SessionEntry?,
        onThisThread: Bool = false,
        _ finish: @escaping @Sendable (Reply?) -> Void
    ) {
        let id = call.record.requestID
        activity.began(handle)
        session?.began(id, handle)
        handle.start(onThisThread: onThisThread) { [self] in
            let reply = await dispatcher.run(call)
            session?.ended(id, handle)
            finish(reply)
            activity.ended(handle)
        }
    }

    /// Runs the calls of a batch side by side, and answers when all have ended.
    func run(_ steps: [Step], _ session: SessionEntry, _ trace: RequestTrace) async -> ServerResponse {
        let replies = await withTaskGroup(of: (Int, Reply?).self) { group in
            for (place, step) in steps.enumerated() {
                switch step {
                case .reply(let reply): group.addTask { (place, reply) }
                case .cancel(let id): session.cancel(id)
                case .call(let call):
                    let (handle, stream) = (CallHandle(), EventStream())
                    start(call, handle, session) { stream.finish($0) }
                    group.addTask {
                        await withTaskCancellationHandler {
                            guard case .answer(let reply) = await stream.firstReader.next() else { return (place, nil) }
                            return (place, reply)
                        } onCancel: {
                            handle.cancel()
                        }
                    }
                case .ignore, .open, .listen, .batch: break
                }
            }
            var replies: [Int: Reply] = [:]
            for await (place, reply) in group { replies[place] = reply }
            return replies.sorted { $0.key < $1.key }.map(\.value)
        }
        guard let reply = Reply.batch(replies) else { return accepted(trace) }
        return answer(reply, .ok, trace)
    }

    /// The end of a request whose answer nobody wants: a session's client has cancelled it, or the client has gone.
    func cancelled(inSession: Bool, _ trace: RequestTrace) -> ServerResponse {
        trace.note { $0.outcome = .cancelled }
        guard !inSession else { return ServerResponse(status: .accepted) }
        return ServerResponse(status: .clientClosedRequest).closingConnection()
    }

    static var eventHeaders: HTTPFields {
        [.contentType: "text/event-stream", .cacheControl: "no-cache, no-transform", .accelBuffering: "no"]
    }
}

extension HTTPResponse.Status {
    /// Nobody reads it: it is for logs, which know it from other servers.
    fileprivate static var clientClosedRequest: HTTPResponse.Status {
        HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request")
    }
}

extension HTTPField.Name {
    fileprivate static let accelBuffering = known("X-Accel-Buffering")
}
#endif
