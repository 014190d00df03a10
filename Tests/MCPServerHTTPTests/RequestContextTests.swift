#if HTTP
import NIOHTTP1
import Testing

@testable import MCPServerHTTP

@Suite("What is known about a request", .timeLimit(.minutes(1)))
struct RequestContextTests {
    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    private static let other = "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    /// Sets who calls, as `Authenticate` does.
    private struct Naming: Stage {
        func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
            var request = request
            request.principal = Principal(subject: "ada")
            return await next(request, trace)
        }
    }

    @Test("Lines of log and outgoing requests state the ids")
    func ids() async throws {
        try await withServer({
            Correlation()
            Naming()
        }) { harness in
            let wire = try await harness.connect()
            let request = TestRequest.modern(name: "identify").setting("X-Request-Id", "r1")
                .setting("traceparent", Self.parent).setting("tracestate", "a=1").setting("baggage", "b=2")
            let text = try await wire.call(request).body
            let expected = """
                X-Request-Id: r1; traceparent: \(Self.parent); tracestate: a=1; baggage: b=2; \
                principal=ada; request_id=r1; tool=identify; trace_id=0af7651916cd43dd8448eb211c80319c
                """
            #expect(text.contains("\"text\":\"\(expected)\""))
        }
    }

    @Test("A message's own trace goes before its header's")
    func messageTrace() async throws {
        try await withServer({ Correlation() }) { harness in
            var request = TestRequest.modern(name: "identify").setting("traceparent", Self.parent)
            let message = String(decoding: request.body, as: UTF8.self)
            request.body = Array(
                message.replacing("\"_meta\":{", with: "\"_meta\":{\"traceparent\":\"\(Self.other)\",").utf8
            )
            let text = try await harness.connect().call(request).body
            #expect(text.contains("traceparent: \(Self.other); "))
            #expect(text.contains("trace_id=1af7651916cd43dd8448eb211c80319c"))
        }
    }

    @Test("What a client says cannot add fields to outgoing requests")
    func hostileTrace() async throws {
        try await withServer({ Correlation() }) { harness in
            var request = TestRequest.modern(name: "identify").setting("X-Request-Id", "r1")
            let message = String(decoding: request.body, as: UTF8.self)
            let hostile = "\"traceparent\":\"\(Self.other)\",\"tracestate\":\"a\\r\\nAdmin: 1\""
            request.body = Array(message.replacing("\"_meta\":{", with: "\"_meta\":{\(hostile),").utf8)
            let text = try await harness.connect().call(request).body
            #expect(text.contains("X-Request-Id: r1; traceparent: \(Self.other); request_id=r1; "))
            #expect(!text.contains("Admin"))
        }
    }

    @Test("Without the stage a call has the id of its message")
    func withoutCorrelation() async throws {
        try await withServer({ Naming() }) { harness in
            let text = try await harness.connect().call(.modern(name: "identify", id: "\"m7\"")).body
            #expect(text.contains("request_id=m7; tool=identify"))
        }
    }

    @Test("Header fields of async-http-client and requests of Foundation take the ids")
    func propagation() {
        let trace = RequestTrace()
        trace.note { $0.requestID = "r1" }
        RequestTrace.$current.withValue(trace) {
            var headers: HTTPHeaders = ["x-request-id": "old"]
            RequestTrace.propagate { headers.replaceOrAdd(name: $0, value: $1) }
            #expect(headers["X-Request-Id"] == ["r1"])
        }
        RequestTrace.propagate { name, _ in Issue.record("\(name) outside of a request") }
    }

    // MARK: - The line of a call

    @Test func toolCall() async throws {
        let log = LogCollector()
        try await withServer({
            Correlation()
            RequestLog(log.output)
            Naming()
        }) { harness in
            let wire = try await harness.connect()
            _ = try await wire.call(.modern().setting("X-Request-Id", "r1"))
            let good = await log.line(0, of: "tool_call")
            #expect(good.contains(#""event":"tool_call","request_id":"r1","tool":"echo","duration_ms":"#))
            #expect(good.hasSuffix(#","outcome":"ok","principal":"ada"}"#))
            _ = try await wire.call(.modern(name: "fail"))
            #expect(await log.line(1, of: "tool_call").contains(#""outcome":"tool_error""#))
            _ = try await wire.call(.modern("tools/list", name: nil))
            _ = await log.line(2)
            #expect(log.count("tool_call") == 2)
        }
    }

    @Test("Of a sample of none, what went wrong or took long is logged even so")
    func sample() async throws {
        let log = LogCollector()
        try await withServer({ RequestLog(log.output, sample: 0, slow: .milliseconds(1)) }) { harness in
            let wire = try await harness.connect()
            _ = try await wire.call(.modern(name: "fail"))
            #expect(await log.line(0).contains(#""outcome":"tool_error""#))
            try await wire.send(TestRequest.modern(name: "wait", token: "t").bytes)
            _ = try await wire.head()
            _ = try await wire.chunk()
            try await Task.sleep(for: .milliseconds(2))
            harness.probe.note(TestTools.release)
            while try await wire.chunk() != nil {}
            #expect(await log.line(1).contains(#","slow":true,"#))
            #expect(log.count("stream_open") == 0)
        }
        let quiet = LogCollector()
        let output = quiet.output
        try await withServer({ RequestLog(output, sample: 0) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
        }
        output.flush()
        #expect(quiet.text.isEmpty)
    }

    // MARK: - Unforeseen errors

    /// Lets all pass, and breaks down then.
    private struct BreakingDown: Stage {
        struct Secret: Error {}

        func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
            _ = await next(request, trace)
            throw Secret()
        }
    }

    @Test("An unforeseen error has the request's id, and reaches the observer")
    func failures() async throws {
        try await withServer({
            Correlation()
            BreakingDown()
        }) { harness in
            let response = try await harness.connect().call(.modern(id: "\"m1\"").setting("X-Request-Id", "r1"))
            #expect(response.status == 500)
            let expected = """
                {"jsonrpc":"2.0","id":"m1","error":{"code":-32603,"message":"Internal error","data":{"requestId":"r1"}}}
                """
            #expect(response.body == expected)
            #expect(harness.probe.events.contains("observed BreakingDown r1"))
        }
        try await withServer({ Correlation() }) { harness in
            let response = try await harness.connect().call(.modern(name: "break").setting("X-Request-Id", "r2"))
            #expect(response.status == 200)
            #expect(response.body.contains("break failed with an internal error."))
            #expect(!response.body.contains("Breakage"))
            #expect(harness.probe.events == ["observed break r2"])
        }
    }
}
#endif
