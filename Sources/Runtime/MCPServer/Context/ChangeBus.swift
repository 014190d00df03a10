import Synchronization

/// What of a server can change while it runs.
package enum ServerChange: Sendable, Hashable {
    /// The list of tools.
    case tools
}

/// Tells those who listen what has changed, in this process.
package final class ChangeBus: Sendable {
    /// Someone who listens, until ``end()``.
    package struct Listener: Sendable {
        fileprivate let id: Int
        fileprivate let bus: ChangeBus

        /// Stops listening.
        package func end() { bus.state.withLock { $0.listeners[id] = nil } }
    }

    /// Invariant: ids are given out once.
    private struct State {
        var lastID = 0
        var listeners: [Int: @Sendable (ServerChange) -> Void] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Has a function called with each change from now on, on the thread of whoever caused it: it must not wait.
    package func listen(_ body: @escaping @Sendable (ServerChange) -> Void) -> Listener {
        state.withLock { state in
            state.lastID += 1
            state.listeners[state.lastID] = body
            return Listener(id: state.lastID, bus: self)
        }
    }

    /// Tells all who listen of a change.
    package func publish(_ change: ServerChange) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener(change) }
    }
}
