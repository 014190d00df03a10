#if OTLP
import CoreMetrics
public import Logging
public import MCPServer
import MCPServerMetrics
import Synchronization
import Tracing

/// Sends spans and metrics to a receiver of OpenTelemetry, such as its collector, by OTLP over HTTP with JSON.
///
/// The environment says where, by OpenTelemetry's own variables; without an endpoint nothing is sent and nothing is spent:
///
/// ```sh
/// OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 OTEL_SERVICE_NAME=calculator ./Calculator
/// ```
///
/// No call waits for a receiver. What it does not take in time is tried again for a while, then dropped; so is what does not fit
/// into a bounded queue meanwhile. A program that has set a tracer or a backend of metrics of its own before keeps that.
public final class OTLPExporter: TelemetryExporter {
    private let settings: OTLPSettings
    private let client: any ReceiverClient
    private let running = Mutex<[(stop: @Sendable () -> Void, task: Task<Void, Never>)]>([])

    /// How long the stop of a server may take for what is left.
    private static let lastSending = Duration.seconds(5)

    /// Creates an exporter with the settings of the environment.
    public convenience init() { self.init(OTLPSettings(), HTTPReceiverClient()) }

    init(_ settings: OTLPSettings, _ client: any ReceiverClient) {
        self.settings = settings
        self.client = client
    }

    /// What is wrong with the settings.
    public var faults: [String] { settings.faults }

    /// Sets the tracer and the backend of metrics, and begins to send.
    public func start(for server: ServerInfo, logger: Logger) {
        for warning in settings.warnings { logger.warning("\(warning)") }
        let resource = Resource(server, settings)
        if let destination = settings.traces { startTraces(to: destination, resource, logger) }
        if let destination = settings.metrics { startMetrics(to: destination, resource, logger) }
    }

    private func startTraces(to destination: OTLPSettings.Destination, _ resource: Resource, _ logger: Logger) {
        guard InstrumentationSystem.instrument is NoOpInstrument else {
            return logger.warning("Traces are not sent by OTLP: the program has set a tracer of its own.")
        }
        let pipeline = TracePipeline(settings, destination, resource, client, logger)
        InstrumentationSystem.bootstrap(pipeline.tracer)
        run(pipeline.run, pipeline.stop)
    }

    private func startMetrics(to destination: OTLPSettings.Destination, _ resource: Resource, _ logger: Logger) {
        MetricRegistry.install()
        guard let registry = MetricsSystem.factory as? MetricRegistry else {
            return logger.warning("Metrics are not sent by OTLP: the program has set a backend of its own for them.")
        }
        let pipeline = MetricPipeline(registry, settings, destination, resource, client, logger)
        run(pipeline.run, pipeline.stop)
    }

    func run(_ run: @escaping @Sendable () async -> Void, _ stop: @escaping @Sendable () -> Void) {
        running.withLock { $0.append((stop, Task { await run() })) }
    }

    /// Sends what is left, for five seconds at most.
    public func stop() async {
        let running = running.withLock { running in
            defer { running = [] }
            return running
        }
        for pipeline in running { pipeline.stop() }
        let limit = Task {
            try await Task.sleep(for: Self.lastSending)
            for pipeline in running { pipeline.task.cancel() }
        }
        for pipeline in running { await pipeline.task.value }
        limit.cancel()
    }
}
#endif
