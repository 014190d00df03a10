#if HTTP
import HTTPTypes
import Logging
import MCPServer

/// Writes one JSON line per request, when the last byte of its response has been sent.
///
/// ```json
/// {"ts":"2026-11-21T09:30:00.123Z","event":"http_request","request_id":"…","method":"POST","path":"/mcp","status":200,
///  "duration_ms":0.52,"bytes":164,"era":"modern","mcp_method":"tools/call","mcp_name":"add","outcome":"ok","remote":"…"}
/// ```
///
/// Each call of a tool has the line `tool_call`, an event stream also the lines `stream_open` and `stream_close`, so that how
/// long calls take can be told from how long streams last.
///
/// Bodies, tokens and ids of sessions are never logged; `session_id` is a label that a session gets beside its id.
///
/// The environment's `LOG_LEVEL` holds for the lines: those of responses with status 500 and above are errors, all others
/// information.
public struct RequestLog: Stage {
    /// What is written of all that is good, for the table of routes.
    public var name: String { sample < 1 ? "RequestLog(sample: \(sample))" : "RequestLog" }

    private let output: LineOutput
    private let level: Logger.Level
    private let sample: Double
    private let slow: Duration?

    /// Creates the stage: it writes to standard error.
    ///
    /// - Parameters:
    ///   - sample: Of how many of the requests lines are written, from 0 to 1. Those that are refused, fail or are slow have a
    ///     line in any case.
    ///   - slow: How long a request may take before its line says `"slow":true`.
    public init(sample: Double = 1, slow: Duration? = nil) {
        self.init(.standardError, level: .ofEnvironment ?? .info, sample: sample, slow: slow)
    }

    init(_ output: LineOutput, level: Logger.Level = .info, sample: Double = 1, slow: Duration? = nil) {
        self.output = output
        self.level = level
        self.sample = sample
        self.slow = slow
    }

    /// Passes on, and has the line written at the end of the response.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let isChosen = sample >= 1 || Double.random(in: 0..<1) < sample
        if level <= .info {
            trace.note {
                $0.callObserver = { [output] end, trace in
                    guard isChosen || end.outcome != .ok else { return }
                    output.write(Self.line(end, trace))
                }
            }
        }
        var response = await next(request, trace)
        let status = response.status.code
        if response.isStream, level <= .info, isChosen { logStream(&response, trace) }
        guard status >= 500 ? level <= .error : level <= .info else { return response }
        response.whenEnded { [output, slow] end in
            let isSlow = slow.map { ContinuousClock.now - trace.started > $0 } ?? false
            let isLogged = isChosen || isSlow || trace.read { Self.outcome($0, status: status, end) } != .ok
            guard isLogged else { return }
            output.write(Self.line(request, trace, status: status, end, isSlow: isSlow))
        }
        return response
    }

    /// The life of a stream has lines of its own: it may end long after the request was understood.
    private func logStream(_ response: inout ServerResponse, _ trace: RequestTrace) {
        let start = ContinuousClock.now
        let status = response.status.code
        output.write(Self.line("stream_open", trace) { Self.writeMessage($0, to: &$1) })
        response.whenEnded { [output] end in
            let line = Self.line("stream_close", trace) { facts, json in
                Self.writeMessage(facts, to: &json)
                Self.writeEnd(end, since: start, to: &json)
                json.member("outcome", Self.outcome(facts, status: status, end).rawValue)
            }
            output.write(line)
        }
    }

    private static func line(_ call: CallEnd, _ trace: RequestTrace) -> [UInt8] {
        line("tool_call", trace) { _, json in
            json.member("tool", printable(call.tool))
            json.writeKey("duration_ms")
            json.write(call.milliseconds)
            json.member("outcome", call.outcome.rawValue)
            if call.issueCount > 0 {
                json.writeKey("issues")
                json.write(call.issueCount)
            }
            json.member("principal", call.principal.map { printable($0.subject) })
        }
    }

    private static func line(
        _ request: ServerRequest,
        _ trace: RequestTrace,
        status: Int,
        _ end: ServerResponse.End,
        isSlow: Bool
    ) -> [UInt8] {
        line("http_request", trace) { facts, json in
            json.member("method", printable(request.method.rawValue))
            json.member("path", printable(request.path, limit: 256))
            json.writeKey("status")
            json.write(status)
            writeEnd(end, since: trace.started, to: &json)
            if isSlow {
                json.writeKey("slow")
                json.write(true)
            }
            json.member("era", facts.era?.rawValue)
            writeMessage(facts, to: &json)
            json.member("outcome", outcome(facts, status: status, end).rawValue)
            if let code = facts.errorCode {
                json.writeKey("error_code")
                json.write(code)
            }
            json.member("principal", facts.principal.map { printable($0) })
            json.member("refusal", facts.refusal.map { printable($0, limit: 256) })
            json.member("remote", request.remoteAddress)
        }
    }

    /// A line, which begins with what all lines have.
    private static func line(
        _ event: String,
        _ trace: RequestTrace,
        _ members: (RequestTrace.Facts, inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.reserveCapacity(384)
        json.beginObject()
        json.member("ts", TimeText.now())
        json.member("event", event)
        // Before the facts are looked at, since that asks for one of them.
        let ids = trace.span?.ids
        trace.read { facts in
            json.member("request_id", facts.requestID)
            json.member("session_id", facts.sessionLabel)
            json.member("trace_id", ids?.trace)
            json.member("span_id", ids?.span)
            members(facts, &json)
        }
        json.endObject()
        return json.bytes
    }

    private static func writeMessage(_ facts: RequestTrace.Facts, to json: inout JSONWriter) {
        json.member("mcp_method", facts.mcpMethod.map { printable($0) })
        json.member("mcp_name", facts.mcpName.map { printable($0) })
    }

    private static func writeEnd(
        _ end: ServerResponse.End,
        since start: ContinuousClock.Instant,
        to json: inout JSONWriter
    ) {
        json.writeKey("duration_ms")
        json.write(milliseconds(since: start))
        json.writeKey("bytes")
        json.write(end.bytes)
    }

    private static func outcome(
        _ facts: RequestTrace.Facts,
        status: Int,
        _ end: ServerResponse.End
    ) -> RequestTrace.Outcome {
        guard end.isComplete else { return .cancelled }
        return facts.outcome ?? (status < 400 ? .ok : .error)
    }
}

extension JSONWriter {
    /// Writes a member unless it is absent.
    fileprivate mutating func member(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        writeKey(key)
        write(text)
    }
}
#endif
