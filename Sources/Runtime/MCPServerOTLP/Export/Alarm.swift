#if OTLP
import Synchronization

/// A sleep that something else can end.
final class Alarm: Sendable {
    /// Invariant: `nap` is there while somebody sleeps. One task sleeps at a time.
    private struct State {
        var nap: Task<Void, any Error>?
        /// Whether it rang while nobody slept.
        var hasRung = false
    }

    private let state = Mutex(State())

    /// Sleeps, unless it has rung since the last sleep.
    func sleep(for duration: Duration) async {
        let nap = state.withLock { state -> Task<Void, any Error>? in
            guard !state.hasRung else {
                state.hasRung = false
                return nil
            }
            let nap = Task { try await Task.sleep(for: duration) }
            state.nap = nap
            return nap
        }
        guard let nap else { return }
        await withTaskCancellationHandler {
            _ = try? await nap.value
        } onCancel: {
            nap.cancel()
        }
        state.withLock { $0.nap = nil }
    }

    /// Ends the sleep, or the next one.
    func ring() {
        state.withLock { state in
            if let nap = state.nap { nap.cancel() } else { state.hasRung = true }
        }
    }
}
#endif
