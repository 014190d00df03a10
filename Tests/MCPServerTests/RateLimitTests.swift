import Synchronization
import Testing

@testable import MCPServer

/// A clock that stands still until it is moved.
private final class FakeClock: Sendable {
    private let start = ContinuousClock.now
    private let elapsed = Mutex(Duration.zero)

    var now: ContinuousClock.Instant { start + elapsed.withLock { $0 } }

    func advance(_ duration: Duration) { elapsed.withLock { $0 += duration } }
}

/// A bucket of tokens, counted in nanoseconds: another way to say the same.
private struct TokenBucket {
    let policy: RateLimitPolicy
    var credit: Int
    var last = 0

    init(_ policy: RateLimitPolicy) {
        self.policy = policy
        credit = Self.price(policy) * policy.burst
    }

    static func price(_ policy: RateLimitPolicy) -> Int { Int(policy.per / .nanoseconds(1)) / policy.requests }

    mutating func admit(cost: Int, at nanosecond: Int) -> Bool {
        let price = Self.price(policy)
        credit = min(price * policy.burst, credit + nanosecond - last)
        last = nanosecond
        guard credit >= price * cost else { return false }
        credit -= price * cost
        return true
    }
}

@Suite("Rate limits", .timeLimit(.minutes(5)))
struct RateLimitTests {
    @Test("A limiter decides as a bucket of tokens does, in 100,000 arrivals", arguments: [1, 2, 3, 4])
    func referenceModel(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        // Policies whose intervals are whole nanoseconds, in which the bucket counts.
        let policies = [
            RateLimitPolicy(requests: 60, per: .seconds(60)), RateLimitPolicy(requests: 5, per: .seconds(1), burst: 5),
            RateLimitPolicy(requests: 1, per: .seconds(10)),
            RateLimitPolicy(requests: 1000, per: .seconds(60), burst: 250),
        ]
        let clock = FakeClock()
        let store = MemoryRateLimitStore(now: { clock.now })
        var buckets: [String: TokenBucket] = [:]
        var nanosecond = 0
        var admitted = 0
        for _ in 0..<25_000 {
            let pause =
                Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...2_000_000_000, using: &random) : 0
            nanosecond += pause
            clock.advance(.nanoseconds(pause))
            let place = Int.random(in: 0..<policies.count, using: &random)
            let key = "\(Int.random(in: 0...3, using: &random))"
            let cost = Int.random(in: 1...3, using: &random)
            let decision = store.admit(key, cost: cost, policies[place])
            var bucket = buckets["\(place) \(key)"] ?? TokenBucket(policies[place])
            let expected = bucket.admit(cost: cost, at: nanosecond)
            buckets["\(place) \(key)"] = bucket
            guard decision.isAdmitted == expected,
                decision.remaining == bucket.credit / TokenBucket.price(policies[place])
            else {
                Issue.record("the store and the model differ at \(nanosecond) ns")
                return
            }
            admitted += expected ? 1 : 0
        }
        #expect((5_000...20_000).contains(admitted))
    }

    @Test func waiting() {
        let clock = FakeClock()
        let store = MemoryRateLimitStore(now: { clock.now })
        let policy = RateLimitPolicy(requests: 6, per: .seconds(60), burst: 2)
        let first = store.admit("a", cost: 1, policy)
        #expect(first.isAdmitted && first.remaining == 1)
        #expect((first.nextFree, first.reset) == (.seconds(10), .seconds(10)))
        #expect(store.admit("a", cost: 1, policy).isAdmitted)
        clock.advance(.seconds(4))
        let refused = store.admit("a", cost: 1, policy)
        #expect(!refused.isAdmitted && refused.remaining == 0)
        #expect((refused.retryAfter, refused.nextFree, refused.reset) == (.seconds(6), .seconds(6), .seconds(16)))
        #expect(store.admit("a", cost: 2, policy).retryAfter == .seconds(16))
        // What was refused cost nothing, and others are not concerned.
        #expect(store.admit("b", cost: 2, policy).isAdmitted)
        clock.advance(.seconds(6))
        #expect(store.admit("a", cost: 1, policy).isAdmitted)
        #expect(!store.admit("a", cost: 3, policy).isAdmitted)
    }

    @Test("The burst is a sixth unless said, and nothing is below one")
    func defaults() {
        #expect(RateLimitPolicy(requests: 60, per: .seconds(1)).burst == 10)
        #expect(RateLimitPolicy(requests: 5, per: .seconds(1)).burst == 1)
        #expect(RateLimitPolicy(requests: 0, per: .zero, burst: 0).burst == 1)
        #expect(Duration.milliseconds(1).roundedUpSeconds == 1)
        #expect(Duration.milliseconds(2001).roundedUpSeconds == 3)
        #expect(Duration.seconds(2).roundedUpSeconds == 2)
    }

    @Test("64 clients at once never pass more than burst and rate allow")
    func concurrentClients() async {
        let store = MemoryRateLimitStore()
        let policy = RateLimitPolicy(requests: 1000, per: .seconds(1), burst: 50)
        let start = ContinuousClock.now
        let admitted = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask { (0..<2000).count { _ in store.admit("all", cost: 1, policy).isAdmitted } }
            }
            return await group.reduce(0, +)
        }
        let time = (ContinuousClock.now - start) / .seconds(1)
        #expect(admitted >= 50)
        #expect(Double(admitted) <= 50 + 1000 * time)
    }

    @Test("A million keys stay within the bound, and the one in use is kept")
    func bound() {
        let clock = FakeClock()
        let store = MemoryRateLimitStore(capacity: 10_000, now: { clock.now })
        let policy = RateLimitPolicy(requests: 1, per: .seconds(3600))
        #expect(store.admit("busy", cost: 1, policy).isAdmitted)
        for number in 0..<1_000_000 {
            _ = store.admit("\(number)", cost: 1, policy)
            guard number.isMultiple(of: 100) else { continue }
            if store.admit("busy", cost: 1, policy).isAdmitted {
                Issue.record("the key in use was forgotten")
                return
            }
        }
        #expect((9_000...10_000).contains(store.count))
        // What has been paid back is forgotten bit by bit.
        clock.advance(.seconds(3601))
        for number in 0..<20_000 { _ = store.admit("later \(number % 100)", cost: 1, policy) }
        for number in 0..<20_000 { _ = store.admit("even later \(number)", cost: 1, policy) }
        #expect(store.count <= 10_000)
        let small = MemoryRateLimitStore(capacity: 1)
        for number in 0..<100 { _ = small.admit("\(number)", cost: 1, policy) }
        #expect(small.count == 1)
    }

    @Test("Keys that have been paid back make room")
    func expiry() {
        let clock = FakeClock()
        let store = MemoryRateLimitStore(now: { clock.now })
        let policy = RateLimitPolicy(requests: 1, per: .seconds(1))
        for number in 0..<1000 { _ = store.admit("\(number)", cost: 1, policy) }
        #expect(store.count == 1000)
        clock.advance(.seconds(2))
        for number in 0..<1000 { _ = store.admit("new \(number)", cost: 1, policy) }
        #expect(store.count < 1100)
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
