import AsyncHTTPClient
import MCPServerHTTP
import Metrics

/// A server that calls another one, and whose traces and metrics go to a receiver.
@main
struct TracedApp: TracedTools {
    static func main() async throws {
        LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        try await TracedServer(tools: TracedApp()).run()
    }

    func fetch(_ input: Fetch.Input, _ context: CallContext) async throws -> ToolResult {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: input.url), timeout: .seconds(10))
        Counter(label: "documents.fetched").increment()
        context.logger.notice("Fetched.")
        return .text(String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }

    func fail(_ context: CallContext) async throws -> ToolResult { throw Unforeseen() }

    struct Unforeseen: Error {}
}
