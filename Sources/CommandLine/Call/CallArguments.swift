import ToolValidation

/// Turns `key=value` into JSON, guided by the tool's own schema.
enum CallArguments {
    /// Reads the arguments of a call.
    ///
    /// - Parameters:
    ///   - words: The arguments as written.
    ///   - schema: The tool's input schema.
    /// - Returns: The arguments by name.
    /// - Throws: ``ClientFailure`` for a word that is no argument.
    static func parse(_ words: some Sequence<String>, schema: JSONObject) throws(ClientFailure) -> JSONObject {
        var result = JSONObject()
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw ClientFailure(message: "'\(word)' is no argument: write key=value")
            }
            let text = String(word[word.index(after: equals)...])
            let isJSON = word[word.index(before: equals)] == ":"
            let key = String(isJSON ? word[..<word.index(before: equals)] : word[..<equals])
            result[key] = isJSON ? try json(text, key: key) : value(text, types: types(of: key, in: schema))
        }
        return result
    }

    /// The arguments that a schema names.
    static func keys(of schema: JSONObject) -> [String] {
        if case .object(let properties)? = schema["properties"] { properties.members.map(\.key) } else { [] }
    }

    /// The arguments that a schema neither names nor says to take beside those that it names.
    static func unknownKeys(of arguments: JSONObject, in schema: JSONObject) -> [String] {
        let openings = ["patternProperties", "$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"]
        guard openings.allSatisfy({ schema[$0] == nil }) else { return [] }
        guard schema["additionalProperties"] == nil || schema["additionalProperties"] == false else { return [] }
        let keys = keys(of: schema)
        return arguments.members.map(\.key).filter { !keys.contains($0) }
    }

    private static func json(_ text: String, key: String) throws(ClientFailure) -> JSONValue {
        do {
            return try JSONValue.read(text.utf8)
        } catch .malformed(let fault) {
            throw ClientFailure(message: "the value of '\(key)' is not JSON: \(fault)")
        } catch {
            throw ClientFailure(message: "the value of '\(key)' is not JSON")
        }
    }

    /// A text as the first of some types that it can be read as.
    private static func value(_ text: String, types: [String]) -> JSONValue {
        guard !types.contains("string"), let value = try? JSONValue.read(text.utf8) else { return .string(text) }
        let isExpected =
            switch value {
            case .null: types.contains("null")
            case .bool: types.contains("boolean")
            case .number: types.contains("number") || types.contains("integer")
            case .array: types.contains("array")
            case .object: types.contains("object")
            case .string: true
            }
        // A value of another type is sent as it was read, so that the server can say what it wanted.
        return isExpected || !types.isEmpty ? value : .string(text)
    }

    private static func types(of key: String, in schema: JSONObject) -> [String] {
        guard case .object(let properties)? = schema["properties"], case .object(let property)? = properties[key] else {
            return []
        }
        switch property["type"] {
        case .string(let type): return [type]
        case .array(let types): return types.compactMap { if case .string(let type) = $0 { type } else { nil } }
        default: return []
        }
    }
}
