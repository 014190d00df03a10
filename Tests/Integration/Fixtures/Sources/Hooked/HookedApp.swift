import MCPServerHTTP

/// A server that others tell of what happens.
@main
struct HookedApp: HookedTools {
    static func main() async throws {
        try await HookedServer(tools: HookedApp()).run()
    }

    func listProducts(_ context: CallContext) async throws -> ToolResult { .text("none") }

    func catalogueChanged(_ event: CatalogueChanged, _ context: WebhookContext) async throws {
        context.logger.warning("catalogue \(event.type.rawValue) \(event.tool)")
        context.server.toolsChanged()
    }

    func paid(_ body: [UInt8], _ context: WebhookContext) async throws {
        context.logger.warning("paying \(context.id ?? "-")")
        try await Task.sleep(for: .milliseconds(500))
        context.logger.warning("paid \(body.count)")
    }

    func pushed(_ event: Push, _ context: WebhookContext) async throws {
        guard event.ref != "refs/heads/broken" else { throw ToolError("no such branch") }
        context.logger.warning("pushed \(event.commits.joined(separator: "+"))")
    }

    func said(_ body: [UInt8], _ context: WebhookContext) async throws {
        context.logger.warning("said \(String(decoding: body, as: UTF8.self))")
    }

    func hello(_ request: ServerRequest, body: [UInt8]) async throws -> ServerResponse {
        ServerResponse(status: .ok, text: "\(request.method.rawValue) \(String(decoding: body, as: UTF8.self))")
    }
}
