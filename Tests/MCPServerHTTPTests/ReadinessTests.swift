#if HTTP
import Logging
import Synchronization
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

@Suite("Health and readiness")
struct ReadinessTests {
    /// Stores that do as a test says.
    private final class Stores: Sendable {
        enum Behaviour: Sendable { case answers, fails, hangs }

        let behaviour: Mutex<Behaviour>
        let asked = Probe()
        let release = OneShot<Void>()

        init(_ behaviour: Behaviour) { self.behaviour = Mutex(behaviour) }

        var checks: [StoreCheck] {
            [
                StoreCheck("orders") { [self] in
                    asked.note("orders")
                    switch behaviour.withLock({ $0 }) {
                    case .answers: return
                    case .fails: throw Refused()
                    case .hangs: await release.value
                    }
                },
                StoreCheck("a \"quoted\" one") {},
            ]
        }
    }

    private struct Refused: Error {}

    private struct Server: ToolServer {
        typealias Client = TestClient
        struct Tools: Sendable, StoreReporter { let stores: [StoreCheck] }
        var tools: Tools
        static var info: ServerInfo { TestServer.info }
        static var catalog: ToolCatalog { ToolCatalog(names: "", list: "[]") }
        static func tool(at index: Int) -> Tool<Tools>? { nil }
    }

    private static let health = TestRequest(method: "GET", target: "/healthz", headers: [("Host", "x")], body: [])
    private static let readiness = health.with(target: "/readyz")

    private func serving(_ stores: Stores, _ body: (Harness, Wire) async throws -> Void) async throws {
        let routes = [MCPRoute.health("/healthz"), MCPRoute.readiness("/readyz")]
        let server = Server(tools: .init(stores: stores.checks))
        try await withServer(serving: { _ in server }, routes: routes) { try await body($0, try await $0.connect()) }
    }

    @Test("A server is ready while its stores answer, and until it stops")
    func readiness() async throws {
        let stores = Stores(.answers)
        try await serving(stores) { harness, wire in
            let ready = try await wire.call(Self.readiness)
            #expect(ready.status == 200)
            #expect(ready.headers["cache-control"] == "no-store")
            #expect(ready.body.contains(#"{"status":"ok","version":"1.2.3","schemaHash":"4f53cda18c2baa0c"#))
            #expect(ready.body.hasSuffix(#""stores":{"orders":"ok","a \"quoted\" one":"ok"}}"#))
            #expect(try await wire.call(Self.readiness.with(method: "POST")).status == 405)
            harness.table.activity.stop()
            let stopping = try await wire.call(Self.readiness)
            #expect(stopping.status == 503)
            #expect(stopping.body.hasPrefix(#"{"status":"shutting_down""#))
            #expect(try await wire.call(Self.health).status == 200)
        }
    }

    @Test("However many ask, a store is asked once in a while")
    func isSpared() async {
        let stores = Stores(.answers)
        let monitor = StoreMonitor(stores.checks, logger: MemoryLog().logger, interval: .seconds(3600))
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { #expect(await monitor.current().count == 2) } }
        }
        #expect(await monitor.known().map(\.isReachable) == [true, true])
        #expect(stores.asked.count("orders") == 1)
    }

    @Test("A lost store takes the server out of service, and is no reason to start it again")
    func lostStore() async throws {
        try await serving(Stores(.fails)) { _, wire in
            let answer = try await wire.call(Self.readiness)
            #expect(answer.status == 503)
            #expect(answer.body.hasPrefix(#"{"status":"error""#))
            #expect(answer.body.contains(#""orders":"error","a \"quoted\" one":"ok""#))
            #expect(!answer.body.contains("Refused"))
            let health = try await wire.call(Self.health)
            #expect(health.status == 200)
            #expect(health.body.hasPrefix(#"{"status":"ok""#))
            #expect(health.body.contains(#""orders":"error""#))
        }
    }

    @Test("A store that never answers holds up neither route for long, and is not asked a second time meanwhile")
    func hangingStore() async throws {
        let stores = Stores(.hangs)
        try await serving(stores) { _, wire in
            #expect(try await wire.call(Self.health).body.hasSuffix(#""stores":{}}"#))
            for _ in 0..<2 {
                let answer = try await wire.call(Self.readiness)
                #expect(answer.status == 503)
                #expect(answer.body.contains(#""orders":"error""#))
            }
            #expect(stores.asked.count("orders") == 1)
        }
        stores.release.set(())
    }

    @Test("The log tells of a store that is lost, and of its return, once each")
    func transitions() async {
        let log = MemoryLog()
        let stores = Stores(.fails)
        let monitor = StoreMonitor(stores.checks, logger: log.logger, interval: .zero, patience: .seconds(60))
        #expect(await monitor.current().map(\.isReachable) == [false, true])
        #expect(await monitor.current().map(\.isReachable) == [false, true])
        stores.behaviour.withLock { $0 = .answers }
        #expect(await monitor.current().map(\.isReachable) == [true, true])
        let lines = log.all.filter { $0.contains("store") }
        #expect(lines.count == 2)
        #expect(lines.first?.contains("The store orders cannot be reached: Refused()") == true)
        #expect(lines.last?.contains("The store orders can be reached again.") == true)
    }
}
#endif
