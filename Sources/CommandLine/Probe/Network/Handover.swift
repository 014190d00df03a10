import Dispatch
import Synchronization

/// Carries one value from a thread to another one, which waits for it.
final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let arrival = DispatchSemaphore(value: 0)

    func put(_ value: Value) {
        self.value.withLock { $0 = value }
        arrival.signal()
    }

    /// Waits for the value; nothing when the time is up.
    func take(before deadline: ContinuousClock.Instant) -> Value? {
        let left = max(ContinuousClock.now.duration(to: deadline) / .nanoseconds(1), 0)
        guard arrival.wait(timeout: .now() + .nanoseconds(Int(min(left, 1e18)))) == .success else { return nil }
        return value.withLock { $0 }
    }
}
