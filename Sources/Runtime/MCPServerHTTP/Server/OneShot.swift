#if HTTP
import Synchronization

/// A value that is set once and waited for.
final class OneShot<Value: Sendable>: Sendable {
    /// Invariant: `waiters` wait only while there is no value.
    private struct State {
        var value: Value?
        var waiters: [CheckedContinuation<Value, Never>] = []
    }

    private let state = Mutex(State())

    /// Sets the value, unless it is set already.
    func set(_ value: Value) {
        let waiters = state.withLock { state -> [CheckedContinuation<Value, Never>] in
            guard state.value == nil else { return [] }
            state.value = value
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: value) }
    }

    /// The value, once it is set.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state in
                    if state.value == nil { state.waiters.append(continuation) }
                    return state.value
                }
                if let value { continuation.resume(returning: value) }
            }
        }
    }
}

/// Waits for something, but not for ever.
///
/// - Returns: Whether it ended in time. If not, the waiting goes on where nobody sees it.
func wait(for limit: Duration, _ operation: @escaping @Sendable () async -> Void) async -> Bool {
    let isDone = OneShot<Bool>()
    Task {
        await operation()
        isDone.set(true)
    }
    let timer = Task {
        try await Task.sleep(for: limit)
        isDone.set(false)
    }
    defer { timer.cancel() }
    return await isDone.value
}
#endif
