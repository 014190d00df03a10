import Logging

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads messages and takes the step that each asks for, one after the other, on a thread that may block.
///
/// All but calls is answered here, so that what follows an `initialize` or a cancellation finds it done.
struct StdioReader<Server: ToolServer> {
    private let dispatcher: Dispatcher<Server>
    private let desk: CallDesk
    private let writer: LineWriter
    private let sessionCount: Counter
    private let sessionMetrics: SessionMetrics?
    /// When the present session began.
    private var sessionStart = ContinuousClock.now
    private let logger: Logger
    private var conversation: Conversation
    /// Those who are told of changes: subscriptions by their ids, and the session.
    private var listeners: [RequestID?: Task<Void, Never>] = [:]

    /// How many subscriptions a client may have.
    private static var maximumListeners: Int { 100 }

    init(
        dispatcher: Dispatcher<Server>,
        desk: CallDesk,
        writer: LineWriter,
        logger: Logger,
        sessionCount: Counter
    ) {
        self.dispatcher = dispatcher
        self.desk = desk
        self.writer = writer
        self.logger = logger
        self.sessionCount = sessionCount
        sessionMetrics = dispatcher.metrics.map { SessionMetrics($0, over: .pipe) }
        conversation = Conversation(
            nextSessionID: "stdio",
            principal: .processOwner,
            logger: logger,
            logThreshold: LogThreshold(),
            sink: MessageSink(send: { writer.send($0) }, waitForRoom: { await writer.waitForRoom() })
        )
    }

    /// Reads until the input ends or the waker wakes.
    mutating func run(_ input: Int32, waker: Waker, lineLength: Int) {
        defer {
            for listener in listeners.values { listener.cancel() }
            endSession()
        }
        var lines = LineSplitter(maximumLength: lineLength)
        var requests = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while waitForInput(&requests) {
                let count = read(input, buffer.baseAddress, buffer.count)
                if count > 0 {
                    lines.take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { take($0) }
                } else if count == 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
                    lines.finish { take($0) }
                    return
                }
            }
        }
    }

    /// Blocks until there is something to read.
    ///
    /// - Returns: Whether to go on.
    private func waitForInput(_ requests: inout [pollfd]) -> Bool {
        while poll(&requests, 2, -1) < 0 {
            guard errno == EINTR else { return false }
        }
        return requests[1].revents == 0
    }

    private mutating func take(_ line: LineSplitter.Line) {
        switch line {
        case .complete(let message):
            guard !isBlank(message) else { return }
            take(dispatcher.receive(message, in: conversation))
        case .tooLong:
            logger.warning("A message was too long and has been skipped.")
            let failure = ProtocolFailure(code: .invalidRequest, message: "Invalid Request: the message is too long")
            writer.sendBlocking(Reply.error(nil, failure).bytes)
        }
    }

    private mutating func take(_ step: Step) {
        switch step {
        case .reply(let reply): writer.sendBlocking(reply.bytes)
        case .open(let session, let reply):
            endSession()
            conversation.session = session
            sessionStart = .now
            sessionCount.value = 1
            sessionMetrics?.began()
            writer.sendBlocking(reply.bytes)
            if dispatcher.isListChanging { listen(to: dispatcher.context.changes.changes(), for: nil) }
        case .call(let call):
            guard !desk.submit(call, to: .line) else { return }
            writer.sendBlocking(refusal(of: call).bytes)
        case .listen(let subscription): begin(subscription)
        case .cancel(let id):
            listeners.removeValue(forKey: id)?.cancel()
            desk.cancel(id)
        case .ignore: break
        case .batch(let steps): take(steps)
        }
    }

    private func endSession() {
        if let session = conversation.session { sessionMetrics?.ended(session, since: sessionStart) }
    }

    private mutating func begin(_ subscription: Subscription) {
        guard listeners[subscription.id] == nil, listeners.count < Self.maximumListeners else {
            let failure = ProtocolFailure(
                code: .invalidRequest,
                message: listeners[subscription.id] == nil
                    ? "Invalid Request: there are too many subscriptions" : Self.repeatedID
            )
            return writer.sendBlocking(Reply.error(subscription.id, failure, isRefusal: true).bytes)
        }
        // What changes from here on is told, behind the acknowledgement.
        let changes = dispatcher.context.changes.changes()
        writer.sendBlocking(subscription.acknowledgement)
        if subscription.wantsTools { listen(to: changes, for: subscription.id) }
    }

    private mutating func listen(to changes: Changes, for subscription: RequestID?) {
        guard let sink = conversation.sink else { return }
        listeners.updateValue(changes.forward(to: sink, subscription: subscription), forKey: subscription)?.cancel()
    }

    private func take(_ steps: [Step]) {
        let collector = BatchCollector(count: steps.count)
        for step in steps {
            let reply: Reply?
            switch step {
            case .reply(let answer): reply = answer
            case .call(let call):
                guard !desk.submit(call, to: .batch(collector)) else { continue }
                reply = refusal(of: call)
            case .cancel(let id):
                desk.cancel(id)
                reply = nil
            case .open, .ignore, .batch, .listen: reply = nil
            }
            if let line = collector.complete(with: reply) { writer.sendBlocking(line.bytes) }
        }
    }

    private func refusal(of call: PendingCall) -> Reply {
        let failure = ProtocolFailure(code: .invalidRequest, message: Self.repeatedID)
        return .error(call.record.requestID, failure, isRefusal: true)
    }

    private static var repeatedID: String {
        "Invalid Request: another request with this id has not been answered yet"
    }

    private func isBlank(_ line: [UInt8]) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
}
