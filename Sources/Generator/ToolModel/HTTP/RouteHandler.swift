public import Diagnostics

/// The function of the user's that answers at a route.
public struct RouteHandler: Sendable, Hashable {
    /// When the sender of a webhook is answered.
    public enum Answer: String, Sendable, Hashable, CaseIterable {
        /// When the handler has ended.
        case handled
        /// At once.
        case accepted
    }

    /// The function's name.
    public var name: String
    /// What a webhook says; without it the function gets the bytes.
    public var payload: Schema?
    /// When the sender of a webhook is answered, where the YAML says so.
    public var answer: Answer?
    /// Where the name stands.
    public var location: SourceLocation

    /// Creates a handler.
    public init(name: String, payload: Schema? = nil, answer: Answer? = nil, location: SourceLocation) {
        self.name = name
        self.payload = payload
        self.answer = answer
        self.location = location
    }
}
