import MCPServer

extension CalculatorApp {
    /// Echoes the provided message.
    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult {
        .text(input.message)
    }
}
