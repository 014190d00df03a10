public import ToolValidation

/// The functions of the user's that schemas name, as far as they are known while code is generated.
public struct SchemaFunctions: Sendable {
    /// What `refine` names. One that is not here is taken to hold.
    public var predicates: [String: @Sendable (JSONValue?) -> Bool]
    /// What `superRefine` names. One that is not here finds nothing.
    public var reporters: [String: @Sendable (JSONValue?, inout Issues) -> Void]
    /// What `overwrite` and `transform` name. Behind a transform that is not here nothing is known any more, so that the
    /// rest of its schema is left out.
    public var transforms: [String: @Sendable (JSONValue?, inout Issues) -> JSONValue?]

    /// Creates a table of functions. An absent value is `nil`.
    public init(
        predicates: [String: @Sendable (JSONValue?) -> Bool] = [:],
        reporters: [String: @Sendable (JSONValue?, inout Issues) -> Void] = [:],
        transforms: [String: @Sendable (JSONValue?, inout Issues) -> JSONValue?] = [:]
    ) {
        self.predicates = predicates
        self.reporters = reporters
        self.transforms = transforms
    }
}
