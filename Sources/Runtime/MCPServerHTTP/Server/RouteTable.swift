#if HTTP
import HTTPTypes
import Logging
import MCPServer

/// Every route of a server with its stages joined, ready to answer.
struct RouteTable: Sendable {
    /// A route, ready to answer.
    struct Entry: Sendable {
        let kind: MCPRoute.Kind
        let handler: RequestHandler
    }

    /// By path.
    let entries: [String: Entry]
    /// The calls that run.
    let activity: Activity
    /// The legacy sessions, by route.
    let sessionTables: [SessionTable]
    /// What the streams of all sessions have said.
    let log: MemoryEventLog
    /// What whoever runs the server should know once it does.
    let warnings: [String]
    private let isOnLoopback: Bool
    private let logger: Logger

    init<Server: ToolServer>(_ server: Server, _ routes: [MCPRoute], _ options: HTTPOptions, _ logger: Logger) {
        let log = MemoryEventLog(limits: options.eventLog)
        let tables = routes.filter { $0.kind == .mcp }.map { _ in
            SessionTable(capacity: options.maxSessions, timeout: options.sessionTimeout, log: log)
        }
        let activity = Activity()
        let dispatcher = Dispatcher(server, sessions: Sessions { tables.reduce(0) { $0 + $1.count } })
        var entries: [String: Entry] = [:]
        var rest = tables[...]
        for route in routes {
            let endpoint: RequestHandler
            if route.kind == .mcp, let sessions = rest.popFirst() {
                let mcp = MCPEndpoint(
                    dispatcher: dispatcher,
                    sessions: sessions,
                    activity: activity,
                    maxBodySize: options.maxBodySize,
                    keepAliveInterval: options.keepAliveInterval,
                    logger: logger
                )
                endpoint = { await mcp.respond($0, $1) }
            } else {
                let health = HealthEndpoint(
                    version: Server.info.version,
                    activity: activity,
                    sessions: dispatcher.context.sessions
                )
                endpoint = { request, _ in health.respond(request) }
            }
            entries[route.path] = Entry(kind: route.kind, handler: join(route.stages, endpoint, logger))
        }
        self.entries = entries
        self.activity = activity
        self.logger = logger
        sessionTables = tables
        self.log = log
        isOnLoopback = options.isLoopback
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
        guard let entry = entries[path] else { return .plainError(.notFound, "there is nothing at this path") }
        let request = ServerRequest(
            head,
            path: path,
            kind: entry.kind,
            isOnLoopback: isOnLoopback,
            connection: connection,
            body: body
        )
        var response =
            request.fields.repeated.contains(.host)
            ? ServerResponse.refusal(.badRequest, "Invalid Request: Host is there more than once", for: request)
            : await entry.handler(request, RequestTrace())
        if response.isStream {
            activity.streamBegan()
            response.whenEnded { [activity] _ in activity.streamEnded() }
        }
        let closes =
            request.fields.closesConnection || response.closesConnection || request.leavesBodyUnasked
        return closes ? response.closingConnection() : response
    }
}

/// Joins stages and the endpoint behind them, once for all requests.
private func join(_ stages: [any Stage], _ endpoint: @escaping RequestHandler, _ logger: Logger) -> RequestHandler {
    stages.reversed().reduce(endpoint) { next, stage in
        let next = Next(handler: next)
        return { request, trace in
            do {
                return try await stage.handle(request, trace, next: next)
            } catch {
                // The text of an unforeseen error may name files, queries or secrets: it stays here.
                logger.error("The stage \(stage.name) failed: \(error)", metadata: RequestTrace.metadata(trace))
                trace.note { $0.outcome = .error }
                guard request.routeKind == .mcp else { return .plainError(.internalServerError, "internal error") }
                let failure = ProtocolFailure(code: .internalError, message: "Internal error")
                return .error(.internalServerError, failure)
            }
        }
    }
}

extension RequestTrace {
    /// The ids, for log lines outside of the task that they are bound to.
    fileprivate static func metadata(_ trace: RequestTrace) -> Logger.Metadata {
        trace.requestID.map { ["request_id": .string($0)] } ?? [:]
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
            if !paths.insert(route.path).inserted { faults.append("There are two routes \"\(route.path)\".") }
        }
        return faults
    }
}
#endif
