/// What a property is that may be absent, and may be `null`, which are two things: leave it alone, and clear it.
public enum Nullish<Value> {
    /// There is no such property.
    case absent
    /// The property is `null`.
    case null
    /// The property has a value.
    case value(Value)

    /// The value, if there is one.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Creates it from what may be absent, where `nil` inside is `null`.
    public init(absentOr value: Value??) {
        switch value {
        case nil: self = .absent
        case .some(nil): self = .null
        case .some(let value?): self = .value(value)
        }
    }

    /// Creates it from what may be `null`, where `nil` inside is absent.
    public init(nullOr value: Value??) {
        switch value {
        case nil: self = .null
        case .some(nil): self = .absent
        case .some(let value?): self = .value(value)
        }
    }

    /// What is there, where a present `nil` is `null`.
    public var ifPresent: Value?? {
        switch self {
        case .absent: .none
        case .null: .some(nil)
        case .value(let value): .some(value)
        }
    }

    /// The same with another value in the place of an absent one.
    public func replacingAbsent(by value: Value?) -> Value? {
        switch self {
        case .absent: value
        case .null: nil
        case .value(let value): value
        }
    }
}

extension Nullish: Sendable where Value: Sendable {}
extension Nullish: Equatable where Value: Equatable {}
extension Nullish: Hashable where Value: Hashable {}
