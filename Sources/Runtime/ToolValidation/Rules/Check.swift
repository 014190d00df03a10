/// A rule of a schema with what its author said about its failure.
public struct Check<Rule: Sendable>: Sendable {
    /// What is checked.
    public var rule: Rule
    /// The text of the issue, instead of zod's.
    public var message: String?
    /// Whether the checks behind this one are left out when it fails.
    public var aborts: Bool

    /// Creates a check.
    public init(_ rule: Rule, message: String? = nil, aborts: Bool = false) {
        self.rule = rule
        self.message = message
        self.aborts = aborts
    }
}
