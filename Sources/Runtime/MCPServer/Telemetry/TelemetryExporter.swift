public import Logging

/// Sends what a server measures of itself to where the people who run it look: `OTLPExporter` of the module MCPServerOTLP.
///
/// Generated code names one where tools.yaml says `server: { telemetry: … }`. `run()` starts it before anything is served, and
/// stops it after the last call. A program that serves in another way, such as by `mount`, does both itself:
///
/// ```swift
/// let exporter = CalculatorServer<CalculatorApp>.telemetry
/// exporter?.start(for: CalculatorServer<CalculatorApp>.info, logger: logger)
/// // … mount, run the application …
/// await exporter?.stop()
/// ```
public protocol TelemetryExporter: Sendable {
    /// What is wrong with its settings, a sentence or two each: with such settings a server does not start.
    var faults: [String] { get }

    /// Sets the backends of tracing and metrics, and begins to send. It returns at once.
    ///
    /// - Parameters:
    ///   - server: What the server says about itself.
    ///   - logger: Where to say what goes wrong.
    func start(for server: ServerInfo, logger: Logger)

    /// Sends what is left, within a bounded time.
    func stop() async
}

extension ToolServer {
    /// None.
    public static var telemetry: (any TelemetryExporter)? { nil }

    /// Lets an exporter send while something is served.
    package static func export<Result>(
        by exporter: (any TelemetryExporter)?,
        logger: Logger,
        while serve: () async throws -> Result
    ) async throws -> Result {
        guard let exporter else { return try await serve() }
        exporter.start(for: info, logger: logger)
        do {
            let result = try await serve()
            await exporter.stop()
            return result
        } catch {
            await exporter.stop()
            throw error
        }
    }
}
