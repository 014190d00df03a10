// Hand-written in the form of generated code: what the emitter has to produce, kept compiling here.
// swift-format-ignore-file
public import MCPServer

private typealias GeneratedFormatVersion = GeneratedFormat.V1

/// The tools of the sample server. Implement them in a type of your own.
nonisolated public protocol SampleTools: Swift.Sendable {
    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult
    func listSessions(_ context: CallContext) async throws -> ListSessions.Output
    func calculate(_ input: Calculate.Input, _ context: CallContext) async throws -> Calculate.Output
    func range(_ context: CallContext) async throws -> Range.Output
}

nonisolated private let toolCatalog = ToolCatalog(
    names: "echo\nlist_sessions\ncalculate\nrange",
    list: #"""
        [{"name":"echo","inputSchema":{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]},"annotations":{"readOnlyHint":true}},{"name":"list_sessions","inputSchema":{"type":"object"},"outputSchema":{"type":"object","properties":{"active":{"type":"integer"}}}},{"name":"calculate","title":"Calculator","inputSchema":{"type":"object"},"outputSchema":{"type":"object"}},{"name":"range","inputSchema":{"type":"object"},"outputSchema":{"type":"array","items":{"type":"number"}},"annotations":{}}]
        """#
)

nonisolated public struct SampleServer<Tools: SampleTools>: ToolServer {
    public typealias Client = SampleClient
    public let tools: Tools
    public init(tools: Tools) {
        self.tools = tools
    }
    public static var info: ServerInfo { ServerInfo(name: "sample", version: "1.0.0", title: nil, instructions: "Add.") }
    public static var catalog: ToolCatalog { toolCatalog }

    public static func tool(at index: Swift.Int) -> Tool<Tools>? {
        switch index {
        case 0: return Tool(Self.callEcho)
        case 1: return Tool(Self.callListSessions)
        case 2: return Tool(Self.callCalculate)
        case 3: return Tool(Self.callRange)
        default: return nil
        }
    }

    private static func callEcho(_ call: ToolCall, _ tools: Tools) async throws -> ToolResult {
        let input = try call.input(as: Echo.Input.self)
        return try await tools.echo(input, call.context)
    }
    private static func callListSessions(_ call: ToolCall, _ tools: Tools) async throws -> ToolResult {
        return try ToolResult(output: await tools.listSessions(call.context))
    }
    private static func callCalculate(_ call: ToolCall, _ tools: Tools) async throws -> ToolResult {
        let input = try call.input(as: Calculate.Input.self)
        return try ToolResult(output: await tools.calculate(input, call.context))
    }
    private static func callRange(_ call: ToolCall, _ tools: Tools) async throws -> ToolResult {
        return try ToolResult(output: await tools.range(call.context), isObject: false)
    }
}

nonisolated public struct SampleClient: ToolClient {
    private let caller: any ToolCaller
    public init(_ caller: any ToolCaller) {
        self.caller = caller
    }
    public func echo(_ input: Echo.Input) async throws -> ToolResult {
        try await caller.call("echo", input).result()
    }
    public func listSessions() async throws -> ListSessions.Output {
        try await caller.call("list_sessions").output(as: ListSessions.Output.self)
    }
    public func calculate(_ input: Calculate.Input) async throws -> Calculate.Output {
        try await caller.call("calculate", input).output(as: Calculate.Output.self)
    }
    public func range() async throws -> Range.Output {
        try await caller.call("range").output(as: Range.Output.self)
    }
}
