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
        start(call, handle, session, request, onThisThread: !call.record.wantsProgress) { stream.finish($0) }
        switch await firstEvent(stream, handle, call.record.requestID, request.bounds.deadline) {
        case .answer(let reply):
            connection?.forget()
            guard let reply else { return cancelled(inSession: session != nil, trace) }
            return answer(reply, status(of: reply), trace)
        case .messages(let messages):
            if let session { return self.stream(stream, messages, session, request, trace) }
            let body = EventBody(
                first: messages,
                stream.firstReader,
                heartbeat: heartbeat,
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

    private func status(of reply: Reply) -> HTTPResponse.Status {
        switch reply.error {
        case .missingClientCapability: .badRequest
        case .timeout: .gatewayTimeout
        default: .ok
        }
    }

    /// Waits for what a call says first. Where nothing comes in time the call is cancelled, and its answer says so.
    private func firstEvent(
        _ stream: EventStream,
        _ handle: CallHandle,
        _ id: RequestID,
        _ deadline: ContinuousClock.Instant?
    ) async -> EventStream.Event {
        if let answer = stream.answerAtOnce() { return .answer(answer) }
        let timer = deadline.map { deadline in
            Task {
                try await Task.sleep(until: deadline, clock: .continuous)
                let failure = ProtocolFailure(code: .timeout, message: "Gateway Timeout: the call took too long")
                // First, so that what the handler makes of its cancellation is not taken for the answer.
                if stream.finishIfSilent(.error(id, failure)) { handle.cancel() }
            }
        }
        defer { timer?.cancel() }
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
        _ request: ServerRequest,
        onThisThread: Bool = false,
        _ finish: @escaping @Sendable (Reply?) -> Void
    ) {
        let id = call.record.requestID
        activity.began(handle)
        session?.began(id, handle)
        let grants = request.bounds.grants
        for grant in grants { grant.callBegan() }
        handle.start(onThisThread: onThisThread) { [self] in
            let reply = await dispatcher.run(call)
            session?.ended(id, handle)
            // Before the answer, so that a caller who has it finds the place free.
            for grant in grants { grant.callEnded() }
            finish(reply)
            activity.ended(handle)
        }
    }

    /// Runs the calls of a batch side by side, and answers when all have ended.
    func run(
        _ steps: [Step],
        _ session: SessionEntry,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) async -> ServerResponse {
        let deadline = request.bounds.deadline
        let replies = await withTaskGroup(of: (Int, Reply?).self) { group in
            for (place, step) in steps.enumerated() {
                switch step {
                case .reply(let reply): group.addTask { (place, reply) }
                case .cancel(let id): session.cancel(id)
                case .call(let call):
                    let (handle, stream) = (CallHandle(), EventStream())
                    let id = call.record.requestID
                    start(call, handle, session, request) { stream.finish($0) }
                    group.addTask {
                        guard case .answer(let reply) = await self.firstEvent(stream, handle, id, deadline) else {
                            return (place, nil)
                        }
                        return (place, reply)
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
