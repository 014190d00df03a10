#if HTTP
import HTTPTypes
import Logging
import MCPServer
import Tracing

/// Every route of a server with its stages joined, ready to answer.
struct RouteTable: Sendable {
    /// A route, ready to answer.
    struct Entry: Sendable {
        let kind: MCPRoute.Kind
        let sessions: SessionTable?
        let handler: RequestHandler
        /// What is measured; `nil` where nobody looks at it.
        let metrics: RouteMetrics?
    }

    /// By path.
    let entries: [String: Entry]
    /// Answers what no route may.
    private let stray: RequestHandler
    /// The calls that run.
    let activity: Activity
    /// The legacy sessions, by route.
    let sessionTables: [SessionTable]
    /// What the streams of all sessions have said.
    let log: MemoryEventLog
    /// What whoever runs the server should know once it does.
    let warnings: [String]
    private let isOnLoopback: Bool
    private let proxies: TrustedProxies?
    private let logger: Logger
    /// What is measured; `nil` where nobody looks at it.
    let metrics: HTTPMetrics?
    /// What is measured of requests that no route has.
    private let strayMetrics: RouteMetrics?
    /// Makes the spans of requests; `nil` where nobody looks at them.
    private let spans: RequestSpans?

    init<Server: ToolServer>(
        _ server: Server,
        _ routes: [MCPRoute],
        _ options: HTTPOptions,
        _ logger: Logger,
        tracer: (any Tracer)? = installedTracer()
    ) {
        let log = MemoryEventLog(limits: options.eventLog)
        let messageMetrics = MessageMetrics(Server.catalog, over: .tcp)
        let tables = routes.filter { $0.kind == .mcp }.map { route in
            SessionTable(
                path: route.path,
                capacity: options.maxSessions,
                timeout: options.sessionTimeout,
                store: options.sessionStore,
                log: log,
                metrics: messageMetrics.map { SessionMetrics($0, over: .tcp) }
            )
        }
        let activity = Activity()
        let dispatcher = Dispatcher(
            server,
            sessions: Sessions { tables.reduce(0) { $0 + $1.count } },
            transport: .tcp,
            metrics: messageMetrics,
            tracer: tracer
        )
        let metrics = messageMetrics.map { HTTPMetrics($0, Server.info, Server.catalog) }
        let status = StatusEndpoint(
            Server.info,
            Server.catalog,
            activity: activity,
            sessions: dispatcher.context.sessions,
            stores: StoreMonitor((server.tools as? any StoreReporter)?.stores ?? [], logger: logger)
        )
        let boundary = ErrorBoundary(logger: logger, observer: dispatcher.observer)
        var entries: [String: Entry] = [:]
        var rest = tables[...]
        for route in routes.withMetadata {
            let sessions = route.kind == .mcp ? rest.popFirst() : nil
            let outcomes = route.kind == .webhook ? WebhookOutcomes(route: route.path) : nil
            let endpoint: RequestHandler
            switch route.content {
            case .mcp:
                guard let sessions else { continue }
                let mcp = MCPEndpoint(
                    dispatcher: dispatcher,
                    sessions: sessions,
                    activity: activity,
                    maxBodySize: options.maxBodySize,
                    keepAliveInterval: options.keepAliveInterval,
                    logger: logger
                )
                endpoint = { await mcp.respond($0, $1) }
            case .metadata(let metadata):
                let metadata = MetadataEndpoint(metadata)
                endpoint = { request, _ in metadata.respond(request) }
            case .webhook(let handler):
                let webhook = WebhookEndpoint(
                    path: route.path,
                    handler: handler,
                    server: dispatcher.context,
                    activity: activity,
                    outcomes: outcomes,
                    boundary: boundary
                )
                endpoint = { await webhook.respond($0, $1) }
            case .custom(let handler):
                let custom = CustomEndpoint(
                    path: route.path,
                    handler: handler,
                    activity: activity,
                    boundary: boundary
                )
                endpoint = { await custom.respond($0, $1) }
            case .metrics:
                let metrics = MetricsEndpoint(messageMetrics?.factory)
                endpoint = { request, _ in metrics.respond(request) }
            case .health: endpoint = { request, _ in await status.health(request) }
            case .readiness: endpoint = { request, _ in await status.readiness(request) }
            }
            entries[route.path] = Entry(
                kind: route.kind,
                sessions: sessions,
                handler: route.bounding(join(route.stages, endpoint, boundary), options, outcomes),
                metrics: metrics?.route(route.path)
            )
        }
        self.entries = entries
        // Not without an id and a line of log, if routes have these.
        let tracing = routes.first { $0.kind == .mcp }?.tracingStages ?? []
        stray = join(tracing, { request, _ in Self.refuse(request) }, boundary)
        self.metrics = metrics
        strayMetrics = metrics?.route(nil)
        self.activity = activity
        self.logger = logger
        spans = tracer.map { RequestSpans(tracer: $0) }
        sessionTables = tables
        self.log = log
        isOnLoopback = options.isLoopback
        proxies = TrustedProxies(options.trustedProxies)
        warnings = MCPRoute.warnings(routes, isOnLoopback: isOnLoopback)
    }

    /// Answers a request.
    func respond(
        _ head: HTTPRequest,
        _ connection: Connection?,
        body: @escaping BodyReader
    ) async -> ServerResponse {
        let target = head.path ?? "/"
        let path = target.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(target[..<$0]) } ?? target
        let entry = entries[path]
        let request = ServerRequest(
            head,
            path: path,
            kind: entry?.kind ?? .none,
            isOnLoopback: isOnLoopback,
            connection: connection,
            origin: proxies?.origin(head.headerFields, peer: connection?.address),
            sessions: entry?.sessions,
            metrics: metrics,
            body: body
        )
        let handler = request.fields.repeated.contains(.host) ? stray : entry?.handler ?? stray
        let trace = RequestTrace(tracer: spans?.tracer)
        metrics?.requestBegan()
        var response =
            await request.asksForStream
            ? apart { await run(handler, request, trace, entry) } : run(handler, request, trace, entry)
        if let metrics {
            metrics.requestEnded()
            (entry?.metrics ?? strayMetrics)?.answered(request.method, response.status, since: trace.started)
        }
        if response.isStream {
            activity.streamBegan()
            metrics?.streamBegan()
            response.whenEnded { [activity, metrics] _ in
                activity.streamEnded()
                metrics?.streamEnded()
            }
        }
        let closes =
            request.fields.closesConnection || response.closesConnection || request.leavesBodyUnasked
        return closes ? response.closingConnection() : response
    }

    private func run(
        _ handler: RequestHandler,
        _ request: ServerRequest,
        _ trace: RequestTrace,
        _ entry: Entry?
    ) async -> ServerResponse {
        guard let spans else { return await handler(request, trace) }
        return await spans.respond(request, trace, entry, handler)
    }

    private static func refuse(_ request: ServerRequest) -> ServerResponse {
        request.fields.repeated.contains(.host)
            ? .refusal(.badRequest, "Invalid Request: Host is there more than once", for: request)
            : .plainError(.notFound, "there is nothing at this path")
    }
}

extension ServerRequest {
    /// Whether it asks for a stream that stays open, as far as its header says.
    fileprivate var asksForStream: Bool {
        routeKind == .mcp && (method == .get || fields.mcpMethod == "subscriptions/listen")
    }
}

/// Runs something in a task of its own, with which its memory goes. A task keeps what it needed where it was deepest; that
/// of a connection, which waits while a stream is open, would keep what all stages needed together.
private func apart(_ operation: @escaping @Sendable () async -> ServerResponse) async -> ServerResponse {
    let task = Task(operation: operation)
    return await withTaskCancellationHandler {
        await task.value
    } onCancel: {
        task.cancel()
    }
}

extension MCPRoute {
    /// What is wrong with routes, in words.
    static func faults(_ routes: [MCPRoute]) -> [String] {
        var faults = routes.isEmpty ? ["There are no routes: the server would answer nothing."] : []
        var paths: Set<String> = []
        for route in routes {
            if !route.path.hasPrefix("/") || route.path.contains("?") {
                faults.append("The route \"\(route.path)\" must begin with a slash and have no query.")
            }
            let stages = route.stages.compactMap { $0 as? any BoundedStage }
            faults += stages.flatMap(\.faults).map { "The route \"\(route.path)\": \($0)" }
            if !paths.insert(route.path).inserted { faults.append("There are two routes \"\(route.path)\".") }
            let authentication = route.stages.compactMap { $0 as? Authenticate }
            faults += route.placementFaults.map { "The route \"\(route.path)\": \($0)" }
            faults += authentication.flatMap(\.faults).map { "The route \"\(route.path)\": \($0)" }
        }
        return faults
    }
}
#endif
