#if HTTP
import Logging
import MCPServer
import Tracing

@testable import MCPServerHTTP

/// A server that listens in this process.
final class Harness: Sendable {
    let tools: TestTools
    let table: RouteTable
    let port: Int
    let server: HTTPServerRun
    let running: Task<Bool, any Error>

    init(
        options: HTTPOptions = HTTPOptions(),
        services: [any Service] = [],
        logger: Logger? = nil,
        tracer: (any Tracer)? = nil,
        serving makeServer: (TestTools) -> any ToolServer = TestServer.init,
        routes: [MCPRoute]
    ) async throws {
        var options = options
        options.port = 0
        var silent = Logger(label: "test", metadataProvider: .mcpRequest)
        silent.logLevel = .critical
        let logger = logger ?? silent
        tools = TestTools()
        table = RouteTable(makeServer(tools), routes, options, logger, tracer: tracer)
        let server = HTTPServerRun(table: table, options: options, services: services, logger: logger)
        self.server = server
        let port = OneShot<Int>()
        running = Task { try await server.run { port.set($0) } }
        self.port = await port.value
    }

    /// A server with an endpoint behind these stages.
    convenience init(
        options: HTTPOptions = HTTPOptions(),
        services: [any Service] = [],
        @StageBuilder _ stages: () -> [any Stage] = { [OriginGuard()] }
    ) async throws {
        let routes = [MCPRoute.mcp("/mcp", stages), MCPRoute.health("/healthz")]
        try await self.init(options: options, services: services, routes: routes)
    }

    var probe: Probe { tools.probe }

    func connect() async throws -> Wire { try await Wire(port) }

    @discardableResult
    func stop() async throws -> Bool {
        server.stop()
        return try await running.value
    }
}

func withServer(
    options: HTTPOptions = HTTPOptions(),
    @StageBuilder _ stages: () -> [any Stage] = { [OriginGuard()] },
    _ body: (Harness) async throws -> Void
) async throws {
    let routes = [MCPRoute.mcp("/mcp", stages), MCPRoute.health("/healthz")]
    try await withServer(options: options, routes: routes, body)
}

func withServer(
    options: HTTPOptions = HTTPOptions(),
    logger: Logger? = nil,
    tracer: (any Tracer)? = nil,
    serving makeServer: (TestTools) -> any ToolServer = TestServer.init,
    routes: [MCPRoute],
    _ body: (Harness) async throws -> Void
) async throws {
    let harness = try await Harness(
        options: options,
        logger: logger,
        tracer: tracer,
        serving: makeServer,
        routes: routes
    )
    do {
        try await body(harness)
    } catch {
        harness.probe.note(TestTools.release)
        _ = try? await harness.stop()
        throw error
    }
    harness.probe.note(TestTools.release)
    try await harness.stop()
}
#endif
