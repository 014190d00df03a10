#if HTTP
import Synchronization

/// Counts the calls that run, so that a server that stops can wait for them, and the streams that are open.
final class Activity: Sendable {
    /// Invariant: `waiters` wait only while there are calls.
    private struct State {
        var calls: [ObjectIdentifier: CallHandle] = [:]
        var isStopping = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let openStreams = Atomic(0)

    /// Whether the server takes on no more calls.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// How many calls run.
    var count: Int { state.withLock { $0.calls.count } }

    /// Takes note of a call that begins.
    func began(_ call: CallHandle) { state.withLock { $0.calls[ObjectIdentifier(call)] = call } }

    /// Takes note of a call that has ended.
    func ended(_ call: CallHandle) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.calls[ObjectIdentifier(call)] = nil
            guard state.calls.isEmpty else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// How many event streams are being sent.
    var streamCount: Int { openStreams.load(ordering: .relaxed) }

    /// Takes note of an event stream that begins.
    func streamBegan() { openStreams.wrappingAdd(1, ordering: .relaxed) }

    /// Takes note of an event stream that has ended.
    func streamEnded() { openStreams.wrappingSubtract(1, ordering: .relaxed) }

    /// Has no more calls taken on.
    func stop() { state.withLock { $0.isStopping = true } }

    /// Ends all calls. They get no answer.
    func cancelAll() {
        for call in state.withLock({ $0.calls.values }) { call.cancel() }
    }

    /// Waits until no call runs.
    func waitUntilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.calls.isEmpty { state.waiters.append(continuation) }
                return state.calls.isEmpty
            }
            if isIdle { continuation.resume() }
        }
    }
}
#endif
