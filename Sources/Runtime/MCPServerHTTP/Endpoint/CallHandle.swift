#if HTTP
import Synchronization

/// A call that runs in a task of its own, to be ended from elsewhere.
final class CallHandle: Sendable {
    /// Invariant: `task` is there while the call runs, and not longer.
    private struct State {
        var task: RunningTask?
        var isCancelled = false
    }

    /// `@unchecked`, because any thread may cancel a task while that runs, and nothing else is done with this.
    private struct RunningTask: @unchecked Sendable {
        let reference: UnsafeCurrentTask?

        func cancel() { reference?.cancel() }
    }

    private let state = Mutex(State())

    /// Runs the call. Once only.
    ///
    /// - Parameters:
    ///   - onThisThread: Whether it has this thread until it waits for something. One that never waits is over then when
    ///     this returns, and has cost no change of threads; but what it says meanwhile waits, too.
    ///   - operation: The call.
    func start(onThisThread: Bool = false, _ operation: @escaping @Sendable () async -> Void) {
        // The task tells of itself, because it must be known while it still holds this thread.
        let run: @Sendable () async -> Void = {
            await withUnsafeCurrentTask { reference in
                self.began(RunningTask(reference: reference))
                await operation()
                self.state.withLock { $0.task = nil }
            }
        }
        if onThisThread, #available(macOS 26, *) {
            Task.immediate(operation: run)
        } else {
            Task(operation: run)
        }
    }

    private func began(_ task: RunningTask) {
        state.withLock { state in
            state.task = task
            if state.isCancelled { task.cancel() }
        }
    }

    /// Ends the call. It gets no answer.
    func cancel() {
        // Under the lock, which the task needs to come to its end: it must be there until it is cancelled.
        state.withLock { state in
            state.isCancelled = true
            state.task?.cancel()
        }
    }
}
#endif
