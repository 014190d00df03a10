import Synchronization

/// Keeps in memory what was admitted, of so many keys at most: of more, the one that was used longest ago is forgotten.
public final class MemoryRateLimitStore: RateLimitStore {
    /// How many keys a store keeps unless you say.
    public static let defaultCapacity = 100_000

    /// Split, so that threads rarely wait for each other. Each part has its share of the capacity.
    private final class Part: Sendable {
        let table: Mutex<ArrivalTable>

        init(capacity: Int) { table = Mutex(ArrivalTable(capacity: capacity)) }
    }

    private let parts: [Part]
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - capacity: How many keys it keeps.
    ///   - now: The clock.
    public init(
        capacity: Int = defaultCapacity,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        let count = min(16, max(1, capacity))
        parts = (0..<count).map { _ in Part(capacity: max(1, capacity / count)) }
        self.now = now
    }

    /// Decides, see ``RateLimitStore/admit(_:cost:_:)``.
    public func admit(_ key: String, cost: Int, _ policy: RateLimitPolicy) -> RateLimitDecision {
        let key = ArrivalTable.Key(text: key, policy: policy)
        // Hashes are seeded anew in each process: nobody can choose keys that meet in one part.
        let part = parts[Int(UInt(bitPattern: key.hashValue) % UInt(parts.count))]
        return part.table.withLock { $0.admit(key, cost: cost, now: now()) }
    }

    /// How many keys are kept.
    var count: Int { parts.reduce(0) { $0 + $1.table.withLock { $0.count } } }
}
