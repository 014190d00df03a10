#if HTTP
import Synchronization
import Testing

@testable import MCPServerHTTP

/// A clock that stands still until it is set.
private final class TestClock: Sendable {
    private let time = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}

@Suite("Legacy sessions")
struct SessionTests {
    private let clock = TestClock()

    private func table(capacity: Int = 10, timeout: Duration = .seconds(600)) -> SessionTable {
        SessionTable(capacity: capacity, timeout: timeout) { [clock] in clock.now }
    }

    private func session(_ id: String) -> Session { Session(id: id, revision: .newestLegacy) }

    @Test("A session lasts as long as it is used")
    func expiry() {
        let table = table()
        _ = table.open(session("a"))
        clock.advance(by: .seconds(599))
        #expect(table.find("a") != nil)
        clock.advance(by: .seconds(599))
        #expect(table.find("a") != nil)
        #expect(table.count == 1)
        clock.advance(by: .seconds(600))
        #expect(table.find("a") == nil)
        #expect(table.count == 0)
    }

    @Test("A session in which a call runs does not expire")
    func running() {
        let table = table()
        let entry = table.open(session("a"))
        let call = CallHandle()
        entry?.began(.integer(1), call)
        clock.advance(by: .seconds(6000))
        #expect(table.count == 1)
        entry?.ended(.integer(1), call)
        #expect(table.count == 1)
        clock.advance(by: .seconds(600))
        #expect(table.count == 0)
    }

    @Test("Where there is no room the idlest gives way, unless it was used lately")
    func capacity() {
        let table = table(capacity: 2)
        _ = table.open(session("a"))
        clock.advance(by: .seconds(1))
        _ = table.open(session("b"))
        #expect(table.open(session("c")) == nil)
        clock.advance(by: .seconds(59))
        #expect(table.open(session("c")) != nil)
        #expect(table.find("a") == nil)
        #expect(table.find("b") != nil)
        #expect(table.count == 2)
        clock.advance(by: .seconds(600))
        #expect(table.open(session("d")) != nil)
        #expect(table.count == 1)
    }

    @Test func closing() throws {
        let table = table()
        let entry = try #require(table.open(session("a")))
        #expect(table.close(entry))
        #expect(!table.close(entry))
        #expect(table.find("a") == nil)
    }

    @Test("A session is there only for whom it was opened")
    func principals() {
        let owner = Principal(subject: "a", client: "x")
        let table = table()
        _ = table.open(session("s"), by: owner)
        let others = [
            Principal(subject: "b", client: "x"), Principal(subject: "a", client: "y"), Principal(subject: "a"),
            nil,
        ]
        for other in others { #expect(table.find("s", for: other) == nil) }
        #expect(table.find("s", for: owner) != nil)
        clock.advance(by: .seconds(599))
        // Whoever may not use it does not keep it either.
        #expect(table.find("s", for: others[0]) == nil)
        clock.advance(by: .seconds(1))
        #expect(table.count == 0)
    }

    @Test("A session that nobody opened is the first's who comes with a principal")
    func adoption() {
        let table = table()
        _ = table.open(session("s"))
        let owner = Principal(subject: "a", client: "x")
        for principal in [nil, nil, owner, owner] { #expect(table.find("s", for: principal) != nil) }
        for other in [nil, Principal(subject: "a"), Principal(subject: "b", client: "x")] {
            #expect(table.find("s", for: other) == nil)
        }
        #expect(table.find("s", for: owner) != nil)
    }

    @Test("One of many who come at once gets a session that nobody opened")
    func race() async {
        for _ in 0..<50 {
            let table = table()
            _ = table.open(session("s"))
            let winners = await withTaskGroup { group in
                for name in 0..<8 {
                    group.addTask { table.find("s", for: Principal(subject: "\(name)")) == nil ? 0 : 1 }
                }
                return await group.reduce(0, +)
            }
            #expect(winners == 1)
        }
    }

    @Test("Scopes may change within a session")
    func scopes() {
        let table = table()
        _ = table.open(session("s"), by: Principal(subject: "a", scopes: ["read"]))
        #expect(table.find("s", for: Principal(subject: "a", scopes: ["read", "write"])) != nil)
    }

    @Test("A cancellation ends the call with that id and of that kind")
    func cancellation() async {
        let entry = table().open(session("a"))
        let probe = Probe()
        let call = CallHandle()
        call.start {
            let flag = OneShotFlag()
            await withTaskCancellationHandler {
                await flag.wait()
            } onCancel: {
                flag.set()
            }
            probe.note("cancelled")
        }
        entry?.began(.integer(1), call)
        entry?.cancel(.string("1"))
        #expect(probe.events.isEmpty)
        entry?.cancel(.integer(1))
        await probe.wait(for: "cancelled")
        entry?.cancel(.integer(1))
    }

    @Test("Ids are long, visible, and never the same")
    func ids() {
        let ids = Set((0..<1000).map { _ in SessionTable.makeID() })
        #expect(ids.count == 1000)
        #expect(ids.allSatisfy { $0.utf8.count == 48 && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
    }

    @Test(.timeLimit(.minutes(1)))
    func fullServer() async throws {
        var options = HTTPOptions()
        options.maxSessions = 2
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            _ = try await wire.openSession()
            let second = try await wire.openSession()
            let refused = try await wire.call(.initialize())
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] == "1")
            #expect(refused.headers["mcp-session-id"] == nil)
            #expect(try await wire.call(.legacy(second)).status == 200)
        }
    }
}
#endif
