/// An error whose text a handler means for the model: "The account is locked. Ask the user to unlock it."
///
/// Any other error that a handler throws is logged, and the caller learns no more than that the tool failed.
public struct ToolError: Error, Sendable, CustomStringConvertible {
    /// What the model gets to read.
    public var text: String

    /// Creates an error.
    ///
    /// - Parameter text: What went wrong and what the caller can do about it.
    public init(_ text: String) { self.text = text }

    /// The text.
    public var description: String { text }
}

/// A value that JSON cannot say: it has a number that is infinite or not a number.
public struct UnwritableValue: Error, Sendable, CustomStringConvertible {
    /// The type of the value.
    public let type: String

    init<Value>(_ type: Value.Type) { self.type = String(reflecting: type) }

    /// The fault in words.
    public var description: String { "\(type) has a number that JSON cannot say (not a number, or infinite)" }
}

/// An output that breaks a rule of the schema that the tool advertises.
public struct InvalidOutput: Error, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public let reason: InvalidInput

    /// The fault in words.
    public var description: String { "the output breaks its schema: \(reason)" }
}

extension ToolValue {
    /// The value as JSON text.
    ///
    /// - Throws: ``UnwritableValue`` where it has a number that JSON cannot say.
    func encoded() throws -> [UInt8] {
        var json = JSONWriter()
        json.reserveCapacity(128)
        write(to: &json)
        guard !json.hasUnrepresentableNumber else { throw UnwritableValue(Self.self) }
        return json.bytes
    }
}
