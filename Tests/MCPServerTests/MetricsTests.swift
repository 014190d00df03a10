import MCPServerMetrics
import MCPServerTesting
import Metrics
import Testing

@testable import MCPServer

extension MetricRegistry {
    /// The samples whose names begin so, but none that depend on the time that something took.
    func samples(_ prefix: String) -> [String] {
        let text = String(decoding: MetricExposition.write(snapshot(), as: .prometheus), as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { line in
            let name = line.prefix { $0 != "{" && $0 != " " }
            return line.hasPrefix(prefix) && !name.hasSuffix("_bucket") && !name.hasSuffix("_sum")
        }
    }
}

@Suite("Metrics of messages", .timeLimit(.minutes(5)))
struct MetricsTests {
    private let registry = MetricRegistry()

    private func connection(
        _ app: SampleApp = SampleApp(),
        _ revision: ProtocolRevision = .newest
    ) -> TestConnection {
        withMetricsFactory(registry) { SampleServer(tools: app).testConnection(revision) }
    }

    @Test func withoutABackendThereAreNoMetrics() {
        #expect(MessageMetrics(SampleServer<SampleApp>.catalog, over: .pipe) == nil)
        withMetricsFactory(registry) {
            #expect(MessageMetrics(SampleServer<SampleApp>.catalog, over: .pipe) != nil)
        }
    }

    @Test func callsAreToldApartByToolAndOutcome() async throws {
        var app = SampleApp()
        app.onEcho = { input, _ in
            switch input.message {
            case "refuse": throw ToolError("no")
            case "break": throw UnexpectedReply("secret")
            default: .text(input.message)
            }
        }
        let connection = connection(app)
        for message in ["a", "b", "refuse", "break"] {
            _ = try await connection.call("echo", ["message": .string(message)])
        }
        _ = try await connection.call("calculate", ["expression": "exit()"])
        #expect(
            registry.samples("mcp_tool_calls_total") == [
                #"mcp_tool_calls_total{outcome="ok",tool="echo"} 2"#,
                #"mcp_tool_calls_total{outcome="tool_error",tool="echo"} 2"#,
                #"mcp_tool_calls_total{outcome="error",tool="echo"} 0"#,
                #"mcp_tool_calls_total{outcome="cancelled",tool="echo"} 0"#,
                #"mcp_tool_calls_total{outcome="ok",tool="calculate"} 0"#,
                #"mcp_tool_calls_total{outcome="tool_error",tool="calculate"} 1"#,
                #"mcp_tool_calls_total{outcome="error",tool="calculate"} 0"#,
                #"mcp_tool_calls_total{outcome="cancelled",tool="calculate"} 0"#,
            ]
        )
        #expect(
            registry.samples("mcp_tool_call_duration_seconds_count") == [
                #"mcp_tool_call_duration_seconds_count{tool="echo"} 4"#,
                #"mcp_tool_call_duration_seconds_count{tool="calculate"} 1"#,
            ]
        )
        #expect(
            registry.samples("mcp_validation_failures_total") == [
                #"mcp_validation_failures_total{rule="invalid_format",tool="calculate"} 1"#
            ]
        )
        #expect(registry.samples("mcp_unexpected_errors_total") == ["mcp_unexpected_errors_total 1"])
    }

    @Test func operationsHaveTheLabelsOfOpenTelemetry() async throws {
        let modern = connection()
        _ = try await modern.request("tools/list")
        _ = try await modern.call("echo", ["message": "a"])
        _ = try await modern.call("echo", [:])
        _ = try? await modern.call("nonesuch", [:])
        _ = try? await modern.request("no/such")
        let legacy = connection(SampleApp(), .v2025_06_18)
        _ = try await legacy.request("ping")
        let name = "mcp_server_operation_duration_seconds_count"
        let modernLabels = #"mcp_protocol_version="2026-07-28",network_transport="pipe"} 1"#
        let legacyLabels = #"mcp_protocol_version="2025-06-18",network_transport="pipe"} 1"#
        #expect(
            Set(registry.samples(name)) == [
                #"\#(name){mcp_method_name="tools/list",\#(modernLabels)"#,
                #"\#(name){gen_ai_tool_name="echo",mcp_method_name="tools/call",\#(modernLabels)"#,
                #"\#(name){error_type="tool_error",gen_ai_tool_name="echo",mcp_method_name="tools/call",\#(modernLabels)"#,
                #"\#(name){error_type="-32602",gen_ai_tool_name="_unknown",mcp_method_name="tools/call",\#(modernLabels)"#,
                #"\#(name){error_type="-32601",mcp_method_name="_other",\#(modernLabels)"#,
                #"\#(name){mcp_method_name="initialize",\#(legacyLabels)"#,
                #"\#(name){mcp_method_name="notifications/initialized",\#(legacyLabels)"#,
                #"\#(name){mcp_method_name="ping",\#(legacyLabels)"#,
            ]
        )
    }

    @Test func aCallThatRunsIsInFlightUntilItsEnd() async throws {
        let (began, mayEnd) = (Event(), Event())
        var app = SampleApp()
        app.onEcho = { _, _ in
            began.fire()
            await withTaskCancellationHandler {
                await mayEnd.wait()
            } onCancel: {
                mayEnd.fire()
            }
            return .text("late")
        }
        let connection = connection(app)
        let call = Task { try await connection.call("echo", ["message": "a"]) }
        await began.wait()
        let name = #"mcp_tool_calls_in_flight{tool="echo"}"#
        #expect(registry.samples("mcp_tool_calls_in_flight") == ["\(name) 1"])
        await connection.cancel(1)
        _ = await call.result
        #expect(registry.samples("mcp_tool_calls_in_flight") == ["\(name) 0"])
        #expect(
            registry.samples("mcp_tool_calls_total").contains(
                #"mcp_tool_calls_total{outcome="cancelled",tool="echo"} 1"#
            )
        )
        #expect(
            registry.samples("mcp_server_operation_duration_seconds_count").contains { line in
                line.contains(#"error_type="cancelled""#)
            }
        )
    }

    @Test func sessionsOverStdioLastAsLongAsTheInput() async {
        let harness = withMetricsFactory(registry) { StdioHarness(SampleApp()) }
        harness.send(
            #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#
        )
        _ = await harness.next()
        #expect(registry.samples("mcp_sessions_active") == ["mcp_sessions_active 1"])
        harness.endInput()
        _ = await harness.rest()
        #expect(registry.samples("mcp_sessions_active") == ["mcp_sessions_active 0"])
        #expect(
            registry.samples("mcp_server_session_duration_seconds_count").contains(
                #"mcp_server_session_duration_seconds_count{mcp_protocol_version="2025-11-25",network_transport="pipe"} 1"#
            )
        )
    }

    /// What a client may choose, five words or so a message, none of which may make a series.
    private func hostileMessages(_ number: Int) -> [String] {
        func word() -> String { "\(number)-\(UInt64.random(in: 0 ... .max))" }
        func meta(_ revision: String = "2026-07-28") -> String {
            let client = #""io.modelcontextprotocol/clientInfo":{"name":"\#(word())","version":"\#(word())"}"#
            let claims = #""io.modelcontextprotocol/clientCapabilities":{"\#(word())":{}},"progressToken":"\#(word())""#
            return #""_meta":{"io.modelcontextprotocol/protocolVersion":"\#(revision)",\#(claims),\#(client)}"#
        }
        func message(_ method: String, _ params: String) -> String {
            #"{"jsonrpc":"2.0","id":"\#(word())","method":"\#(method)","params":{\#(params)}}"#
        }
        return [
            message("tools/call", #"\#(meta()),"name":"\#(word())""#),
            message("tools/call", #"\#(meta()),"name":"echo","arguments":{"\#(word())":"\#(word())"}"#),
            message("tools/call", #""name":"\#(word())","arguments":{"\#(word())":"\#(word())","\#(word())":1}"#),
            message(word(), meta()),
            message(word(), #""cursor":"\#(word())","name":"\#(word())","level":"\#(word())""#),
            message("notifications/\(word())", meta(word())), message("tools/list", meta(word())),
            message("tools/list", #"\#(meta()),"cursor":"\#(word())""#),
            #"{"jsonrpc":"\#(word())","id":"\#(word())","method":"\#(word())","params":{\#(meta())}}"#,
            #"{"jsonrpc":"2.0","id":"\#(word())","error":{"code":\#(number),"message":"\#(word())","\#(word())":1}}"#,
        ]
    }

    @Test("50,000 hostile words in 10,000 messages make no series that the first ten messages did not")
    func bounded() async {
        let connection = connection()
        for message in hostileMessages(0) { _ = await connection.send(message) }
        let count = registry.snapshot().families.reduce(0) { $0 + $1.series.count }
        for number in 1..<1000 {
            for message in hostileMessages(number) { _ = await connection.send(message) }
            // Others want to get on, too.
            await Task.yield()
        }
        #expect(registry.snapshot().families.reduce(0) { $0 + $1.series.count } == count)
    }

    @Test func whatIsMeasuredIsDescribed() async throws {
        let connection = connection(SampleApp(), .v2025_11_25)
        _ = try await connection.call("echo", ["message": "a"])
        _ = try await connection.call("echo", [:])
        let described = Dictionary(uniqueKeysWithValues: ServerMetric.all.map { ($0.description.name, $0) })
        for family in registry.snapshot().families {
            let metric = try #require(described[family.name], "\(family.name)")
            #expect(metric.kind == family.kind)
            #expect(metric.description.unit == family.unit)
            for series in family.series { #expect(Set(series.labels.map(\.key)).isSubset(of: metric.labels)) }
        }
    }
}
