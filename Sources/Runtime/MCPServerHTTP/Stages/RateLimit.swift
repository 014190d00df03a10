#if HTTP
import HTTPTypes
import MCPServer

/// Admits requests at a steady rate, some of them at once, for each caller by itself.
///
/// What is refused gets status 429, and `Retry-After`. At any time at most `burst` + rate × t have passed in any span t
/// (``RateLimitPolicy``). A request costs 1 when it comes to the stage. When the endpoint has read the message, the call of a
/// tool with a `cost` pays the rest of it, though never more than the burst, and a batch pays for each of its messages.
///
/// ```swift
/// RateLimit(requests: 60, per: .seconds(60), by: .ip)
/// Authenticate(by: [keys])
/// RateLimit(requests: 600, per: .seconds(60), burst: 50, by: .principal)
/// ```
public struct RateLimit: BoundedStage {
    /// Who is counted by itself.
    public enum Key: Sendable, Hashable {
        /// Who has been authenticated; those who have not are told apart by their address.
        case principal
        /// A legacy session that exists and is the caller's; without one the address.
        case session
        /// The client's address; of IPv6 the network of 64 bits, of which one client has all addresses.
        case ip
        /// The network of the client's address: 24 bits of IPv4, 48 bits of IPv6.
        case network
        /// An argument that clients repeat in the header field `Mcp-Param-…` of this name. It is taken from the arguments
        /// themselves. Calls without it, and what is no call, pass uncounted: another limit counts them.
        case argument(String)
    }

    /// Which header fields tell clients of the limit.
    public enum Headers: Sendable, Hashable {
        /// `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-11).
        case draft
        /// `X-RateLimit-Limit` (the burst), `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds until all of it is free).
        case legacy
        /// None but `Retry-After`.
        case none
    }

    /// The limit, for the table of routes.
    public var name: String {
        "RateLimit(\(policy.requests) per \(shortText(policy.per)), burst \(policy.burst), by \(key.name))"
    }

    let policy: RateLimitPolicy
    let key: Key
    let headers: Headers
    let store: any RateLimitStore
    let faults: [String]
    /// The policy, as `RateLimit-Policy` has it.
    let quotaText: String
    /// What `RateLimit` has before the number of requests that are left.
    let stateText: String

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - requests: How many requests.
    ///   - per: Within what time.
    ///   - burst: How many of them may come at once; a sixth of `requests`, and one at least, unless you say.
    ///   - key: Who is counted by itself.
    ///   - headers: Which header fields tell clients of the limit.
    ///   - store: Where the counts are kept. By default in memory, for this stage alone; stages with the same policy and key
    ///     count together where they share a store.
    public init(
        requests: Int,
        per: Duration,
        burst: Int? = nil,
        by key: Key,
        headers: Headers = .draft,
        store: any RateLimitStore = MemoryRateLimitStore()
    ) {
        let policy = RateLimitPolicy(requests: requests, per: per, burst: burst)
        self.policy = policy
        quotaText = "\"\(key.name)\";q=\(policy.requests);w=\(policy.per.roundedUpSeconds);burst=\(policy.burst)"
        stateText = "\"\(key.name)\";r="
        self.key = key
        self.headers = headers
        self.store = store
        var faults: [String] = []
        for (name, count) in [("requests", requests), ("burst", burst ?? 1)] where count < 1 {
            faults.append("rateLimit has \(name): \(count). Name a number above zero.")
        }
        if per <= .zero { faults.append("rateLimit has per: \(per). Name a duration above zero, such as 1m.") }
        if case .argument(let name) = key, HTTPField.Name(name) == nil {
            faults.append("rateLimit has argument: \"\(printable(name))\". Name what stands behind Mcp-Param-.")
        }
        self.faults = faults
    }

    /// Refuses with status 429, or passes on; the response tells of the limit either way.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let grant = RateLimitGrant(self, key.text(for: request))
        var response: ServerResponse
        if let refusal = try await grant.take() {
            trace.note { $0.outcome = .error }
            response = .tooMany(refusal, for: request)
        } else {
            var request = request
            request.bounds.grants.append(grant)
            response = await next(request, trace)
        }
        if let decision = grant.decision { RateLimitFields(self, decision).add(to: &response.headers) }
        return response
    }
}

extension RateLimit.Key {
    /// The name for clients and for the table of routes.
    var name: String {
        switch self {
        case .principal: "principal"
        case .session: "session"
        case .ip: "ip"
        case .network: "network"
        case .argument(let name): name
        }
    }

    /// Who is counted; `nil` where the message has to say it. Nothing counts that a client chose and nobody checked.
    fileprivate func text(for request: ServerRequest) -> String? {
        switch self {
        case .principal: request.callerKey
        case .session: request.sessionKey ?? request.clientKey
        case .ip: request.clientKey
        case .network: request.addressKey(ipv4: 24, ipv6: 48)
        case .argument: nil
        }
    }
}

extension ServerRequest {
    /// Names the session of the request by its label, if there is one and it is the caller's.
    fileprivate var sessionKey: String? {
        guard let id = fields.sessionID, !fields.repeated.contains(.sessionID) else { return nil }
        return sessions?.find(String(trimmed(id)), for: principal).map { "session:\($0.label)" }
    }
}
#endif
