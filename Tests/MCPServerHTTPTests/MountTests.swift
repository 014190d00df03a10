#if HTTP
import Hummingbird
import HummingbirdCore
import Logging
import MCPServer
import ServiceLifecycle
import Synchronization
import Testing

@testable import MCPServerHTTP

private struct MountedServer: HTTPToolServer {
    typealias Client = TestClient
    var tools = TestTools()
    static var info: ServerInfo { TestServer.info }
    static var catalog: ToolCatalog { TestServer.catalog }
    static func tool(at index: Int) -> Tool<TestTools>? { TestServer.tool(at: index) }

    static func options(_ settings: inout SettingsReader) -> HTTPOptions { HTTPOptions() }

    func routes(_ settings: inout SettingsReader) -> [MCPRoute] {
        MCPRoute.mcp("/mcp") {
            Correlation()
            OriginGuard()
        }
        MCPRoute.health("/mcp/health")
        MCPRoute.mcp("/guarded") {
            OriginGuard()
            Authenticate(
                by: [],
                metadata: ResourceMetadata(
                    resource: "https://a.example/guarded",
                    authorizationServers: ["https://b.example"]
                )
            )
        }
    }
}

@Suite("In an application of somebody else's", .timeLimit(.minutes(1)))
struct MountTests {
    @Test func mounted() async throws {
        try await withApplication { port, probe in
            let wire = try await Wire(port)
            let own = TestRequest(method: "GET", target: "/own", headers: [("Host", "localhost")], body: [])
            #expect(try await wire.call(own).body == "own")
            #expect(try await wire.call(.modern()).status == 200)
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, name: "count", token: "t")).body.contains("counted"))
            let refused = try await wire.call(.modern().setting("Origin", "https://evil.example"))
            #expect(refused.status == 403)
            #expect(refused.headers["x-request-id"] != nil)
            #expect(try await wire.call(.modern().with(method: "PUT")).status == 405)
            #expect(try await wire.call(own.with(target: "/mcp/health")).body.contains(#""sessions":1"#))
            #expect(try await wire.call(.modern().with(target: "/guarded")).status == 401)
            let metadata = try await wire.call(own.with(target: "/.well-known/oauth-protected-resource/guarded"))
            #expect(metadata.body.hasPrefix(#"{"resource":"https://a.example/guarded","#))
            try await wire.send(TestRequest.modern(name: "wait").bytes)
            await probe.wait(for: "began")
            await wire.close()
            await probe.wait(for: "cancelled")
        }
    }

    @Test("The end of the application waits for no standalone stream")
    func shutdown() async throws {
        let open = Mutex<Wire?>(nil)
        try await withApplication { port, _ in
            let wire = try await Wire(port)
            let session = try await wire.openSession()
            #expect(try await wire.open(.stream(session)).status == 200)
            _ = try await wire.events(1)
            open.withLock { $0 = wire }
        }
        let wire = try #require(open.withLock { $0 })
        #expect(try await wire.remainingEvents() == [])
    }

    @Test("One line says that clients which go away go unseen", arguments: [true, false])
    func warning(_ watchesConnections: Bool) async throws {
        let log = MemoryLog()
        try await withApplication(watchesConnections: watchesConnections, log: log) { port, _ in
            for _ in 1...2 {
                let wire = try await Wire(port)
                for _ in 1...2 { #expect(try await wire.call(.modern()).status == 200) }
            }
        }
        let expected = """
            warning: Clients that go away are not noticed: give the server .http1(configuration: .mcp(options)).
            """
        #expect(log.all.filter { !$0.hasPrefix("debug") } == (watchesConnections ? [] : [expected]))
    }

    private func withApplication(
        watchesConnections: Bool = true,
        log: MemoryLog = MemoryLog(),
        _ body: (Int, Probe) async throws -> Void
    ) async throws {
        let server = MountedServer()
        let router = Router(context: MCPRequestContext.self)
        router.get("own") { _, _ in "own" }
        let options = try await router.mount(server, options: nil, logger: log.logger)
        let port = OneShot<Int>()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            server: watchesConnections ? .http1(configuration: .mcp(options)) : .http1(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.set($0.localAddress?.port ?? 0) },
            logger: logger
        )
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        let running = Task { try await group.run() }
        try await body(await port.value, server.tools.probe)
        await group.triggerGracefulShutdown()
        try await running.value
    }
}
#endif
