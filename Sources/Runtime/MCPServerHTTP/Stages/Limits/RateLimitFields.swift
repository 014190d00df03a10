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
            prepend(limit.quotaText, .rateLimitPolicy, to: &headers)
            prepend("\(limit.stateText)\(decision.remaining);t=\(seconds(decision.nextFree))", .rateLimit, to: &headers)
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
        // Not by the subscript for names, which makes an index of all fields.
        if let place = headers.firstIndex(where: { $0.name == name }) {
            headers[place].value = "\(member), \(headers[place].value)"
        } else {
            headers.append(HTTPField(name: name, value: member))
        }
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
