import MCPServer

/// What a tool can say before its answer.
extension EverythingApp {
    func testToolWithProgress(_ context: CallContext) async throws -> ToolResult {
        for progress in [0.0, 50, 100] {
            await context.reportProgress(progress, total: 100, message: "Completed step \(Int(progress)) of 100")
            try await Task.sleep(for: .milliseconds(50))
        }
        return .text("The work is done.")
    }

    func testToolWithLogging(_ context: CallContext) async throws -> ToolResult {
        await context.log(.info, "Tool execution started")
        try await Task.sleep(for: .milliseconds(50))
        await context.log(.info, "Tool processing data")
        try await Task.sleep(for: .milliseconds(50))
        await context.log(.info, "Tool execution completed")
        return .text("Three messages have been sent to those who want them.")
    }

    func testReconnection(_ context: CallContext) async throws -> ToolResult {
        context.releaseConnection()
        try await Task.sleep(for: .milliseconds(100))
        return .text("The work went on without a connection.")
    }

    func testLoggingTool(_ context: CallContext) async throws -> ToolResult {
        await context.log(.info, "This is for those who asked for it")
        return .text("A message has been sent to those who want it.")
    }

    func testStreamingElicitation(_ context: CallContext) async throws -> ToolResult {
        await context.reportProgress(1, total: 2)
        return .text("Nothing was asked.")
    }
}
