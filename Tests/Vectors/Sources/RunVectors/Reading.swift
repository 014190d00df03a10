import MCPServer
import ZodVectors

/// What the emitted code says of an input.
func read<Value: ToolValue>(_ type: Value.Type, _ input: [UInt8]) -> Answer {
    Answer { () throws(InvalidInput) in
        var json = JSONWriter()
        try type.read(input).write(to: &json)
        // An absent value is written as nothing.
        guard !json.bytes.isEmpty else { return nil }
        return try JSONValue.read(json.bytes)
    }
}
