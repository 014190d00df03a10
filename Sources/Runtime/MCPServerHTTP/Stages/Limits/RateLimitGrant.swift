#if HTTP
import Digests
import MCPServer
import Synchronization

/// What ``RateLimit`` has let a request have, and what is left.
final class RateLimitGrant: Grant {
    private let limit: RateLimit
    /// Who is counted, unless an argument says so.
    private let key: String?
    private let lastDecision = Mutex<RateLimitDecision?>(nil)

    /// Longer keys are kept as their hash, so that what a store holds is bounded.
    private static let longestKey = 64

    init(_ limit: RateLimit, _ key: String?) {
        self.limit = limit
        self.key = key
    }

    /// What was decided last; `nil` where nothing was counted.
    var decision: RateLimitDecision? { lastDecision.withLock { $0 } }

    /// Takes what each request costs, before anything is known of it.
    func take() async throws -> GrantRefusal? {
        guard let key else { return nil }
        return try await admit(key, cost: 1)
    }

    func extend(to demand: Demand) async throws -> GrantRefusal? {
        guard case .argument(let name) = limit.key else {
            // One has been taken already, and what is no call costs one.
            let cost = demand.messages - demand.calls.count + demand.calls.reduce(0) { $0 + self.cost(of: $1) } - 1
            guard cost > 0, let key else { return nil }
            return try await admit(key, cost: cost)
        }
        for call in demand.calls {
            guard let value = call.argument(name) else { continue }
            if let refusal = try await admit("argument:\(name)=\(value)", cost: cost(of: call)) { return refusal }
        }
        return nil
    }

    /// A call that costs more than may come at once could never be made.
    private func cost(of call: Demand.Call) -> Int { min(call.cost, limit.policy.burst) }

    private func admit(_ key: String, cost: Int) async throws -> GrantRefusal? {
        let isLong = key.utf8.count > Self.longestKey
        let key = isLong ? Hexadecimal.text(SHA256.hash(key.utf8)) : key
        let decision = try await limit.store.admit(key, cost: cost, limit.policy)
        lastDecision.withLock { $0 = decision }
        guard !decision.isAdmitted else { return nil }
        return GrantRefusal(
            policy: limit.key.name,
            message: "try again in \(decision.retryAfter.roundedUpSeconds) s",
            retryAfter: decision.retryAfter
        )
    }
}
#endif
