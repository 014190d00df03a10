import InMemoryTracing
import Logging
import Testing
import Tracing

@testable import MCPServer

/// What spans are made of messages, as OpenTelemetry's conventions for MCP want them.
@Suite struct TracingTests {
    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    /// A dispatcher whose spans are kept.
    private struct Traced {
        let tracer = InMemoryTracer()
        let dispatcher: Dispatcher<SampleServer<SampleApp>>

        init(_ app: SampleApp = SampleApp()) {
            dispatcher = Dispatcher(SampleServer(tools: app), sessions: Sessions { 0 }, tracer: tracer)
        }

        /// Sends a message, and answers with its only span.
        func span(of message: String) async throws -> FinishedInMemorySpan {
            await send(message)
            #expect(tracer.activeSpans.isEmpty)
            let spans = tracer.popFinishedSpans()
            #expect(spans.count == 1)
            return try #require(spans.first)
        }

        func send(_ message: String) async {
            let conversation = Conversation(
                assumedRevision: .v2025_03_26,
                nextSessionID: "s",
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            await take(dispatcher.receive(Array(message.utf8), in: conversation))
        }

        private func take(_ step: Step) async {
            switch step {
            case .call(let call): _ = await dispatcher.run(call)
            case .batch(let steps): for step in steps { await take(step) }
            default: break
            }
        }
    }

    private func call(_ name: String = "echo", _ arguments: String = #"{"message":"m"}"#, meta: String = "") -> String {
        let claim = claim.dropLast(1) + meta + "}"
        return #"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{\#(claim),"#
            + #""name":"\#(name)","arguments":\#(arguments)}}"#
    }

    private func texts(_ span: FinishedInMemorySpan) -> [String: String] {
        var texts: [String: String] = [:]
        span.attributes.forEach { name, value in
            if case .string(let text) = value { texts[name] = text } else { texts[name] = "\(value)" }
        }
        return texts
    }

    @Test func calls() async throws {
        let span = try await Traced().span(of: call())
        #expect(span.operationName == "tools/call echo")
        #expect(span.kind == .server)
        #expect(span.status == nil)
        #expect(
            texts(span) == [
                "mcp.method.name": "tools/call", "gen_ai.tool.name": "echo", "gen_ai.operation.name": "execute_tool",
                "jsonrpc.request.id": "7", "mcp.protocol.version": "2026-07-28", "network.transport": "pipe",
            ]
        )
    }

    @Test("A handler runs within its span, and so do the spans that it makes")
    func nesting() async throws {
        let tracer = InMemoryTracer()
        var app = SampleApp()
        app.onEcho = { input, _ in
            // As a library does it that is given the same tracer.
            tracer.withSpan("query", ofKind: .client) { _ in .text(input.message) }
        }
        let dispatcher = Dispatcher(SampleServer(tools: app), sessions: Sessions { 0 }, tracer: tracer)
        let conversation = Conversation(nextSessionID: "s", logger: Logger(label: "test"))
        guard case .call(let pending) = dispatcher.receive(Array(call().utf8), in: conversation) else {
            Issue.record("the call was refused")
            return
        }
        _ = await dispatcher.run(pending)
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["query", "tools/call echo"])
        #expect(spans.first?.parentSpanID == spans.last?.spanID)
        #expect(spans.first?.traceID == spans.last?.traceID)
    }

    @Test func failures() async throws {
        let invalid = try await Traced().span(of: call("calculate", #"{"expression":"exit()"}"#))
        #expect(texts(invalid)["error.type"] == "tool_error")
        #expect(invalid.status?.code == .error)
        #expect(invalid.errors.isEmpty)
        var app = SampleApp()
        app.onEcho = { _, _ in throw Unforeseen() }
        let unforeseen = try await Traced(app).span(of: call())
        #expect(texts(unforeseen)["error.type"] == "tool_error")
        #expect(unforeseen.errors.count == 1)
        #expect(unforeseen.errors.first?.error is Unforeseen)
        let unknown = try await Traced().span(of: call("rm -rf"))
        #expect(unknown.operationName == "tools/call")
        #expect(texts(unknown)["gen_ai.tool.name"] == "rm -rf")
        #expect(texts(unknown)["error.type"] == "-32602")
        #expect(texts(unknown)["rpc.response.status_code"] == "-32602")
        #expect(unknown.status?.code == .error)
    }

    private struct Unforeseen: Error {}

    @Test("What a message says of its trace is the parent, and the span around it is linked")
    func parents() async throws {
        let traced = Traced()
        let stated = #","in-memory-trace-id":"t1","in-memory-span-id":"s1""#
        let alone = try await traced.span(of: call(meta: stated))
        #expect(alone.traceID == "t1")
        #expect(alone.parentSpanID == "s1")
        #expect(alone.links.isEmpty)
        let request = traced.tracer.startSpan("POST /mcp", ofKind: .server)
        await ServiceContext.$current.withValue(request.context) {
            await traced.send(call(meta: stated))
            await traced.send(call())
            await traced.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
        }
        let spans = traced.tracer.popFinishedSpans()
        #expect(spans.map(\.parentSpanID) == ["s1", request.spanID, request.spanID])
        #expect(spans.map { $0.links.map(\.context.inMemorySpanContext) } == [[request.spanContext], [], []])
        request.end()
    }

    @Test("Messages that are answered at once have spans, too; names that clients make up are none")
    func otherMessages() async throws {
        let handshake = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}"#
        let opened = try await Traced().span(of: handshake)
        #expect(opened.operationName == "initialize")
        #expect(texts(opened)["mcp.protocol.version"] == "2025-06-18")
        let notified = try await Traced().span(of: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
        #expect(notified.operationName == "notifications/initialized")
        #expect(texts(notified)["jsonrpc.request.id"] == nil)
        let unknown = try await Traced().span(of: #"{"jsonrpc":"2.0","id":1,"method":"x/y"}"#)
        #expect(unknown.operationName == "_other")
        #expect(texts(unknown)["mcp.method.name"] == "_other")
        #expect(texts(unknown)["rpc.response.status_code"] == "-32601")
        let batched = Traced()
        await batched.send("[\(echoCall(1)),{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}]")
        #expect(Set(batched.tracer.finishedSpans.map(\.operationName)) == ["ping", "tools/call echo"])
        let nonsense = Traced()
        await nonsense.send("{}")
        await nonsense.send("[")
        #expect(nonsense.tracer.finishedSpans.isEmpty)
    }

    @Test func cancelledCall() async throws {
        var app = SampleApp()
        app.onEcho = { _, _ in
            try await Task.sleep(for: .seconds(60))
            return .text("")
        }
        let traced = Traced(app)
        let running = Task { await traced.send(call()) }
        while traced.tracer.activeSpans.isEmpty { await Task.yield() }
        running.cancel()
        await running.value
        let span = try #require(traced.tracer.finishedSpans.first)
        #expect(span.events.map(\.name) == ["cancelled"])
        #expect(span.status == nil)
    }

    @Test("Without a tracer nothing is traced, and the caller's trace is handed on")
    func withoutTracer() async throws {
        let dispatcher = Dispatcher(SampleServer(tools: SampleApp()), sessions: Sessions { 0 })
        #expect(dispatcher.spans == nil)
        #expect(RequestTrace().span == nil)
    }
}
