#if HTTP
import HTTPTypes
import Testing

@testable import MCPServerHTTP

@Suite("Concurrency", .timeLimit(.minutes(1)))
struct ConcurrencyTests {
    /// Waits until nobody has anything: a place may become free a moment after the last byte.
    private func waitUntilFree(_ stage: Concurrency) async {
        while stage.callerCount > 0 { await Task.yield() }
    }

    @Test("A further call is refused until one has ended")
    func calls() async throws {
        let stage = Concurrency(calls: 2)
        try await withServer({
            Believing()
            stage
        }) { harness in
            var waiting: [Wire] = []
            for number in 1...2 {
                let wire = try await harness.connect()
                try await wire.send(TestRequest.modern(name: "wait").bytes)
                await harness.probe.wait(for: "began", count: number)
                waiting.append(wire)
            }
            let wire = try await harness.connect()
            let refused = try await wire.call(.modern())
            #expect(refused.status == 429)
            #expect(refused.headers["retry-after"] == "1")
            let message = "Too Many Requests: too many calls are running"
            #expect(
                refused.body
                    == #"{"jsonrpc":"2.0","error":{"code":429,"message":"\#(message)","data":{"retryAfterMs":1000}}}"#
            )
            // Another caller is not concerned, and what is no call neither.
            #expect(try await wire.call(.modern().setting("X-User", "b")).status == 200)
            #expect(try await wire.call(.stream(nil)).status == 400)
            harness.probe.note(TestTools.release)
            for wire in waiting { #expect(try await wire.response().status == 200) }
            // Who has the answer finds the place free.
            for _ in 1...100 { #expect(try await wire.call(.modern()).status == 200) }
            await waitUntilFree(stage)
        }
    }

    @Test("A place is given back when a client hangs up, a stage throws, or a stage drops the stream")
    func giveBack() async throws {
        let stages = [Concurrency(calls: 1), Concurrency(calls: 1), Concurrency(calls: 1)]
        let routes = [
            MCPRoute.mcp("/mcp") { stages[0] },
            MCPRoute.mcp("/throws") {
                stages[1]
                Throwing()
            },
            MCPRoute.mcp("/drops") {
                DroppingStreams()
                stages[2]
            },
        ]
        try await withServer(routes: routes) { harness in
            for number in 1...3 {
                let leaving = try await harness.connect()
                try await leaving.send(TestRequest.modern(name: "wait").bytes)
                await harness.probe.wait(for: "began", count: number)
                await leaving.close()
                await harness.probe.wait(for: "cancelled", count: number)
                await waitUntilFree(stages[0])
            }
            let wire = try await harness.connect()
            for _ in 1...3 { #expect(try await wire.call(.modern().with(target: "/throws")).status == 500) }
            let call = TestRequest.modern(name: "wait", token: "t").with(target: "/drops")
            for number in 4...6 {
                #expect(try await wire.call(call).status == 418)
                await harness.probe.wait(for: "cancelled", count: number)
                await waitUntilFree(stages[2])
            }
        }
    }

    @Test("A call of a session counts until it ends, though nobody waits for it any more")
    func abandonedCalls() async throws {
        let stage = Concurrency(calls: 1)
        try await withServer({ stage }) { harness in
            let (wire, leaving) = (try await harness.connect(), try await harness.connect())
            let session = try await wire.openSession()
            _ = try await leaving.open(.legacy(session, name: "wait", token: "t"))
            _ = try await leaving.events(2)
            await leaving.close()
            for _ in 1...20 { #expect(try await wire.call(.legacy(session)).status == 429) }
            harness.probe.note(TestTools.release)
            await waitUntilFree(stage)
            #expect(try await wire.call(.legacy(session)).status == 200)
        }
    }

    @Test("A batch counts each of its calls")
    func batch() async throws {
        let stage = Concurrency(calls: 3)
        try await withServer({ stage }) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession("2025-03-26")
            func batch(_ count: Int) -> TestRequest {
                let calls = (1...count).map {
                    #"{"jsonrpc":"2.0","id":\#($0),"method":"tools/call","params":{"name":"echo"}}"#
                }
                return .legacy(session, message: "[\(calls.joined(separator: ","))]")
                    .setting("MCP-Protocol-Version", "2025-03-26")
            }
            #expect(try await wire.call(batch(3)).status == 200)
            let refused = try await wire.call(batch(4))
            #expect(refused.status == 429 && refused.errorCode == 429)
            #expect(try await wire.call(batch(3)).status == 200)
            await waitUntilFree(stage)
        }
    }

    @Test("Streams that belong to no call are counted by themselves")
    func streams() async throws {
        let stage = Concurrency(calls: 1, streams: 2)
        try await withServer({ stage }) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let (first, second) = (try await harness.connect(), try await harness.connect())
            #expect(try await first.open(.stream(session)).status == 200)
            let listen = TestRequest.modern(
                "subscriptions/listen",
                name: nil,
                more: #","notifications":{"toolsListChanged":true}"#
            )
            #expect(try await second.open(listen).status == 200)
            // Neither is a call.
            #expect(try await wire.call(.modern()).status == 200)
            let third = try await wire.call(listen)
            #expect(third.status == 429)
            #expect(third.body.hasPrefix(#"{"jsonrpc":"2.0","id":1,"error":{"code":429"#))
            #expect(try await wire.call(.stream(session)).status == 429)
            #expect(try await wire.call(.modern()).status == 200)
            await second.close()
            while try await wire.call(.stream("unknown")).status == 429 { await Task.yield() }
            let fourth = try await harness.connect()
            #expect(try await fourth.open(listen).status == 200)
            await first.close()
            await fourth.close()
            await waitUntilFree(stage)
        }
    }
}

private struct Throwing: Stage {
    struct Failure: Error {}

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        throw Failure()
    }
}

private struct DroppingStreams: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        _ = await next(request, trace)
        return ServerResponse(status: HTTPResponse.Status(code: 418))
    }
}
#endif
