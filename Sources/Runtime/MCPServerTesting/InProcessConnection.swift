import Logging
import MCPServer
import Synchronization

/// What stands for a transport in tests: takes the steps that the dispatcher says, in this process.
final class InProcessConnection: Sendable {
    /// Invariant: notifications are in the order in which the server sent them; an id is given out once; `calls` has the
    /// calls that run.
    private struct State {
        var session: Session?
        var notifications: [String] = []
        var watchers: [AsyncStream<String>.Continuation] = []
        var lastID = 0
        var calls: [RequestID: Task<Reply?, Never>] = [:]
        var listeners: [RequestID?: Task<Void, Never>] = [:]
    }

    /// What the server may count of the connection, which must not keep it.
    private final class SessionCount: Sendable {
        let count = Atomic(0)
    }

    private let receive: @Sendable ([UInt8], Conversation) -> Step
    private let run: @Sendable (PendingCall) async -> Reply?
    let context: ServerContext
    private let isListChanging: Bool
    private let principal: Principal?
    private let sessionCount: SessionCount
    private let logThreshold = LogThreshold()
    private let logger = Logger(label: "test")
    private let state = Mutex(State())

    init<Server: ToolServer>(_ server: Server, _ principal: Principal?) {
        let sessionCount = SessionCount()
        let dispatcher = Dispatcher(
            server,
            sessions: Sessions { sessionCount.count.load(ordering: .relaxed) },
            metrics: MessageMetrics(Server.catalog, over: .pipe)
        )
        receive = { dispatcher.receive($0, in: $1) }
        run = { await dispatcher.run($0) }
        context = dispatcher.context
        isListChanging = dispatcher.isListChanging
        self.principal = principal
        self.sessionCount = sessionCount
    }

    deinit {
        let (listeners, watchers) = state.withLock { ($0.listeners.values, $0.watchers) }
        for listener in listeners { listener.cancel() }
        for watcher in watchers { watcher.finish() }
    }

    var hasSession: Bool { state.withLock { $0.session != nil } }

    func nextID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    // MARK: - Messages

    var notifications: [String] { state.withLock { $0.notifications } }

    /// All notifications, those that have been sent first.
    func incoming() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        state.withLock { state in
            for notification in state.notifications { continuation.yield(notification) }
            state.watchers.append(continuation)
        }
        return stream
    }

    private var sink: MessageSink {
        MessageSink { [weak self] bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            self?.state.withLock { state in
                state.notifications.append(text)
                for watcher in state.watchers { watcher.yield(text) }
            }
        }
    }

    private var conversation: Conversation {
        Conversation(
            session: state.withLock { $0.session },
            nextSessionID: "test",
            principal: principal,
            logger: logger,
            logThreshold: logThreshold,
            sink: sink
        )
    }

    /// Sends a message and waits for its answer, if there is one.
    func send(_ message: [UInt8]) async -> [UInt8]? { await take(receive(message, conversation))?.bytes }

    // MARK: - Steps

    private func take(_ step: Step) async -> Reply? {
        switch step {
        case .reply(let reply): return reply
        case .open(let session, let reply):
            state.withLock { $0.session = session }
            sessionCount.count.store(1, ordering: .relaxed)
            if isListChanging { keep(context.changes.changes().forward(to: sink), for: nil) }
            return reply
        case .call(let call): return await perform(call)
        case .listen(let subscription):
            listen(subscription)
            return nil
        case .cancel(let id):
            let (call, listener) = state.withLock { ($0.calls[id], $0.listeners.removeValue(forKey: id)) }
            call?.cancel()
            listener?.cancel()
            return nil
        case .ignore: return nil
        case .batch(let steps):
            var replies: [Reply] = []
            for step in steps {
                if let reply = await take(step) { replies.append(reply) }
            }
            return Reply.batch(replies)
        }
    }

    /// Runs a call in a task of its own, which a cancellation can end.
    private func perform(_ call: PendingCall) async -> Reply? {
        let id = call.record.requestID
        let task = Task { [run] in await run(call) }
        state.withLock { $0.calls[id] = task }
        defer { state.withLock { $0.calls[id] = nil } }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func listen(_ subscription: Subscription) {
        let changes = context.changes.changes()
        sink.send(subscription.acknowledgement)
        guard subscription.wantsTools else { return }
        keep(changes.forward(to: sink, subscription: subscription.id), for: subscription.id)
    }

    private func keep(_ listener: Task<Void, Never>, for subscription: RequestID?) {
        state.withLock { $0.listeners.updateValue(listener, forKey: subscription) }?.cancel()
    }
}
