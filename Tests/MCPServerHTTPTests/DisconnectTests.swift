#if HTTP
import Testing

@testable import MCPServerHTTP

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("Clients that go away, or want something no longer", .serialized, .timeLimit(.minutes(1)))
struct DisconnectTests {
    @Test("A call ends with its client in the stateless revisions", arguments: [nil, "t"])
    func modern(_ token: String?) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.send(TestRequest.modern(name: "wait", token: token).bytes)
            await harness.probe.wait(for: "began")
            let start = ContinuousClock.now
            await wire.close()
            await harness.probe.wait(for: "cancelled")
            // At once, and not when a heartbeat finds nobody.
            #expect(ContinuousClock.now - start < .seconds(10))
            await harness.table.activity.waitUntilIdle()
        }
    }

    @Test("A call in a session runs on", arguments: [nil, "t"])
    func legacy(_ token: String?) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            try await wire.send(TestRequest.legacy(session, name: "wait", token: token).bytes)
            await harness.probe.wait(for: "began")
            await wire.close()
            // Nothing is to happen, and for that there is no event.
            try await Task.sleep(for: .milliseconds(300))
            #expect(harness.table.activity.count == 1)
            harness.probe.note(TestTools.release)
            await harness.probe.wait(for: "ended")
            #expect(harness.probe.count("cancelled") == 0)
        }
    }

    @Test("A call in a session ends when its client cancels it", arguments: [nil, "t"])
    func cancellation(_ token: String?) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            try await wire.send(TestRequest.legacy(session, name: "wait", id: "7", token: token).bytes)
            await harness.probe.wait(for: "began")
            let other = try await harness.connect()
            let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":ID}}"#
            let foreign = try await other.openSession()
            #expect(
                try await other.call(.legacy(foreign, message: cancel.replacing("ID", with: "7"))).status == 202
            )
            #expect(
                try await other.call(.legacy(session, message: cancel.replacing("ID", with: "\"7\""))).status == 202
            )
            #expect(harness.probe.count("cancelled") == 0)
            #expect(
                try await other.call(.legacy(session, message: cancel.replacing("ID", with: "7"))).status == 202
            )
            await harness.probe.wait(for: "cancelled")
            let response = try await wire.response()
            #expect(response.status == (token == nil ? 202 : 200))
            #expect(!response.body.contains("waited"))
            #expect(try await wire.call(.legacy(session)).status == 200)
        }
    }

    @Test("200 clients that go away leave nothing behind")
    func leaks() async throws {
        try await withServer { harness in
            let descriptors = openDescriptors()
            for round in 1...10 {
                let wires = try await withThrowingTaskGroup(of: Wire.self) { group in
                    for number in 1...20 {
                        group.addTask {
                            let wire = try await harness.connect()
                            let token = number.isMultiple(of: 2) ? "t" : nil
                            try await wire.send(TestRequest.modern(name: "wait", token: token).bytes)
                            return wire
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                await harness.probe.wait(for: "began", count: 20 * round)
                for wire in wires { await wire.close() }
                await harness.probe.wait(for: "cancelled", count: 20 * round)
            }
            await harness.table.activity.waitUntilIdle()
            await waitUntil { openDescriptors() <= descriptors }
            #expect(openDescriptors() <= descriptors)
        }
    }

    @Test("A slow client slows the handler down")
    func backPressure() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.stopReading()
            try await wire.send(TestRequest.modern(name: "flood", token: "t").bytes)
            await harness.probe.wait(for: "said", count: 1)
            var last = 0
            // It comes to a halt: nothing is said for a while, and not everything was.
            repeat {
                last = harness.probe.count("said")
                try await Task.sleep(for: .milliseconds(300))
            } while harness.probe.count("said") > last
            #expect(last < 60)
            #expect(harness.probe.count("flooded") == 0)
            try await wire.startReading()
            let response = try await wire.response()
            #expect(response.body.hasSuffix("}\n\n"))
            #expect(harness.probe.count("said") == 100)
        }
    }

    @Test("A slow client that leaves frees the handler")
    func slowAndGone() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.stopReading()
            try await wire.send(TestRequest.modern(name: "flood", token: "t").bytes)
            await harness.probe.wait(for: "said", count: 1)
            await wire.close()
            await harness.probe.wait(for: "flooded")
            await harness.table.activity.waitUntilIdle()
        }
    }
}

func waitUntil(_ condition: () -> Bool) async {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition(), ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(5)) }
}

private func openDescriptors() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
}
#endif
