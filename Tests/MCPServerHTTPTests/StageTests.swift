#if HTTP
import Logging
import Synchronization
import RouteChart
import Testing

@testable import MCPServerHTTP

/// Notes when it is entered and left.
private struct Marker: Stage {
    let name: String
    let probe: Probe

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        probe.note("+\(name)")
        var response = await next(request, trace)
        probe.note("-\(name)")
        response.whenEnded { [probe, name] _ in probe.note("\(name) ended") }
        return response
    }
}

private struct Failing: Stage {
    struct Secret: Error {}

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        throw Secret()
    }
}

private struct Answering: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        ServerResponse(status: .tooManyRequests, headers: [.retryAfter: "3"], text: "later")
    }
}

/// Drops what the endpoint answers.
private struct Dropping: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        _ = await next(request, trace)
        return ServerResponse(status: .imATeapot)
    }
}

extension HTTPResponse.Status {
    fileprivate static let imATeapot = HTTPResponse.Status(code: 418)
}

@Suite("Stages", .timeLimit(.minutes(1)))
struct StageTests {
    @Test(
        "Stages run in their order, and see the response in the reverse one",
        arguments: permutations(["a", "b", "c", "d"])
    )
    func order(_ names: [String]) async throws {
        let probe = Probe()
        let stages = names.map { Marker(name: $0, probe: probe) }
        try await withServer({ stages as [any Stage] }) { harness in
            let chart = MCPRoute.chart([.mcp("/mcp") { stages as [any Stage] }])
            #expect(chart.text.hasSuffix(names.joined(separator: " -> ")))
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            let expected = names.map { "+\($0)" } + names.reversed().map { "-\($0)" }
            for name in names { await probe.wait(for: "\(name) ended") }
            #expect(probe.events.filter { !$0.hasSuffix("ended") } == expected)
        }
    }

    @Test("The end of a stream is seen when it ends, and not before")
    func streamEnd() async throws {
        let probe = Probe()
        try await withServer({ Marker(name: "m", probe: probe) }) { harness in
            let wire = try await harness.connect()
            try await wire.send(TestRequest.modern(name: "wait", token: "t").bytes)
            _ = try await wire.head()
            _ = try await wire.chunk()
            #expect(probe.events == ["+m", "-m"])
            harness.probe.note(TestTools.release)
            while try await wire.chunk() != nil {}
            await probe.wait(for: "m ended")
        }
    }

    @Test func failures() async throws {
        let log = LogCollector()
        try await withServer({
            Correlation()
            RequestLog(log.output)
            CORS(origins: ["https://a.example"])
            Failing()
        }) { harness in
            let response = try await harness.connect().call(.modern().setting("Origin", "https://a.example"))
            #expect(response.status == 500)
            #expect(response.errorCode == -32603)
            #expect(!response.body.contains("Secret"))
            #expect(response.headers["access-control-allow-origin"] == "https://a.example")
            #expect(response.headers["x-request-id"]?.utf8.count == 32)
            let line = await log.line(0)
            #expect(line.contains(#""status":500"#))
            #expect(line.contains(#""outcome":"error""#))
        }
        try await withServer({ Answering() }) { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(.modern())
            #expect(response.status == 429)
            #expect(response.headers["retry-after"] == "3")
            #expect(response.body == "later")
            // The body that nobody read is not taken for the next request.
            #expect(try await wire.call(.modern()).status == 429)
        }
    }

    @Test("A stream that a stage drops ends its call")
    func dropped() async throws {
        try await withServer({ Dropping() }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern(name: "wait", token: "t")).status == 418)
            await harness.probe.wait(for: "cancelled")
        }
    }

    // MARK: - Correlation

    @Test(
        "An id is taken if it is well formed",
        arguments: [
            ("abc-123_=.Z", true), (String(repeating: "a", count: 128), true),
            (String(repeating: "a", count: 129), false),
            ("a b", false), ("a\"b", false), ("\u{e4}", false), ("", false),
        ]
    )
    func correlation(_ id: String, _ isTaken: Bool) async throws {
        try await withServer({ Correlation() }) { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(.modern(name: "whoami").setting("X-Request-Id", id))
            let given = try #require(response.headers["x-request-id"])
            #expect((given == id) == isTaken)
            // The handler sees the same one.
            #expect(response.body.contains("\"text\":\"\(given)\""))
            // Every status carries it.
            let refused = try await wire.call(.modern().with(method: "GET"))
            #expect(refused.status == 405)
            #expect(refused.headers["x-request-id"] != given)
        }
    }

    @Test(
        arguments: [
            ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
            ("00-00000000000000000000000000000000-b7ad6b7169203331-01", false),
            ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", false),
            ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
            ("00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
            ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x", false),
            ("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x", true), ("", false), ("00", false),
        ]
    )
    func traceparents(_ text: String, _ isGood: Bool) {
        #expect(isTraceparent(text) == isGood)
    }

    // MARK: - RequestLog

    @Test func requestLog() async throws {
        let log = LogCollector()
        try await withServer({
            Correlation()
            RequestLog(log.output)
        }) { harness in
            let wire = try await harness.connect()
            _ = try await wire.call(.modern().setting("X-Request-Id", "r1"))
            let first = await log.line(0)
            #expect(first.hasPrefix(#"{"ts":"20"#))
            #expect(
                first.contains(
                    #"Z","event":"http_request","request_id":"r1","method":"POST","path":"/mcp","status":200,"#
                )
            )
            #expect(first.contains(#","bytes":"#))
            #expect(
                first.hasSuffix(
                    #""era":"modern","mcp_method":"tools/call","mcp_name":"echo","outcome":"ok","remote":"127.0.0.1"}"#
                )
            )
            let session = try await wire.openSession()
            #expect(await log.line(1).contains(#""mcp_method":"initialize""#))
            _ = try await wire.call(.legacy(session, name: "fail"))
            let second = await log.line(2)
            #expect(
                second.contains(#""era":"legacy","mcp_method":"tools/call","mcp_name":"fail","outcome":"tool_error""#)
            )
            #expect(second.contains(#""session_id":""#))
            #expect(!second.contains(session))
            _ = try await wire.call(.modern(name: "no\\n\\u0007such"))
            let third = await log.line(3)
            #expect(third.contains(#""mcp_name":"no\#u{FFFD}\#u{FFFD}such","outcome":"error","error_code":-32020"#))
            try await wire.send(TestRequest.modern(name: "wait", token: "t").bytes)
            _ = try await wire.head()
            let opened = await log.line(0, of: "stream_open")
            #expect(opened.contains(#""event":"stream_open","request_id":"#))
            #expect(opened.hasSuffix(#""mcp_method":"tools/call","mcp_name":"wait"}"#))
            await wire.close()
            let closed = await log.line(0, of: "stream_close")
            #expect(closed.contains(#""event":"stream_close","request_id":"#))
            #expect(closed.contains(#""duration_ms":"#) && closed.hasSuffix(#","outcome":"cancelled"}"#))
            #expect(await log.line(4).contains(#""outcome":"cancelled""#))
            let other = try await harness.connect()
            try await other.send(TestRequest.modern(name: "wait").bytes)
            await harness.probe.wait(for: "began", count: 2)
            await other.close()
            #expect(await log.line(5).contains(#""status":499"#))
        }
    }

    @Test(
        "What is logged depends on the level",
        arguments: [(.info, 2), (.notice, 1), (.error, 1), (.critical, 0)] as [(Logger.Level, Int)]
    )
    func levels(_ level: Logger.Level, _ count: Int) async throws {
        let log = LogCollector()
        let output = log.output
        try await withServer(options: HTTPOptions(maxSessions: 1), { RequestLog(output, level: level) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.initialize()).status == 200)
            #expect(try await wire.call(.initialize()).status == 503)
        }
        output.flush()
        #expect(log.count("http_request") == count)
    }

    @Test func times() {
        #expect(TimeText.rfc3339(0) == "1970-01-01T00:00:00.000Z")
        #expect(TimeText.rfc3339(951_782_399_999) == "2000-02-28T23:59:59.999Z")
        #expect(TimeText.rfc3339(951_868_799_001) == "2000-02-29T23:59:59.001Z")
        #expect(TimeText.httpDate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(TimeText.httpDate(1_795_254_600) == "Sat, 21 Nov 2026 09:50:00 GMT")
    }
}
#endif
