public import ToolValidation

/// What must be true of the properties of an object together: an element of `rules:`.
public struct CrossFieldRule: Sendable, Hashable {
    /// The condition, as it is written.
    public var check: LocatedText
    /// The text of the issue; the condition in words where there is none.
    public var message: String?
    /// The path of the issue, within the object.
    public var path: [ValidationIssue.PathElement]

    /// Creates a rule.
    public init(_ check: LocatedText, message: String? = nil, path: [ValidationIssue.PathElement] = []) {
        self.check = check
        self.message = message
        self.path = path
    }
}
