/// How a call of a tool ended, for logs.
package struct CallEnd: Sendable {
    package let tool: String
    package let principal: Principal?
    package let outcome: RequestTrace.Outcome
    /// How long the call took, in milliseconds with two digits behind the point.
    package let milliseconds: Double
    /// How many faults the arguments had.
    package let issueCount: Int
}

/// The time since a point, in milliseconds with two digits behind the point.
package func milliseconds(since start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    let hundredths = seconds * 100_000 + attoseconds / 10_000_000_000_000
    return Double(hundredths) / 100
}
