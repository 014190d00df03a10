import ToolValidation

/// What servers say, as text for people.
enum ToolOutput {
    /// The content blocks of a result, one text each.
    static func texts(of result: JSONObject) -> [String] {
        guard case .array(let blocks)? = result["content"] else { return [] }
        return blocks.map { block in
            guard case .object(let members) = block else { return block.jsonText }
            if case .string(let text)? = members["text"] { return text }
            if case .string(let type)? = members["type"] { return "[\(type)]" }
            return block.jsonText
        }
    }

    /// A progress notification, from its parameters.
    static func progress(_ parameters: JSONObject) -> String {
        let total = parameters["total"].map { " of \($0.jsonText)" } ?? ""
        var words = ""
        if case .string(let text)? = parameters["message"] { words = " \(text)" }
        return Terminal.harmless("progress: \(parameters["progress"]?.jsonText ?? "?")\(total)\(words)")
    }

    /// A tool's name.
    static func name(of tool: JSONObject) -> String {
        if case .string(let name)? = tool["name"] { name } else { "?" }
    }

    /// The schema of a tool's arguments; an empty one where the server sent none.
    static func inputSchema(of tool: JSONObject) -> JSONObject {
        if case .object(let schema)? = tool["inputSchema"] { schema } else { [:] }
    }

    /// A tool's name and arguments on one line: `add a:number b:number? `, an optional one with a question mark.
    static func signature(of tool: JSONObject) -> String {
        let schema = inputSchema(of: tool)
        var required: [JSONValue] = []
        if case .array(let names)? = schema["required"] { required = names }
        var words = [name(of: tool)]
        if case .object(let properties)? = schema["properties"] {
            for property in properties.members {
                let mark = required.contains(.string(property.key)) ? "" : "?"
                words.append("\(property.key):\(type(of: property.value))\(mark)")
            }
        }
        return words.joined(separator: " ")
    }

    /// A tool's description or, without one, its title.
    static func description(of tool: JSONObject) -> String? {
        for key in ["description", "title"] {
            if case .string(let text)? = tool[key], !text.isEmpty { return text }
        }
        return nil
    }

    private static func type(of schema: JSONValue) -> String {
        guard case .object(let schema) = schema else { return "any" }
        if case .array(let values)? = schema["enum"] {
            return values.map { if case .string(let text) = $0 { text } else { $0.jsonText } }.joined(separator: "|")
        }
        switch schema["type"] {
        case .string(let type): return type
        case .array(let types):
            return types.compactMap { if case .string(let type) = $0 { type } else { nil } }.joined(separator: "|")
        default: return "any"
        }
    }
}
