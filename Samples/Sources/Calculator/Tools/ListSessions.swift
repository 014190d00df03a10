import MCPServer

extension CalculatorApp {
    /// Returns the count of active MCP sessions.
    func listSessions(_ context: CallContext) async throws -> ListSessions.Output {
        .init(active: context.server.sessions.count)
    }
}
