#if HTTP
/// A path, what it serves, and the stages that guard it.
public struct MCPRoute: Sendable {
    /// What a route serves.
    public struct Kind: RawRepresentable, Sendable, Hashable {
        /// The name in tools.yaml.
        public var rawValue: String

        /// Creates a kind from its name in tools.yaml.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The Streamable HTTP endpoint of the protocol.
        public static let mcp = Kind(rawValue: "mcp")
        /// Whether the process is alive.
        public static let health = Kind(rawValue: "health")
        /// Whether the server takes on calls.
        public static let readiness = Kind(rawValue: "readiness")
        /// What the server has measured.
        public static let metrics = Kind(rawValue: "metrics")
        /// How to get a token for a route of the protocol (RFC 9728). Such routes follow from ``Authenticate``.
        public static let metadata = Kind(rawValue: "metadata")
        /// Nothing: no route has the path.
        static let none = Kind(rawValue: "none")
    }

    /// What answers the requests of a route that its stages let through.
    enum Content: Sendable {
        case mcp
        case health
        case readiness
        case metrics
        case metadata(ResourceMetadata)
        case webhook(WebhookHandler)
        case custom(CustomHandler)
    }

    /// The path, such as `/mcp`. Requests must name it exactly.
    public let path: String
    let content: Content
    /// The stages in the order in which they run.
    public let stages: [any Stage]

    init(_ content: Content, at path: String, _ stages: [any Stage]) {
        self.path = path
        self.content = content
        self.stages = stages
    }

    /// What the route serves.
    public var kind: Kind {
        switch content {
        case .mcp: .mcp
        case .health: .health
        case .readiness: .readiness
        case .metrics: .metrics
        case .metadata: .metadata
        case .webhook: .webhook
        case .custom: .custom
        }
    }

    /// Those of the stages that refuse nothing, but say who asked for what.
    var tracingStages: [any Stage] { stages.filter { $0 is Correlation || $0 is RequestLog } }

    /// The Streamable HTTP endpoint.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - stages: The stages in the order in which they run.
    /// - Returns: The route.
    public static func mcp(_ path: String, @StageBuilder _ stages: () -> [any Stage]) -> MCPRoute {
        MCPRoute(.mcp, at: path, stages())
    }

    /// The Streamable HTTP endpoint without any stage: without a guard against pages that rebind their host name, too.
    public static func mcp(_ path: String) -> MCPRoute { MCPRoute(.mcp, at: path, []) }

    /// Whether the process is alive, always with status 200, as JSON: `status` (`ok` or `shutting_down`), `version`,
    /// `schemaHash` (which changes with what clients are told of the tools), `uptime` in seconds, `ts` in milliseconds, how many
    /// `sessions` and open event `streams` there are, and of each of the `stores` whether it was reachable (`ok` or `error`)
    /// when it was asked last, see ``/MCPServer/StoreReporter``.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - stages: The stages in the order in which they run.
    /// - Returns: The route.
    public static func health(_ path: String, @StageBuilder _ stages: () -> [any Stage]) -> MCPRoute {
        MCPRoute(.health, at: path, stages())
    }

    /// Whether the process is alive, without any stage.
    public static func health(_ path: String) -> MCPRoute { MCPRoute(.health, at: path, []) }

    /// Whether the server takes on calls: status 200, or 503 while it stops (`"status":"shutting_down"`) or cannot reach one
    /// of its stores (`"status":"error"`), see ``/MCPServer/StoreReporter``. The answer is that of ``health(_:_:)`` else.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - stages: The stages in the order in which they run.
    /// - Returns: The route.
    public static func readiness(_ path: String, @StageBuilder _ stages: () -> [any Stage]) -> MCPRoute {
        MCPRoute(.readiness, at: path, stages())
    }

    /// Whether the server takes on calls, without any stage.
    public static func readiness(_ path: String) -> MCPRoute { MCPRoute(.readiness, at: path, []) }

    /// What the server has measured, for Prometheus to fetch: in its text format 0.0.4, or as OpenMetrics 1.0.0 to who asks for
    /// that. Without such a route and without an exporter nothing is measured.
    ///
    /// What the program measures by itself through swift-metrics stands beside it (`MetricRegistry` of the module
    /// MCPServerMetrics). Where the program has bootstrapped another backend before, the answer is status 503.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - stages: The stages in the order in which they run.
    /// - Returns: The route.
    public static func metrics(_ path: String, @StageBuilder _ stages: () -> [any Stage]) -> MCPRoute {
        MCPRoute(.metrics, at: path, stages())
    }

    /// What the server has measured, without any stage.
    public static func metrics(_ path: String) -> MCPRoute { MCPRoute(.metrics, at: path, []) }
}

/// Lists the routes of a server.
@resultBuilder
public enum RouteBuilder {
    /// Takes one route.
    public static func buildExpression(_ route: MCPRoute) -> [MCPRoute] { [route] }
    /// Joins routes.
    public static func buildBlock(_ routes: [MCPRoute]...) -> [MCPRoute] { routes.flatMap(\.self) }
    /// Takes the routes of an `if` without `else`.
    public static func buildOptional(_ routes: [MCPRoute]?) -> [MCPRoute] { routes ?? [] }
    /// Takes the routes of an `if`.
    public static func buildEither(first routes: [MCPRoute]) -> [MCPRoute] { routes }
    /// Takes the routes of an `else`.
    public static func buildEither(second routes: [MCPRoute]) -> [MCPRoute] { routes }
    /// Takes the routes of a loop.
    public static func buildArray(_ routes: [[MCPRoute]]) -> [MCPRoute] { routes.flatMap(\.self) }
}
#endif
