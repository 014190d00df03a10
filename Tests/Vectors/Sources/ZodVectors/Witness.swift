package import ToolValidation

/// The functions for values of any type: what the emitted code calls them with is seen as JSON.
extension NamedFunction {
    /// Whether a value is right.
    package func holds<Value>(_ value: Value) -> Bool { holds(for: json(of: value)) }

    /// Adds what is wrong with a value.
    package func check<Value>(_ value: Value, _ issues: inout Issues) { check(json(of: value), &issues) }

    /// What takes the place of a value.
    package func overwrite<Value>(_ value: Value) -> Value {
        var issues = Issues()
        return makeValue(Value.self, of: transform(json(of: value), &issues)) ?? value
    }

    /// What becomes of a value.
    package func transform<Value, Result>(_ value: Value, _ issues: inout Issues) -> Result {
        guard let result = makeValue(Result.self, of: transform(json(of: value), &issues)) else {
            preconditionFailure("a function of the vectors makes no \(Result.self)")
        }
        return result
    }

    private func json(of value: Any) -> JSONValue? { jsonValue(of: value) ?? (takesNilForNull ? .null : nil) }
}

/// What a value of emitted code is in JSON, or nothing where it is absent.
private func jsonValue(of value: Any) -> JSONValue? {
    switch value {
    case let value as any JSONRepresentable: return value.json
    case let value as any ToolValue:
        var json = JSONWriter()
        value.write(to: &json)
        return try? JSONValue.read(json.bytes)
    default: return nil
    }
}

/// The value of a type of emitted code that JSON stands for, or nothing where it is none.
private func makeValue<Value>(_ type: Value.Type, of json: JSONValue?) -> Value? {
    switch type {
    case let type as any JSONRepresentable.Type: return type.make(of: json) as? Value
    case let type as any ToolValue.Type: return json.flatMap { try? type.read($0.jsonText.utf8) } as? Value
    default: return nil
    }
}

/// A type of the standard library that emitted code uses, as JSON.
private protocol JSONRepresentable {
    var json: JSONValue? { get }
    static func make(of json: JSONValue?) -> Self?
}

extension JSONValue: JSONRepresentable {
    fileprivate var json: JSONValue? { self }
    fileprivate static func make(of json: JSONValue?) -> JSONValue? { json }
}

extension String: JSONRepresentable {
    fileprivate var json: JSONValue? { .string(self) }
    fileprivate static func make(of json: JSONValue?) -> String? {
        if case .string(let text) = json { text } else { nil }
    }
}

extension Bool: JSONRepresentable {
    fileprivate var json: JSONValue? { .bool(self) }
    fileprivate static func make(of json: JSONValue?) -> Bool? { if case .bool(let bool) = json { bool } else { nil } }
}

extension Double: JSONRepresentable {
    fileprivate var json: JSONValue? { .number(self) }
    fileprivate static func make(of json: JSONValue?) -> Double? {
        if case .number(let number) = json { number } else { nil }
    }
}

extension Int: JSONRepresentable {
    fileprivate var json: JSONValue? { .number(Double(self)) }
    fileprivate static func make(of json: JSONValue?) -> Int? { Double.make(of: json).flatMap { Int(exactly: $0) } }
}

extension Optional: JSONRepresentable {
    fileprivate var json: JSONValue? { flatMap { jsonValue(of: $0) } }
    fileprivate static func make(of json: JSONValue?) -> Wrapped?? {
        guard let json, json != .null || Wrapped.self == JSONValue.self else { return .some(nil) }
        return makeValue(Wrapped.self, of: json)
    }
}

extension Array: JSONRepresentable {
    fileprivate var json: JSONValue? { .array(map { jsonValue(of: $0) ?? .null }) }
    fileprivate static func make(of json: JSONValue?) -> [Element]? {
        guard case .array(let elements) = json else { return nil }
        let values = elements.compactMap { makeValue(Element.self, of: $0) }
        return values.count == elements.count ? values : nil
    }
}

extension Set: JSONRepresentable {
    fileprivate var json: JSONValue? { Array(self).json }
    fileprivate static func make(of json: JSONValue?) -> Set<Element>? { [Element].make(of: json).map { Set($0) } }
}

extension Dictionary: JSONRepresentable where Key == String {
    fileprivate var json: JSONValue? {
        .object(JSONObject(map { .init($0.key, jsonValue(of: $0.value) ?? .null) }))
    }
    fileprivate static func make(of json: JSONValue?) -> [String: Value]? {
        guard case .object(let object) = json else { return nil }
        let values = object.members.compactMap { member in
            makeValue(Value.self, of: member.value).map { (member.key, $0) }
        }
        return values.count == object.members.count ? Dictionary(values) { _, last in last } : nil
    }
}

extension Nullish: JSONRepresentable {
    fileprivate var json: JSONValue? {
        switch self {
        case .absent: nil
        case .null: .null
        case .value(let value): jsonValue(of: value)
        }
    }
    fileprivate static func make(of json: JSONValue?) -> Nullish<Value>? {
        guard let json else { return .absent }
        return json == .null ? .null : makeValue(Value.self, of: json).map { .value($0) }
    }
}
