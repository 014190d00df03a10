/// How one tool is called: reads the input, calls the handler, writes the output.
public struct Tool<Tools: Sendable>: Sendable {
    /// Calls the handler.
    let invoke: @Sendable (ToolCall, Tools) async throws -> ToolResult
    /// What a caller needs to see and to call it.
    let scopes: [String]
    /// What bounds its calls; `nil` where nothing does.
    let limits: ToolLimits?
    /// How much of a rate limit a call takes.
    let cost: Int
    /// The arguments that clients repeat as header fields over HTTP.
    let mirrors: [MirroredArgument]

    /// Creates a tool.
    ///
    /// - Parameters:
    ///   - invoke: Calls the handler.
    ///   - scopes: What a caller needs, all of it, to see and to call the tool (``Principal/scopes``). To others it is unknown.
    ///   - timeout: How long a call may take. Then its task is cancelled, and the caller gets a tool error, whether or not
    ///     the handler minds its cancellation.
    ///   - concurrency: How many calls may run at once, of all callers together. A further one gets a tool error.
    ///   - cost: How much a call takes of the limits that `RateLimit` sets over HTTP: as much as so many messages.
    ///   - rateLimit: How many calls each caller may make within what time, over every transport, a sixth of them at once
    ///     (``RateLimitPolicy``). A further one gets a tool error. Callers that nobody authenticated are told apart by
    ///     their address.
    ///   - headers: The names of the header fields `Mcp-Param-…` that repeat arguments over HTTP (`x-mcp-header`), each with
    ///     the argument's name.
    public init(
        _ invoke: @escaping @Sendable (ToolCall, Tools) async throws -> ToolResult,
        scopes: [String] = [],
        timeout: Duration? = nil,
        concurrency: Int? = nil,
        cost: Int = 1,
        rateLimit: (requests: Int, per: Duration)? = nil,
        headers: KeyValuePairs<String, String> = [:]
    ) {
        self.invoke = invoke
        self.scopes = scopes
        self.cost = max(1, cost)
        limits = ToolLimits(
            timeout: timeout,
            concurrency: concurrency,
            rateLimit: rateLimit.map { RateLimitPolicy(requests: $0.requests, per: $0.per) }
        )
        mirrors = headers.map { MirroredArgument(header: "Mcp-Param-\($0.key)", property: $0.value) }
    }
}

/// An argument that clients repeat as a header field over HTTP, for what stands before the server and reads no JSON.
package struct MirroredArgument: Sendable {
    /// The field's name, such as `Mcp-Param-Region`.
    package let header: String
    /// The argument's name.
    package let property: String
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
