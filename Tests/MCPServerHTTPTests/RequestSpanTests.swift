#if HTTP
import HTTPTypes
import InMemoryTracing
import Testing
import Tracing

@testable import MCPServer
@testable import MCPServerHTTP

/// What spans are made of requests, as OpenTelemetry's conventions for HTTP want them.
@Suite struct RequestSpanTests {
    /// Makes spans, and names them by W3C Trace Context, as real tracers do.
    private struct NamingTracer: Tracer {
        let memory = InMemoryTracer(idGenerator: .init(nextTraceID: { Self.trace }, nextSpanID: { Self.span }))
        static let trace = "1234567890abcdef1234567890abcdef"
        static let span = "fedcba0987654321"

        func startSpan<Instant: TracerInstant>(
            _ operationName: String,
            context: @autoclosure () -> ServiceContext,
            ofKind kind: SpanKind,
            at instant: @autoclosure () -> Instant,
            function: String,
            file fileID: String,
            line: UInt
        ) -> InMemorySpan {
            memory.startSpan(
                operationName,
                context: context(),
                ofKind: kind,
                at: instant(),
                function: function,
                file: fileID,
                line: line
            )
        }

        func forceFlush() {}

        func extract<Carrier, Extract: Extractor>(
            _ carrier: Carrier,
            into context: inout ServiceContext,
            using extractor: Extract
        ) where Extract.Carrier == Carrier {}

        func inject<Carrier, Inject: Injector>(
            _ context: ServiceContext,
            into carrier: inout Carrier,
            using injector: Inject
        ) where Inject.Carrier == Carrier {
            guard let span = context.inMemorySpanContext else { return }
            injector.inject("00-\(span.traceID)-\(span.spanID)-01", forKey: "traceparent", into: &carrier)
        }
    }

    private let routes = [MCPRoute.mcp("/mcp") { Correlation() }, MCPRoute.health("/healthz")]

    /// The spans of some requests, in the order in which they ended.
    private func spans(_ requests: [TestRequest], routes: [MCPRoute]? = nil) async throws -> [FinishedInMemorySpan] {
        let tracer = InMemoryTracer()
        try await withServer(tracer: tracer, routes: routes ?? self.routes) { harness in
            for request in requests { _ = try await harness.connect().call(request) }
        }
        #expect(tracer.activeSpans.isEmpty)
        return tracer.finishedSpans
    }

    private func texts(_ span: FinishedInMemorySpan) -> [String: String] {
        var texts: [String: String] = [:]
        span.attributes.forEach { name, value in
            switch value {
            case .string(let text): texts[name] = text
            case .int64(let number): texts[name] = "\(number)"
            default: texts[name] = "\(value)"
            }
        }
        return texts
    }

    @Test("A call has a span of its request, and one of its message within it")
    func call() async throws {
        let parent = TestRequest.modern().setting("in-memory-trace-id", "t1").setting("in-memory-span-id", "s1")
            .setting("User-Agent", "tests/1")
        let spans = try await spans([parent])
        #expect(spans.map(\.operationName) == ["tools/call echo", "POST /mcp"])
        #expect(spans.map(\.traceID) == ["t1", "t1"])
        let (message, request) = (try #require(spans.first), try #require(spans.last))
        #expect(message.parentSpanID == request.spanID)
        #expect(request.parentSpanID == "s1")
        #expect(request.kind == .server)
        #expect(request.status == nil)
        #expect(
            texts(request) == [
                "http.request.method": "POST", "http.route": "/mcp", "url.path": "/mcp", "url.scheme": "http",
                "client.address": "127.0.0.1", "user_agent.original": "tests/1", "http.response.status_code": "200",
            ]
        )
        #expect(texts(message)["network.transport"] == "tcp")
        #expect(texts(message)["network.protocol.name"] == "http")
    }

    @Test("Paths and methods that clients make up are no names of spans, and monitors have none")
    func names() async throws {
        let requests = [
            TestRequest.modern().with(target: "/secret?x=1"), TestRequest.modern().with(method: "PROPFIND"),
            TestRequest.modern().with(method: "GET").with(target: "/healthz"),
        ]
        let spans = try await spans(requests)
        #expect(spans.map(\.operationName) == ["POST", "HTTP /mcp"])
        #expect(texts(try #require(spans.first))["http.response.status_code"] == "404")
        #expect(texts(try #require(spans.first))["url.path"] == "/secret")
        #expect(texts(try #require(spans.last))["http.request.method"] == "_OTHER")
        #expect(texts(try #require(spans.last))["http.request.method_original"] == "PROPFIND")
        #expect(spans.allSatisfy { $0.status == nil })
    }

    private struct BreakingDown: Stage {
        struct Breakage: Error {}
        func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
            throw Breakage()
        }
    }

    @Test func brokenStage() async throws {
        let span = try #require(try await spans([.modern()], routes: [MCPRoute.mcp("/mcp") { BreakingDown() }]).first)
        #expect(span.status?.code == .error)
        #expect(texts(span)["error.type"] == "500")
    }

    @Test("Lines of log and outgoing requests state the span of the moment")
    func current() async throws {
        let log = LogCollector()
        let routes = [
            MCPRoute.mcp("/mcp") {
                Correlation()
                RequestLog(log.output)
            }
        ]
        try await withServer(tracer: NamingTracer(), routes: routes) { harness in
            let request = TestRequest.modern(name: "identify").setting("X-Request-Id", "r1")
                .setting("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            let text = try await harness.connect().call(request).body
            let (trace, span) = (NamingTracer.trace, NamingTracer.span)
            #expect(text.contains("X-Request-Id: r1; traceparent: 00-\(trace)-\(span)-01; "))
            #expect(text.contains("span_id=\(span); tool=identify; trace_id=\(trace)"))
            for event in ["tool_call", "http_request"] {
                let line = await log.line(0, of: event)
                #expect(line.contains(#""request_id":"r1","trace_id":"\#(trace)","span_id":"\#(span)""#))
            }
        }
    }

    @Test("An application that makes spans of its requests itself gets none of ours")
    func mounted() async throws {
        let tracer = InMemoryTracer()
        let harness = try await Harness(tracer: tracer, routes: routes)
        let outer = tracer.startSpan("POST", ofKind: .server)
        let body = TestRequest.modern().body
        var head = HTTPRequest(method: .post, scheme: "http", authority: "127.0.0.1", path: "/mcp")
        for (name, value) in TestRequest.modern().headers where name != "Host" {
            if let name = HTTPField.Name(name) { head.headerFields.append(HTTPField(name: name, value: value)) }
        }
        let response = await ServiceContext.$current.withValue(outer.context) { [head] in
            await harness.table.respond(head, nil) { _ in body }
        }
        #expect(response.status == .ok)
        #expect(tracer.finishedSpans.map(\.operationName) == ["tools/call echo"])
        #expect(tracer.finishedSpans.first?.parentSpanID == outer.spanID)
        outer.end()
        try await harness.stop()
    }
}
#endif
