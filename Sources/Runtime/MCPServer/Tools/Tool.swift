/// How one tool is called: reads the input, calls the handler, writes the output.
public struct Tool<Tools: Sendable>: Sendable {
    /// Calls the handler.
    let invoke: @Sendable (ToolCall, Tools) async throws -> ToolResult
    /// What bounds its calls; `nil` where nothing does.
    let limits: ToolLimits?

    /// Creates a tool.
    ///
    /// - Parameters:
    ///   - invoke: Calls the handler.
    ///   - timeout: How long a call may take. Then its task is cancelled, and the caller gets a tool error, whether or not
    ///     the handler minds its cancellation.
    ///   - concurrency: How many calls may run at once, of all callers together. A further one gets a tool error.
    public init(
        _ invoke: @escaping @Sendable (ToolCall, Tools) async throws -> ToolResult,
        timeout: Duration? = nil,
        concurrency: Int? = nil
    ) {
        self.invoke = invoke
        limits = ToolLimits(timeout: timeout, concurrency: concurrency)
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
    @inlinable
    public func input<Input: ToolValue>(as type: Input.Type) throws -> Input {
        var issues = Issues()
        // Inlined, so that the optimizer knows the type: unspecialized, this costs more than the reading itself.
        let (input, fault) = JSONReader.withBytes(argumentBytes) { json -> (Input?, JSONFault?) in
            let input = Input(reading: &json, issues: &issues)
            return (json.finish() ? input : nil, json.fault)
        }
        guard fault == nil, issues.isEmpty, let input else { throw invalid(issues, fault) }
        return input
    }

    @usableFromInline
    var argumentBytes: ArraySlice<UInt8> {
        arguments.isEmpty ? emptyObject : context.record.message[arguments]
    }

    @usableFromInline
    func invalid(_ issues: Issues, _ fault: JSONFault?) -> InvalidArguments {
        // The message was scanned before, so that a fault here is a number beyond all bounds.
        guard let fault else { return InvalidArguments(tool: context.tool, issues) }
        return InvalidArguments(tool: context.tool, fault: fault)
    }
}

private let emptyObject = ArraySlice("{}".utf8)
