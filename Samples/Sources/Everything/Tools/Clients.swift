import MCPServer

/// What a tool has to do with the client that calls it.
extension EverythingApp {
    func testMissingCapability(_ context: CallContext) async throws -> ToolResult {
        try context.requireClientCapabilities(["sampling": [:]])
        return .text("The client can sample.")
    }

    func testTriggerToolChange(_ context: CallContext) async throws -> ToolResult {
        context.server.toolsChanged()
        return .text("All who listen have been told.")
    }

    func testCustomHeader(_ input: TestCustomHeader.Input, _ context: CallContext) async throws -> ToolResult {
        .text("Looked in \(input.region).")
    }

    func jsonSchema202012Tool(_ input: JsonSchema202012Tool.Input, _ context: CallContext) async throws -> ToolResult {
        .text("These arguments are right.")
    }
}
