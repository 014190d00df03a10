#if HTTP
import HTTPTypes
public import Hummingbird
import HummingbirdCore
import Logging
import MCPServer
public import NIOCore
import Synchronization

/// A request context that knows the connection: what Hummingbird hands to handlers knows it only if it asks for it.
///
/// ```swift
/// struct AppContext: ChannelRequestContext {
///     var coreContext: CoreRequestContextStorage
///     let channel: any Channel
///
///     init(source: Source) {
///         coreContext = .init(source: source)
///         channel = source.channel
///     }
/// }
/// ```
public protocol ChannelRequestContext: RequestContext {
    /// The connection of the request.
    var channel: any Channel { get }
}

/// A request context for applications that have none of their own.
public struct MCPRequestContext: ChannelRequestContext {
    /// What Hummingbird needs.
    public var coreContext: CoreRequestContextStorage
    /// The connection of the request.
    public let channel: any Channel

    /// Creates a context, as Hummingbird does for each request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

extension RouterMethods where Context: ChannelRequestContext {
    /// Serves the routes of a tool server beside those of the application.
    ///
    /// ```swift
    /// let router = Router(context: AppContext.self)
    /// let options = await router.mount(CalculatorServer(tools: CalculatorApp()))
    /// let app = Application(router: router, server: .http1(configuration: .mcp(options)))
    /// ```
    ///
    /// `.mcp(options)` adds the channel handler that notices clients which go away; without it calls run on for nobody,
    /// and one line of the log says so. The application decides where it listens and when it stops: of the options
    /// `host` says where that is, and with it whether `Host` is checked; `port` and the drain have no effect.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - options: What is bounded. By default what tools.yaml says, with the settings of the environment.
    /// - Returns: The options.
    /// - Throws: ``SettingsFault`` where a setting is missing or malformed.
    @discardableResult
    public func mount<Server: HTTPToolServer>(
        _ server: Server,
        options: HTTPOptions? = nil
    ) async throws -> HTTPOptions {
        try await mount(server, options: options, logger: Server.makeLogger(.mcpRequest))
    }

    func mount<Server: HTTPToolServer>(
        _ server: Server,
        options: HTTPOptions?,
        logger: Logger
    ) async throws -> HTTPOptions {
        var settings = await SettingsReader.load()
        let options = options ?? Server.options(&settings)
        let routes = server.routes(&settings)
        let faults = settings.faults.isEmpty ? options.faults + MCPRoute.faults(routes) : settings.faults
        guard faults.isEmpty else { throw SettingsFault(faults: faults) }
        MCPRoute.installMetrics(for: routes)
        let table = RouteTable(server, routes, options, logger)
        for warning in table.warnings { logger.warning("\(warning)") }
        let mounted = MountedTools(table: table, logger: logger)
        for path in table.entries.keys {
            for method in MountedTools.methods {
                on(RouterPath(path), method: method) { request, context in
                    await mounted.respond(to: request, on: context.channel)
                }
            }
        }
        return options
    }
}

/// What is wrong with the settings of a server.
public struct SettingsFault: Error, CustomStringConvertible {
    /// The faults, a sentence or two each.
    public let faults: [String]

    /// The faults, one a line.
    public var description: String { faults.joined(separator: "\n") }
}

/// The routes of a tool server within another application.
final class MountedTools: Sendable {
    /// Those that Hummingbird's router is to hand on, if only to be refused properly.
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    private let table: RouteTable
    private let logger: Logger
    private let hasWarned = Atomic(false)

    init(table: RouteTable, logger: Logger) {
        self.table = table
        self.logger = logger
    }

    func respond(to request: Request, on channel: any Channel) async -> Response {
        let connection = Connections.of(channel)
        if connection == nil, !hasWarned.exchange(true, ordering: .relaxed) {
            logger.warning(
                "Clients that go away are not noticed: give the server .http1(configuration: .mcp(options))."
            )
        }
        let response = await table.respond(request.head, connection, body: request.bodyReader())
        if response.closesConnection { connection?.closesAfterResponse = true }
        return response.hummingbird(isHead: request.method == .head)
    }
}
#endif
