/// How often something may be done: so many times in a span of time, at a steady rate, some of them at once.
public struct RateLimitPolicy: Sendable, Hashable {
    /// How many times.
    public let requests: Int
    /// Within what time.
    public let per: Duration
    /// How many of them may come at once.
    public let burst: Int

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - requests: How many times. Less than one counts as one.
    ///   - per: Within what time.
    ///   - burst: How many of them may come at once; a sixth of `requests`, and one at least, unless you say.
    public init(requests: Int, per: Duration, burst: Int? = nil) {
        self.requests = max(1, requests)
        self.per = max(.nanoseconds(1), per)
        self.burst = max(1, burst ?? self.requests / 6)
    }

    /// The time in which one more becomes free.
    var interval: Duration { per / requests }
}

/// Whether something may be done now, and what is left.
public struct RateLimitDecision: Sendable, Hashable {
    /// Whether it may be done.
    public let isAdmitted: Bool
    /// How many more may be done at once.
    public let remaining: Int
    /// How long to wait, where it may not be done; zero where it may.
    public let retryAfter: Duration
    /// How long it takes until one more than ``remaining`` is free.
    public let nextFree: Duration
    /// How long it takes until the whole burst is free again.
    public let reset: Duration

    /// Creates a decision.
    public init(isAdmitted: Bool, remaining: Int, retryAfter: Duration, nextFree: Duration, reset: Duration) {
        self.isAdmitted = isAdmitted
        self.remaining = remaining
        self.retryAfter = retryAfter
        self.nextFree = nextFree
        self.reset = reset
    }
}

extension Duration {
    /// Whole seconds for people and header fields: whoever waits so long does not come too early. One at least.
    package var roundedUpSeconds: Int64 { max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0)) }
}

extension RateLimitPolicy {
    /// Decides by the generic cell rate algorithm (ITU-T I.371, annex A).
    ///
    /// All that is remembered is one instant: when everything that was admitted so far will have been paid back. There are
    /// no windows, at whose edges twice as much could pass: in any time `t` it is `burst` + rate × `t` at most.
    ///
    /// - Parameters:
    ///   - arrival: That instant; `nil` where nothing has been admitted yet.
    ///   - cost: How many at once. More than the burst are never admitted.
    ///   - now: The time.
    /// - Returns: The decision, and the new instant.
    func decide<Instant: InstantProtocol>(
        _ arrival: Instant?,
        cost: Int,
        now: Instant
    ) -> (RateLimitDecision, Instant) where Instant.Duration == Duration {
        let interval = interval
        let old = max(arrival ?? now, now)
        let new = old.advanced(by: interval * cost)
        let excess = now.duration(to: new) - interval * burst
        let isAdmitted = excess <= .zero
        let arrival = isAdmitted ? new : old
        let owed = now.duration(to: arrival)
        // A burst of which nothing is owed is free entirely.
        let room = interval * burst - owed
        let remaining = room <= .zero ? 0 : Int(room / interval)
        let decision = RateLimitDecision(
            isAdmitted: isAdmitted,
            remaining: remaining,
            retryAfter: isAdmitted ? .zero : excess,
            nextFree: max(.zero, interval * (remaining + 1) - room),
            reset: owed
        )
        return (decision, arrival)
    }
}
