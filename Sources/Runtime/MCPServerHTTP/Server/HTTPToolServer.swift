#if HTTP
import Logging
import MCPServer
import NIOCore
import RouteChart
public import ServiceLifecycle

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A server of tools that also listens on HTTP. Generated code conforms to it; `run()` serves it.
///
/// ```swift
/// @main
/// struct CalculatorApp: CalculatorTools {
///     static func main() async throws {
///         try await CalculatorServer(tools: CalculatorApp()).run()
///     }
/// }
/// ```
public protocol HTTPToolServer: ToolServer {
    /// Where the server listens and what it bounds, from the settings at its start.
    static func options(_ settings: inout SettingsReader) -> HTTPOptions

    /// Every route with the stages that guard it, in the order in which they run.
    @RouteBuilder
    func routes(_ settings: inout SettingsReader) -> [MCPRoute]
}

extension HTTPToolServer {
    /// Serves the tools as the command line says, see ``run(services:)``.
    public func run() async throws { try await run(services: []) }

    /// Serves the tools as the command line says: `--http` (the default), `--stdio`, or `--routes`, `--check-config`,
    /// `--describe`, `--version`, `--help`, which print something and return. `--host` and `--port` overrule the settings.
    ///
    /// It returns after a SIGTERM or SIGINT: calls that run then come to their end within `HTTPOptions.drainTimeout`, while
    /// the health route says `shutting_down` and new calls get status 503. Calls that need longer are cancelled; if some
    /// run on even so, the exit code is 1. A second signal ends the process at once, with 128 and its number.
    ///
    /// Logs go to standard error, or where `LoggingSystem.bootstrap` sent them; the environment's `LOG_LEVEL` sets the
    /// level. What hinders the start, such as a missing setting or a port in use, is one line on standard error each and
    /// exit code 1; an argument that means nothing is exit code 2.
    ///
    /// - Parameter services: What must run while the server does, such as a pool of database connections. They are started
    ///   in this order before the server listens, and stopped after the last call, the last one first.
    /// - Throws: What a service throws.
    public func run(services: [any Service]) async throws {
        let arguments = HTTPLaunchArguments(Array(CommandLine.arguments.dropFirst()))
        switch arguments.task {
        case .http: try await serve(arguments, services)
        case .stdio: try await serveStandardStreams(services)
        case .routes:
            var settings = await SettingsReader.load()
            let chart = MCPRoute.chart(routes(&settings))
            print(arguments.isMermaid ? chart.mermaid : chart.text)
        case .checkConfiguration:
            let options = await configuration(arguments, Self.telemetry).options
            print("The settings are good: \(Self.info.name) would listen on \(address(options, options.port)).")
        case .describe: print(await describedAsJSON(arguments))
        case .version: print("\(Self.info.name) \(Self.info.version)")
        case .help: print(HTTPLaunchArguments.help(programName))
        case .unknown(let fault):
            quit("\(programName): \(fault)\n\n\(HTTPLaunchArguments.help(programName))\n", code: 2)
        }
    }

    /// Reads the settings, and ends the process where they have faults.
    private func configuration(
        _ arguments: HTTPLaunchArguments,
        _ exporter: (any TelemetryExporter)?
    ) async -> (options: HTTPOptions, routes: [MCPRoute]) {
        var (settings, options) = await options(arguments)
        let routes = routes(&settings)
        var faults = settings.faults
        // Where a setting has a fault the options have placeholders, about which nothing must be said.
        if faults.isEmpty { faults = options.faults + MCPRoute.faults(routes) }
        faults += exporter?.faults ?? []
        guard faults.isEmpty else { quit(faults.map { "\($0)\n" }.joined(), code: 1) }
        return (options, routes)
    }

    /// The server, its tools, and where it listens and what it bounds, unless its settings have faults.
    private func describedAsJSON(_ arguments: HTTPLaunchArguments) async -> String {
        let (settings, options) = await options(arguments)
        return Self.describedAsJSON { json in
            guard settings.faults.isEmpty else { return }
            json.writeKey("http")
            options.write(to: &json)
        }
    }

    /// The options with what the command line overrules, and the settings as far as they were read for them.
    private func options(_ arguments: HTTPLaunchArguments) async -> (SettingsReader, HTTPOptions) {
        var settings = await SettingsReader.load()
        var options = Self.options(&settings)
        if let host = arguments.host { options.host = host }
        if let port = arguments.port { options.port = port }
        return (settings, options)
    }

    private func serve(_ arguments: HTTPLaunchArguments, _ services: [any Service]) async throws {
        let exporter = Self.telemetry
        let (options, routes) = await configuration(arguments, exporter)
        let logger = Self.makeLogger(.mcpRequest)
        do {
            let isClean = try await Self.export(by: exporter, logger: logger) {
                try await serve(routes, options, services, logger)
            }
            LineOutput.standardError.flush()
            guard isClean else { quit("\(programName): some calls did not end in time\n", code: 1) }
        } catch let error as IOError {
            LineOutput.standardError.flush()
            quit("\(programName): \(describe(error, options))\n", code: 1)
        }
    }

    /// Serves until a signal says that it is enough.
    ///
    /// - Returns: Whether all calls have ended.
    private func serve(
        _ routes: [MCPRoute],
        _ options: HTTPOptions,
        _ services: [any Service],
        _ logger: Logger
    ) async throws -> Bool {
        MCPRoute.installMetrics(for: routes)
        let server = HTTPServerRun(
            table: RouteTable(self, routes, options, logger),
            options: options,
            services: services,
            logger: logger
        )
        // A connection or a log whose reader has gone is told by the error of a write.
        signal(SIGPIPE, SIG_IGN)
        let signals = StopSignals.handle { server.stop() }
        defer { signals.cancel() }
        return try await server.run { port in
            let origin = "\(options.scheme)://\(address(options, port))"
            let endpoints = routes.filter { $0.kind == .mcp }.map { origin + $0.path }
            announce("\(programName): listening on \(endpoints.joined(separator: ", "))\n")
        }
    }

    /// What hindered the listening, and what to do about it.
    private func describe(_ error: IOError, _ options: HTTPOptions) -> String {
        let place = address(options, options.port)
        return switch error.errnoCode {
        case EADDRINUSE: "\(place) is in use by another program. Choose another port with --port."
        case EACCES: "\(place) is not allowed for this user. Choose a port from 1024 on with --port."
        case EADDRNOTAVAIL: "\(options.host) is no address of this machine. Choose another with --host."
        default: "cannot listen on \(place): \(error)"
        }
    }

    private func address(_ options: HTTPOptions, _ port: Int) -> String {
        options.host.contains(":") ? "[\(options.host)]:\(port)" : "\(options.host):\(port)"
    }

    private func serveStandardStreams(_ services: [any Service]) async throws {
        guard !services.isEmpty else { return try await runStdio() }
        let configurations = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0, successTerminationBehavior: .ignore)
        }
        let stdio = ServiceGroupConfiguration.ServiceConfiguration(
            service: StdioService(server: self),
            successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .gracefullyShutdownGroup
        )
        var logger = Self.makeLogger()
        logger.logLevel = max(logger.logLevel, .error)
        let all = ServiceGroupConfiguration(services: configurations + [stdio], logger: logger)
        try await ServiceGroup(configuration: all).run()
    }
}

/// Serves over stdio beside services of the user's.
private struct StdioService<Server: ToolServer>: Service {
    let server: Server

    func run() async throws { try await server.runStdio() }
}
#endif
