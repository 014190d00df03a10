import ToolValidation

/// The names that JSON Schema has for types.
enum JSONTypeName {
    static let all = ["string", "number", "boolean", "null", "array", "object"]

    /// All types, one of them first.
    static func all(startingWith first: String, except left: String? = nil) -> JSONValue {
        let others = all.filter { $0 != first && $0 != left && !(first == "integer" && $0 == "number") }
        return .array(([first] + others).map { .string($0) })
    }

    static func name(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
