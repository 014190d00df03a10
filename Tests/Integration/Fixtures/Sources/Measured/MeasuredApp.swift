import MCPServerHTTP

/// A server whose metrics are read.
@main
struct MeasuredApp: MeasuredTools {
    struct Unforeseen: Error {}

    static func main() async throws {
        try await MeasuredServer(tools: MeasuredApp()).run()
    }

    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult { .text(input.text) }

    func fail(_ input: Fail.Input, _ context: CallContext) async throws -> ToolResult {
        switch input.how {
        case .asForeseen: throw ToolError("it was foreseen")
        case .unforeseen: throw Unforeseen()
        }
    }
}
