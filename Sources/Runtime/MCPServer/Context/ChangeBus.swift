import Synchronization

/// What of a server can change while it runs.
package enum ServerChange: Sendable, Hashable {
    /// The list of tools.
    case tools

    /// The notification that tells of it.
    ///
    /// - Parameter subscription: The request that asked to be told, in the stateless revisions.
    /// - Returns: The message.
    package func notification(to subscription: RequestID? = nil) -> [UInt8] {
        JSONWriter.notification("notifications/tools/list_changed") { json in
            if let subscription { json.writeSubscriptionMeta(subscription) }
        }
    }
}

/// Tells those who listen what has changed, in this process.
package final class ChangeBus: Sendable {
    /// Invariant: ids are given out once.
    private struct State {
        var lastID = 0
        var listeners: [Int: @Sendable (ServerChange) -> Void] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The changes from now on.
    package func changes() -> Changes {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ServerChange.self,
            // There is one kind of change: several that nobody has been told of yet are one.
            bufferingPolicy: .bufferingNewest(1)
        )
        let end = whenChanged { continuation.yield($0) }
        continuation.onTermination = { _ in end() }
        return Changes(stream: stream)
    }

    /// Has something done at each change from now on, without a task that waits for it.
    ///
    /// - Parameter tell: Called at each change. It must not wait.
    /// - Returns: What ends this.
    package func whenChanged(_ tell: @escaping @Sendable (ServerChange) -> Void) -> @Sendable () -> Void {
        let id = state.withLock { state in
            state.lastID += 1
            state.listeners[state.lastID] = tell
            return state.lastID
        }
        return { [self] in _ = state.withLock { $0.listeners.removeValue(forKey: id) } }
    }

    /// Tells all who listen of a change.
    package func publish(_ change: ServerChange) {
        for tell in state.withLock({ Array($0.listeners.values) }) { tell(change) }
    }
}

/// Changes, kept for one who listens: as long as nobody takes them they become one.
package struct Changes: Sendable {
    fileprivate let stream: AsyncStream<ServerChange>

    /// Sends a message at each change, until the task is cancelled.
    ///
    /// - Parameters:
    ///   - sink: Where it goes; while that has no room, changes become one.
    ///   - subscription: The request that asked for it, in the stateless revisions.
    /// - Returns: The task that does it.
    package func forward(to sink: MessageSink, subscription: RequestID? = nil) -> Task<Void, Never> {
        Task {
            for await change in stream {
                sink.send(change.notification(to: subscription))
                await sink.waitForRoom()
            }
        }
    }
}
