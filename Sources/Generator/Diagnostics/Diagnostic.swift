/// One fault found in a user's file: where it is, how grave it is, what is wrong and what to do about it.
public struct Diagnostic: Sendable, Hashable, Error {
    /// How grave a fault is. With `server: { strict: true }` every warning is an error.
    public enum Severity: String, Sendable, Hashable {
        /// Nothing is generated.
        case error
        /// The file means something, though perhaps not what was meant.
        case warning
    }

    /// A remark that belongs to a diagnostic.
    public struct Note: Sendable, Hashable {
        /// The remark, in one sentence.
        public var message: String
        /// The place it speaks of, when that is another one than the diagnostic's own.
        public var location: SourceLocation?

        /// Creates a remark; without a location it is shown under the caret of the diagnostic.
        public init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    /// Where the fault is.
    public var location: SourceLocation
    /// How grave it is.
    public var severity: Severity
    /// The rule that was broken. Rule ids are stable, so that they can be searched for and cited.
    public var rule: RuleID
    /// What is wrong and what to do, in one sentence without a final full stop.
    public var message: String
    /// Remarks: what stands under the caret, or related places such as a first definition.
    public var notes: [Note]

    /// Creates a diagnostic.
    public init(
        _ severity: Severity,
        at location: SourceLocation,
        rule: RuleID,
        _ message: String,
        notes: [Note] = []
    ) {
        self.location = location
        self.severity = severity
        self.rule = rule
        self.message = message
        self.notes = notes
    }
}

/// The stable name of a rule that a diagnostic is about, printed in brackets: `[duplicate-key]`.
///
/// Each module declares its own as static members.
public struct RuleID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// Lower-case words joined by hyphens.
    public var rawValue: String

    /// Creates a rule id from its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The name as printed.
    public var description: String { rawValue }
}
