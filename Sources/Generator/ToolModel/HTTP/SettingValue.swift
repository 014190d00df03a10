public import Diagnostics

/// A value that the YAML states, or that the server reads when it starts.
public struct SettingValue<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Where the value comes from.
    public enum Source: Sendable, Hashable {
        /// The YAML.
        case literal(Value)
        /// A setting with the text that stands for it where it is not set; without one, the server does not start then.
        case setting(name: String, defaultText: String?)
    }

    /// Where the value comes from.
    public var source: Source
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a value.
    public init(_ source: Source, location: SourceLocation) {
        self.source = source
        self.location = location
    }

    /// Creates a value that the YAML states.
    public init(_ literal: Value, location: SourceLocation) {
        self.init(.literal(literal), location: location)
    }

    /// The value, if the YAML states it.
    public var literal: Value? {
        guard case .literal(let value) = source else { return nil }
        return value
    }
}
