import MCPServerHTTP

/// Implements the tools of `tools.yaml`, each in a file of its own.
@main
struct CalculatorApp: CalculatorTools {
    static func main() async throws {
        try await CalculatorServer(tools: CalculatorApp()).run()
    }
}
