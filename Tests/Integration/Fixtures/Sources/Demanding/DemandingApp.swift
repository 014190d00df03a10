import MCPServerHTTP

/// A server that starts with none of its settings missing.
@main
struct DemandingApp: DemandingTools {
    static func main() async throws {
        try await DemandingServer(tools: DemandingApp()).run()
    }

    func nothing(_ context: CallContext) async throws -> ToolResult { .text("nothing") }
}
