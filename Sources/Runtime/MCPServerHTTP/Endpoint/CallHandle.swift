#if HTTP
import Synchronization

/// A call that runs in a task of its own, to be ended from elsewhere.
final class CallHandle: Sendable {
    /// Invariant: a task that starts after the cancellation is cancelled at once.
    private let state = Mutex((task: Task<Void, Never>?.none, isCancelled: false))

    /// Runs the call. Once only.
    func start(_ operation: @escaping @Sendable () async -> Void) {
        let task = Task(operation: operation)
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    /// Ends the call. It gets no answer.
    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }
}
#endif
