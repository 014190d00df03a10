package import ToolValidation

/// The functions for values of any type: what the emitted code calls them with is seen as JSON.
extension NamedFunction {
    /// Whether a value is right.
    package func holds<Value>(_ value: Value) -> Bool { holds(for: Self.json(value)) }

    /// Adds what is wrong with a value.
    package func check<Value>(_ value: Value, _ issues: inout Issues) { check(Self.json(value), &issues) }

    /// What takes the place of a value.
    package func overwrite<Value>(_ value: Value) -> Value {
        var issues = Issues()
        return Self.value(transform(Self.json(value), &issues)) ?? value
    }

    /// What becomes of a value.
    package func transform<Value, Result>(_ value: Value, _ issues: inout Issues) -> Result {
        guard let result: Result = Self.value(transform(Self.json(value), &issues)) else {
            preconditionFailure("a function of the vectors makes no \(Result.self)")
        }
        return result
    }

    private static func json(_ value: Any) -> JSONValue? {
        switch value {
        // A number may be none that JSON has.
        case let number as Double: return .number(number)
        case let optional as any OptionalValue: return optional.wrapped.flatMap(json)
        case let array as [Any]: return .array(array.map { json($0) ?? .null })
        case let json as JSONValue: return json
        case let value as any ToolValue:
            var json = JSONWriter()
            value.write(to: &json)
            return try? JSONValue.read(json.bytes)
        default: return nil
        }
    }

    private static func value<Value>(_ json: JSONValue?) -> Value? {
        if case .number(let number) = json, let number = number as? Value { return number }
        if let json = json as? Value { return json }
        if let type = Value.self as? any OptionalValue.Type {
            guard let json else { return type.nothing as? Value }
            return type.make(json) as? Value
        }
        guard let json, let type = Value.self as? any ToolValue.Type else { return nil }
        return (try? type.read(json.jsonText.utf8)) as? Value
    }
}

/// An optional of any type.
private protocol OptionalValue {
    var wrapped: Any? { get }
    static var nothing: Self { get }
    static func make(_ json: JSONValue) -> Self?
}

extension Optional: OptionalValue {
    fileprivate var wrapped: Any? { self.map { $0 } }
    fileprivate static var nothing: Self { .none }
    fileprivate static func make(_ json: JSONValue) -> Self? {
        if let value = json as? Wrapped { return .some(value) }
        guard let type = Wrapped.self as? any ToolValue.Type else { return nil }
        return (try? type.read(json.jsonText.utf8)) as? Wrapped
    }
}
