import MCPServer

/// Handlers that a test can replace one by one.
struct SampleApp: SampleTools {
    var onEcho: @Sendable (Echo.Input, CallContext) async throws -> ToolResult = { input, _ in .text(input.message) }
    var onCalculate: @Sendable (Calculate.Input, CallContext) async throws -> Calculate.Output = { input, _ in
        .init(result: input.expression == "1+1" ? 2 : .nan)
    }

    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult {
        try await onEcho(input, context)
    }

    func listSessions(_ context: CallContext) async throws -> ListSessions.Output {
        .init(active: context.server.sessions.count)
    }

    func calculate(_ input: Calculate.Input, _ context: CallContext) async throws -> Calculate.Output {
        try await onCalculate(input, context)
    }

    func range(_ context: CallContext) async throws -> Range.Output { .init([1, 2.5]) }
}
