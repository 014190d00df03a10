#if HTTP
import HTTPTypes
import MCPServer

/// The header fields that tell a client of a limit.
struct RateLimitFields {
    private let limit: RateLimit
    private let decision: RateLimitDecision

    init(_ limit: RateLimit, _ decision: RateLimitDecision) {
        self.limit = limit
        self.decision = decision
    }

    /// Adds the fields to those of limits behind this one.
    func add(to headers: inout HTTPFields) {
        switch limit.headers {
        case .draft:
            let policy = limit.policy
            let window = policy.per.roundedUpSeconds
            let quota = "\"\(limit.key.name)\";q=\(policy.requests);w=\(window);burst=\(policy.burst)"
            let state = "\"\(limit.key.name)\";r=\(decision.remaining);t=\(seconds(decision.nextFree))"
            prepend(quota, .rateLimitPolicy, to: &headers)
            prepend(state, .rateLimit, to: &headers)
        case .legacy:
            // These have room for one limit: the one that will refuse first.
            guard headers[.legacyRemaining].flatMap({ Int($0) }).map({ decision.remaining < $0 }) ?? true else {
                return
            }
            headers[.legacyLimit] = String(limit.policy.burst)
            headers[.legacyRemaining] = String(decision.remaining)
            headers[.legacyReset] = String(seconds(decision.reset))
        case .none: break
        }
    }

    /// A list has the limits in the order in which a request meets them.
    private func prepend(_ member: String, _ name: HTTPField.Name, to headers: inout HTTPFields) {
        headers[name] = headers[name].map { "\(member), \($0)" } ?? member
    }

    private func seconds(_ duration: Duration) -> Int64 { duration == .zero ? 0 : duration.roundedUpSeconds }
}

extension HTTPField.Name {
    fileprivate static let rateLimit = known("RateLimit")
    fileprivate static let rateLimitPolicy = known("RateLimit-Policy")
    fileprivate static let legacyLimit = known("X-RateLimit-Limit")
    fileprivate static let legacyRemaining = known("X-RateLimit-Remaining")
    fileprivate static let legacyReset = known("X-RateLimit-Reset")
}
#endif
