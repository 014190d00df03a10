#if HTTP
import Synchronization

/// Remembers webhooks in memory, so many at most: of more, those that came first are forgotten.
public final class MemoryWebhookReplayStore: WebhookReplayStore {
    /// How many webhooks a store remembers unless you say.
    public static let defaultCapacity = 10_000

    private struct Entry {
        var isCompleted = false
        var expiry: ContinuousClock.Instant
        /// Those that came first have the lowest numbers.
        let number: Int
    }

    /// Invariant: there are never more entries than the capacity.
    private struct State {
        var entries: [String: Entry] = [:]
        var lastNumber = 0
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - capacity: How many webhooks it remembers.
    ///   - now: The clock.
    public init(
        capacity: Int = defaultCapacity,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capacity = max(1, capacity)
        self.now = now
    }

    /// Claims a webhook, see ``WebhookReplayStore/claim(_:lease:)``.
    public func claim(_ id: String, lease: Duration) -> WebhookClaim {
        let now = now()
        return state.withLock { state in
            if let entry = state.entries[id], entry.expiry > now { return entry.isCompleted ? .completed : .running }
            state.entries[id] = nil
            makeRoom(in: &state, now)
            state.lastNumber += 1
            state.entries[id] = Entry(expiry: now + lease, number: state.lastNumber)
            return .granted
        }
    }

    /// Takes note that a webhook has been handled, see ``WebhookReplayStore/complete(_:for:)``.
    public func complete(_ id: String, for duration: Duration) {
        let expiry = now() + duration
        state.withLock { state in
            state.entries[id]?.isCompleted = true
            state.entries[id]?.expiry = expiry
        }
    }

    /// Gives a claim back, see ``WebhookReplayStore/release(_:)``.
    public func release(_ id: String) { state.withLock { $0.entries[id] = nil } }

    /// How many webhooks are remembered.
    var count: Int { state.withLock { $0.entries.count } }

    /// Forgets what has expired, and if that is nothing a tenth at once, so that this costs little on the whole.
    private func makeRoom(in state: inout State, _ now: ContinuousClock.Instant) {
        guard state.entries.count >= capacity else { return }
        state.entries = state.entries.filter { $0.value.expiry > now }
        guard state.entries.count >= capacity else { return }
        let last = state.entries.values.map(\.number).sorted()[state.entries.count / 10]
        state.entries = state.entries.filter { $0.value.number > last }
    }
}
#endif
