#if HTTP
import Testing

@testable import MCPServerHTTP

/// Notes its start and its stop.
private struct TestService: Service {
    let name: String
    let probe: Probe

    func run() async throws {
        probe.note("\(name) starts")
        try? await gracefulShutdown()
        probe.note("\(name) stops")
    }
}

@Suite("Start and stop", .timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("Services run before the server listens, and stop behind it, the last one first")
    func services() async throws {
        let probe = Probe()
        let services = ["a", "b"].map { TestService(name: $0, probe: probe) }
        let harness = try await Harness(services: services)
        #expect(Set(probe.events) == ["a starts", "b starts"])
        let wire = try await harness.connect()
        try await wire.send(TestRequest.modern(name: "wait").bytes)
        await harness.probe.wait(for: "began")
        harness.server.stop()
        // A call runs: all else goes on.
        let other = try await harness.connect()
        let health = TestRequest(method: "GET", target: "/healthz", headers: [("Host", "localhost")], body: [])
        let status = try await other.call(health)
        #expect(status.status == 200)
        #expect(status.body.hasPrefix(#"{"status":"shutting_down""#))
        let refused = try await other.call(.modern())
        #expect(refused.status == 503)
        #expect(refused.headers["connection"] == "close")
        await other.waitForClose()
        #expect(!probe.events.contains("b stops"))
        harness.probe.note(TestTools.release)
        #expect(try await wire.response().body.contains("waited"))
        #expect(try await harness.running.value)
        #expect(probe.events.suffix(2) == ["b stops", "a stops"])
        await wire.waitForClose()
    }

    @Test("Calls that do not end in time are cancelled")
    func budget() async throws {
        var options = HTTPOptions()
        options.drainTimeout = .milliseconds(100)
        let harness = try await Harness(options: options)
        let wire = try await harness.connect()
        try await wire.send(TestRequest.modern(name: "wait").bytes)
        let session = try await harness.connect()
        try await session.send(TestRequest.legacy(session.openSession(), name: "wait", token: "t").bytes)
        await harness.probe.wait(for: "began", count: 2)
        #expect(try await harness.stop())
        #expect(harness.probe.count("cancelled") == 2)
        await wire.waitForClose()
        await session.waitForClose()
    }

    @Test("A port in use is an error of its own")
    func busyPort() async throws {
        try await withServer { harness in
            var options = HTTPOptions()
            options.port = harness.port
            let run = HTTPServerRun(table: harness.table, options: options, logger: .init(label: "test"))
            await #expect(throws: (any Error).self) { try await run.run { _ in } }
        }
    }
}
#endif
