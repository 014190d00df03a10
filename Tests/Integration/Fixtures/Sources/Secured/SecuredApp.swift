import MCPServerHTTP

/// A server that has its own certificate.
@main
struct SecuredApp: SecuredTools {
    static func main() async throws {
        try await SecuredServer(tools: SecuredApp()).run()
    }

    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult { .text(input.message) }

    func count(_ input: Count.Input, _ context: CallContext) async throws -> ToolResult {
        for number in 1...input.to { await context.reportProgress(Double(number), total: Double(input.to)) }
        return .text("counted")
    }

    func wait(_ context: CallContext) async throws -> ToolResult {
        await context.reportProgress(1, message: "waiting")
        try await Task.sleep(for: .seconds(60))
        return .text("nobody cancelled this")
    }
}
