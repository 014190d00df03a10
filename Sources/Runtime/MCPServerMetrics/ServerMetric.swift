/// A metric that servers have without the program's doing.
public struct ServerMetric: Sendable {
    /// What it means.
    public let description: MetricDescription
    /// What it is.
    public let kind: MetricKind
    /// The keys of its labels, none of which has a value that a client chooses.
    public let labels: [String]

    /// The name in expositions, without what ends the names of a histogram's parts.
    public var expositionName: String { MetricName(description.name, kind, description.unit).sample }

    /// All of them, in the order of the documentation.
    public static let all: [ServerMetric] = ofProtocol + ofTools + ofTransports + ofProcess

    /// The bounds of OpenTelemetry's conventions for MCP, in seconds.
    private static let operationBounds: [Double] = [
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300,
    ]

    /// Without a limit of series, which would cut off those of a server with many tools.
    private init(
        _ name: String,
        _ kind: MetricKind,
        _ unit: MetricUnit,
        _ help: String,
        labels: [String] = [],
        bounds: [Double]? = nil
    ) {
        description = MetricDescription(name, help: help, unit: unit, bounds: bounds, seriesLimit: .max)
        self.kind = kind
        self.labels = labels
    }

    private static let ofProtocol = [
        ServerMetric(
            "mcp.server.operation.duration",
            .histogram,
            .seconds,
            "How long requests of the protocol took until their answer was ready.",
            labels: ["mcp.method.name", "gen_ai.tool.name", "error.type", "network.transport", "mcp.protocol.version"],
            bounds: operationBounds
        ),
        ServerMetric(
            "mcp.server.session.duration",
            .histogram,
            .seconds,
            "How long sessions lasted.",
            labels: ["network.transport", "mcp.protocol.version"],
            bounds: operationBounds
        ),
        ServerMetric(
            "mcp.sessions.active",
            .gauge,
            .count(of: "session"),
            "Sessions that are open."
        ),
        ServerMetric(
            "mcp.unexpected.errors",
            .counter,
            .count(of: "error"),
            "Errors of tools and stages that nobody foresaw."
        ),
        ServerMetric(
            "mcp.build.info",
            .gauge,
            .none,
            "Always 1; the labels say which server it is.",
            labels: ["version", "schema_hash"]
        ),
    ]

    private static let ofTools = [
        ServerMetric(
            "mcp.tool.calls",
            .counter,
            .count(of: "call"),
            "Calls of tools that have ended.",
            labels: ["tool", "outcome"]
        ),
        ServerMetric(
            "mcp.tool.call.duration",
            .histogram,
            .seconds,
            "How long calls of tools took.",
            labels: ["tool"],
            bounds: operationBounds
        ),
        ServerMetric(
            "mcp.tool.calls.in_flight",
            .gauge,
            .count(of: "call"),
            "Calls of tools that run.",
            labels: ["tool"]
        ),
        ServerMetric(
            "mcp.validation.failures",
            .counter,
            .count(of: "fault"),
            "Faults in the arguments of calls, by the code of the rule that they break.",
            labels: ["tool", "rule"]
        ),
    ]

    private static let ofTransports = [
        ServerMetric("mcp.streams.active", .gauge, .count(of: "stream"), "Event streams that are open."),
        ServerMetric("mcp.connections.active", .gauge, .count(of: "connection"), "Connections that are open."),
        ServerMetric(
            "mcp.rate_limited",
            .counter,
            .count(of: "request"),
            "Requests and calls that were refused because there were too many.",
            labels: ["policy"]
        ),
        ServerMetric(
            "mcp.auth.failures",
            .counter,
            .count(of: "request"),
            "Requests that were refused for who sent them.",
            labels: ["reason"]
        ),
        ServerMetric(
            "mcp.jwks.refreshes",
            .counter,
            .count(of: "refresh"),
            "Attempts to get the keys of issuers of tokens.",
            labels: ["outcome"]
        ),
        ServerMetric(
            "mcp.jwks.key.age",
            .gauge,
            .seconds,
            "How old the keys of an issuer of tokens are.",
            labels: ["issuer"]
        ),
        ServerMetric(
            "mcp.webhooks",
            .counter,
            .count(of: "event"),
            "Events that webhooks received.",
            labels: ["route", "outcome"]
        ),
        ServerMetric(
            "http.server.request.duration",
            .histogram,
            .seconds,
            "How long HTTP requests took until their response was ready, or its stream began.",
            labels: ["http.route", "http.request.method", "http.response.status_code"],
            bounds: MetricDescription.timerBounds
        ),
        ServerMetric(
            "http.server.active_requests",
            .gauge,
            .count(of: "request"),
            "HTTP requests that have no response yet."
        ),
    ]

    private static let ofProcess = [
        ServerMetric("process.cpu", .counter, .seconds, "Processor time that the process has used."),
        ServerMetric("process.resident_memory", .gauge, .bytes, "Memory of the process that is in RAM."),
        ServerMetric(
            "process.open_fds",
            .gauge,
            .count(of: "file"),
            "Files, sockets and pipes that the process has open."
        ),
        ServerMetric("process.start_time", .gauge, .seconds, "When the process began, since 1970."),
    ]
}
