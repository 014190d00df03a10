#if HTTP
import Testing

@testable import MCPServerHTTP

private let legacyRevisions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]

@Suite("Streams of sessions", .serialized, .timeLimit(.minutes(1)))
struct StreamTests {
    // MARK: - Of calls

    @Test("Events have ids, and from 2025-11-25 on the first one primes the client", arguments: legacyRevisions)
    func priming(_ revision: String) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession(revision)
            var request = TestRequest.legacy(session, name: "count", token: "t")
            request["MCP-Protocol-Version"] = revision
            let response = try await wire.call(request)
            let events = WireEvent.all(response.body)
            let primes = revision == "2025-11-25"
            #expect(events.map(\.id) == (primes ? ["1-0"] : []) + ["1-1", "1-2", "1-3", "1-4"])
            #expect(events.map(\.retry) == (primes ? ["1000"] : []) + [nil, nil, nil, nil])
            #expect(events.count { $0.data.isEmpty } == (primes ? 1 : 0))
            // Another stream has other ids.
            let next = try await wire.call(request)
            #expect(WireEvent.all(next.body).last?.id == "2-4")
        }
    }

    @Test("The stateless revisions have no ids")
    func modern() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let request = TestRequest.modern(name: "count", token: "t").setting("Mcp-Session-Id", session)
            let response = try await wire.call(request.setting("Last-Event-ID", "1-1"))
            #expect(WireEvent.all(response.body).count == 4)
            #expect(!response.body.contains("id: ") && !response.body.contains("retry"))
            #expect(try await wire.call(.stream(session, after: "1-0")).status == 400)
        }
    }

    @Test("An answer without a stream leaves no trace in the log")
    func plain() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, token: "t")).headers["content-type"] == "application/json")
            #expect(try await wire.call(.stream(session, after: "1-0")).status == 400)
            #expect(try await wire.call(.legacy(session, name: "count", token: "t")).body.contains("id: 1-4"))
        }
    }

    @Test("A call whose client left goes on, and so does its stream elsewhere")
    func resumption() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            #expect(try await wire.open(.legacy(session, name: "wait", token: "t")).status == 200)
            #expect(try await wire.events(2).map(\.id) == ["1-0", "1-1"])
            await wire.close()
            let second = try await harness.connect()
            let resumed = try await second.open(.stream(session, after: "1-0"))
            #expect(resumed.status == 200)
            #expect(resumed.headers["content-type"] == "text/event-stream")
            #expect(try await second.events(1).map(\.id) == ["1-1"])
            harness.probe.note(TestTools.release)
            let rest = try await second.remainingEvents()
            #expect(rest.map(\.id) == ["1-2"])
            #expect(rest[0].data.contains("waited"))
            // It has ended: what was said can be had again, and no more.
            #expect(WireEvent.all(try await second.call(.stream(session, after: "1-1")).body).map(\.id) == ["1-2"])
            #expect(try await second.call(.stream(session, after: "1-2")).body == "")
        }
    }

    @Test("A resumption takes the place of a connection that seems to be there still")
    func takeover() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            _ = try await wire.open(.legacy(session, name: "wait", token: "t"))
            _ = try await wire.events(2)
            let second = try await harness.connect()
            #expect(try await second.open(.stream(session, after: "1-1")).status == 200)
            #expect(try await wire.remainingEvents() == [])
            harness.probe.note(TestTools.release)
            #expect(try await second.remainingEvents().map(\.id) == ["1-2"])
        }
    }

    @Test("Ids that are not in the log (any more) get status 400, and end nothing")
    func unknownIDs() async throws {
        var options = HTTPOptions()
        options.eventLog.eventsPerSession = 2
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, name: "count", token: "t")).status == 200)
            for id in ["1-0", "1-1", "1-5", "2-0", "0-0", "x", "1", "1-02", "-1-2"] {
                let refused = try await wire.call(.stream(session, after: id))
                #expect(refused.status == 400, "\(id)")
                #expect(refused.errorCode == -32600)
            }
            #expect(WireEvent.all(try await wire.call(.stream(session, after: "1-2")).body).count == 2)
            // Another session has none of it.
            let other = try await wire.openSession()
            #expect(try await wire.call(.stream(other, after: "1-2")).status == 400)
        }
    }

    @Test("The log takes what a client that left does not, and the handler does not wait for it")
    func floodForNobody() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            _ = try await wire.open(.legacy(session, name: "flood", token: "t"))
            _ = try await wire.events(1)
            await wire.close()
            await harness.probe.wait(for: "flooded")
            await harness.table.activity.waitUntilIdle()
            let second = try await harness.connect()
            // 100 messages of 500 kB: all but the last few had to give way.
            #expect(try await second.call(.stream(session, after: "1-1")).status == 400)
            let rest = WireEvent.all(try await second.call(.stream(session, after: "1-95")).body)
            #expect(rest.map(\.id) == (96...101).map { "1-\($0)" })
        }
    }

    // MARK: - Standalone

    @Test("What belongs to no request has a stream of its own")
    func standalone() async throws {
        try await withServer { harness in
            let (wire, other) = (try await harness.connect(), try await harness.connect())
            let session = try await other.openSession()
            let opened = try await wire.open(.stream(session))
            #expect(opened.status == 200)
            #expect(opened.headers["content-type"] == "text/event-stream")
            #expect(try await wire.events(1) == [WireEvent("id: 0-0\nretry: 1000\ndata:")])
            #expect(try await other.call(.legacy(session, name: "change")).status == 200)
            let change = try await wire.events(1)
            #expect(change.map(\.id) == ["0-1"])
            #expect(change[0].data == #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{}}"#)
            // Nothing of a call comes here, and nothing of this in a call.
            let counted = try await other.call(.legacy(session, name: "count", token: "t"))
            #expect(!counted.body.contains("list_changed"))
            await wire.close()
            for _ in 1...3 { #expect(try await other.call(.legacy(session, name: "change")).status == 200) }
            let third = try await harness.connect()
            _ = try await third.open(.stream(session, after: "0-0"))
            #expect(try await third.events(2).map(\.id) == ["0-1", "0-2"])
            #expect(try await other.call(.legacy(session).with(method: "DELETE")).status == 204)
            #expect(try await third.remainingEvents() == [])
        }
    }

    @Test("Before 2025-11-25 nothing but the head tells that the stream is open")
    func olderStandalone() async throws {
        try await withServer { harness in
            let (wire, other) = (try await harness.connect(), try await harness.connect())
            let session = try await other.openSession("2025-06-18")
            #expect(try await wire.open(.stream(session)).status == 200)
            #expect(try await other.call(.legacy(session, name: "change")).status == 200)
            #expect(try await wire.events(1).map(\.id) == ["0-1"])
        }
    }

    @Test("One at a time")
    func second() async throws {
        try await withServer { harness in
            let (wire, other) = (try await harness.connect(), try await harness.connect())
            let session = try await other.openSession()
            _ = try await wire.open(.stream(session))
            _ = try await wire.events(1)
            let refused = try await other.call(.stream(session))
            #expect(refused.status == 409)
            #expect(refused.errorCode == -32600)
            // Another session has its own.
            let third = try await harness.connect()
            #expect(try await third.open(.stream(try await other.openSession())).status == 200)
            await wire.close()
            await waitUntil { harness.table.activity.streamCount == 1 }
            #expect(try await other.open(.stream(session)).status == 200)
        }
    }

    @Test("What is wrong with a request for a stream")
    func refusals() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let good = TestRequest.stream(session)
            let cases: [(TestRequest, Int)] = [
                (good.setting("Accept", nil), 406), (good.setting("Accept", "application/json"), 406),
                (good.setting("Accept", "text/event-stream;q=0"), 406), (.stream(nil), 400), (.stream("x"), 404),
                (good.setting("MCP-Protocol-Version", "2026-07-28"), 405),
                (good.setting("MCP-Protocol-Version", "2099-01-01"), 400),
                (TestRequest.stream(nil).setting("Accept", "text/html"), 406),
            ]
            for (request, status) in cases {
                let refused = try await wire.call(request)
                #expect(refused.status == status)
                #expect(refused.errorCode == (status == 405 ? nil : -32600))
                #expect(refused.headers["allow"] == (status == 405 ? "POST" : nil))
            }
            #expect(harness.table.activity.streamCount == 0)
            #expect(try await wire.open(good.setting("Accept", "*/*")).status == 200)
        }
    }

    @Test("DELETE ends the streams of calls, too, and forgets what they said")
    func deletion() async throws {
        try await withServer { harness in
            let (wire, other) = (try await harness.connect(), try await harness.connect())
            let session = try await other.openSession()
            _ = try await wire.open(.legacy(session, name: "wait", token: "t"))
            _ = try await wire.events(2)
            #expect(try await other.call(.legacy(session).with(method: "DELETE")).status == 204)
            #expect(try await wire.remainingEvents() == [])
            #expect(try await other.call(.stream(session, after: "1-1")).status == 404)
            #expect(harness.table.sessionTables[0].count == 0)
            #expect(harness.table.log.usage == (0, 0))
            // The call runs on, for nobody, and what it says goes nowhere.
            harness.probe.note(TestTools.release)
            await harness.table.activity.waitUntilIdle()
            #expect(harness.table.log.usage == (0, 0))
        }
    }

    @Test("A session does not expire while it has an open stream, and takes its log along when it does")
    func expiry() async throws {
        var options = HTTPOptions()
        options.sessionTimeout = .seconds(2)
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, name: "count", token: "t")).status == 200)
            #expect(harness.table.log.usage.count == 4)
            _ = try await wire.open(.stream(session))
            _ = try await wire.events(1)
            try await Task.sleep(for: .milliseconds(2500))
            #expect(harness.table.sessionTables[0].count == 1)
            await wire.close()
            await waitUntil { harness.table.sessionTables[0].count == 0 }
            #expect(harness.table.sessionTables[0].count == 0)
            #expect(harness.table.log.usage == (0, 0))
        }
    }

    @Test("A server that stops ends standalone streams, and waits for none")
    func shutdown() async throws {
        let harness = try await Harness()
        let (wire, other) = (try await harness.connect(), try await harness.connect())
        let session = try await other.openSession()
        _ = try await wire.open(.stream(session))
        _ = try await wire.events(1)
        try await other.send(TestRequest.legacy(session, name: "wait").bytes)
        await harness.probe.wait(for: "began")
        harness.server.stop()
        let late = try await harness.connect()
        #expect(try await late.call(.stream(session)).status == 503)
        let start = ContinuousClock.now
        harness.probe.note(TestTools.release)
        #expect(try await wire.remainingEvents() == [])
        #expect(try await harness.running.value)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("200 clients that come and go leave no stream, no session, no event")
    func counters() async throws {
        try await withServer { harness in
            for round in 1...10 {
                let wires = try await withThrowingTaskGroup(of: (Wire, String).self) { group in
                    for number in 1...20 {
                        group.addTask {
                            let wire = try await harness.connect()
                            let session = try await wire.openSession()
                            let request: TestRequest =
                                number.isMultiple(of: 2)
                                ? .stream(session) : .legacy(session, name: "wait", token: "t")
                            _ = try await wire.open(request)
                            _ = try await wire.events(1)
                            return (wire, session)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(harness.table.activity.streamCount == 20)
                #expect(harness.table.sessionTables[0].count == 20)
                for (wire, _) in wires.prefix(10) { await wire.close() }
                let other = try await harness.connect()
                for (_, session) in wires {
                    #expect(try await other.call(.legacy(session).with(method: "DELETE")).status == 204)
                }
                await harness.probe.wait(for: "began", count: 10 * round)
                await waitUntil { harness.table.activity.streamCount == 0 }
                #expect(harness.table.activity.streamCount == 0)
                #expect(harness.table.sessionTables[0].count == 0)
            }
            harness.probe.note(TestTools.release)
            await harness.table.activity.waitUntilIdle()
            #expect(harness.table.log.usage == (0, 0))
        }
    }
}
#endif
