#if HTTP
import Synchronization

/// Counts the calls that run, so that a server that stops can wait for them, and the streams that are open.
final class Activity: Sendable {
    /// Invariant: `waiters` wait only while there are calls.
    private struct State {
        var calls: [ObjectIdentifier: CallHandle] = [:]
        var isStopping = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var lastStream = 0
        /// Ends the streams that would go on for ever.
        var endlessStreams: [Int: @Sendable () -> Void] = [:]
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

    /// Takes note of a stream that goes on until somebody ends it.
    ///
    /// - Parameter end: Ends it, when the server stops.
    /// - Returns: What to call when it has ended in another way.
    func endWhenStopping(_ end: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
        let id = state.withLock { state -> Int? in
            guard !state.isStopping else { return nil }
            state.lastStream += 1
            state.endlessStreams[state.lastStream] = end
            return state.lastStream
        }
        guard let id else {
            end()
            return {}
        }
        return { [self] in state.withLock { $0.endlessStreams[id] = nil } }
    }

    /// Has no more calls taken on, and ends the streams that would go on for ever.
    func stop() {
        let streams = state.withLock { state in
            state.isStopping = true
            defer { state.endlessStreams = [:] }
            return state.endlessStreams
        }
        for end in streams.values { end() }
    }

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
