import MCPServerHTTP

/// Implements the tools of `tools.yaml`: those about content, streams and clients each in a file.
@main
struct EverythingApp: EverythingTools {
    static func main() async throws {
        try await EverythingServer(tools: EverythingApp()).run()
    }
}
