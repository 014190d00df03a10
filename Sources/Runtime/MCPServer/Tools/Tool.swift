/// How one tool is called: reads the input, calls the handler, writes the output.
public struct Tool<Tools: Sendable>: Sendable {
    /// Calls the handler.
    let invoke: @Sendable (ToolCall, Tools) async throws -> ToolResult

    /// Creates a tool from the function that calls its handler.
    public init(_ invoke: @escaping @Sendable (ToolCall, Tools) async throws -> ToolResult) {
        self.invoke = invoke
    }
}

/// A call of a tool, with its arguments unread.
public struct ToolCall: Sendable {
    /// What the handler may know and do.
    public let context: CallContext
    /// Where the arguments stand in the message; empty where there are none.
    let arguments: Range<Int>

    /// Reads the arguments. Absent ones are read as `{}`.
    ///
    /// - Parameter type: The type of the input.
    /// - Returns: The input, with every rule checked.
    /// - Throws: ``InvalidArguments``, which becomes a tool result that names each fault.
    public func input<Input: ToolValue>(as type: Input.Type) throws -> Input {
        try read(Input.self).get()
    }

    private func read<Input: ToolValue>(_ type: Input.Type) -> Result<Input, InvalidArguments> {
        func read(_ json: inout JSONReader) -> Result<Input, InvalidArguments> {
            var issues = Issues()
            let input = Input(reading: &json, issues: &issues)
            // The message was scanned, so that a fault here is a number beyond all bounds, or nesting beyond them.
            guard json.finish() else { return .failure(InvalidArguments(tool: context.tool, fault: json.fault)) }
            guard issues.isEmpty, let input else {
                return .failure(InvalidArguments(tool: context.tool, issues))
            }
            return .success(input)
        }
        guard !arguments.isEmpty else { return JSONReader.withBytes(emptyObject, read) }
        return JSONReader.withBytes(context.record.message[arguments], read)
    }
}

private let emptyObject: [UInt8] = Array("{}".utf8)
