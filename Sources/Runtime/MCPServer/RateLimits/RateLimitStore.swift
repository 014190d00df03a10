/// Remembers what has been admitted under which key.
public protocol RateLimitStore: Sendable {
    /// Decides, and remembers the decision, in one step: of requests that come at once each sees what the others took.
    ///
    /// - Parameters:
    ///   - key: Who asks. What different policies admit is kept apart.
    ///   - cost: How much is asked for.
    ///   - policy: What may be admitted.
    /// - Returns: The decision.
    /// - Throws: Any error where the store cannot be reached: the request gets status 500.
    func admit(_ key: String, cost: Int, _ policy: RateLimitPolicy) async throws -> RateLimitDecision
}
