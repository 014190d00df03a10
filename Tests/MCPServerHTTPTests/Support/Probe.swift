#if HTTP
import Synchronization

/// What happened, in order, and a way to wait for more of it.
final class Probe: Sendable {
    private struct State {
        var events: [String] = []
        var waiters: [(event: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        func count(_ event: String) -> Int { events.count { $0 == event } }
    }

    private let state = Mutex(State())

    var events: [String] { state.withLock { $0.events } }

    func count(_ event: String) -> Int { state.withLock { $0.count(event) } }

    func note(_ event: String) {
        let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.events.append(event)
            let waiters = state.waiters
            state.waiters = waiters.filter { state.count($0.event) < $0.count }
            return waiters.filter { state.count($0.event) >= $0.count }.map(\.continuation)
        }
        for continuation in ready { continuation.resume() }
    }

    /// Waits until something has happened so many times.
    func wait(for event: String, count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                let isReady = state.count(event) >= count
                if !isReady { state.waiters.append((event, count, continuation)) }
                return isReady
            }
            if isReady { continuation.resume() }
        }
    }
}
#endif
