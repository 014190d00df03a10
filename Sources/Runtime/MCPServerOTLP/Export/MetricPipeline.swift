#if OTLP
import Logging
import MCPServerMetrics
import Synchronization

/// The way of metrics to their receiver.
final class MetricPipeline: Sendable {
    private let registry: MetricRegistry
    private let interval: Duration
    private let timeout: Duration
    private let resource: Resource
    private let alarm = Alarm()
    private let sender: Sender
    private let log: ReceiverLog
    private let isStopping = Atomic(false)

    init(
        _ registry: MetricRegistry,
        _ settings: OTLPSettings,
        _ destination: OTLPSettings.Destination,
        _ resource: Resource,
        _ client: any ReceiverClient,
        _ logger: Logger
    ) {
        self.registry = registry
        interval = settings.metricInterval
        timeout = min(settings.metricTimeout, settings.metricInterval)
        self.resource = resource
        log = ReceiverLog("metrics", to: destination.endpoint, logger)
        sender = Sender(destination, client, log)
    }

    /// Sends metrics until ``stop()`` was called, and then once more.
    func run() async {
        while !isStopping.load(ordering: .acquiring), !Task.isCancelled {
            await alarm.sleep(for: interval)
            guard !Task.isCancelled else { break }
            await send()
        }
        log.end()
    }

    /// Lets ``run()`` come to its end.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        sender.stop()
        alarm.ring()
    }

    /// Sums go on: what is not taken now is in those that follow.
    private func send() async {
        let snapshot = registry.snapshot()
        guard !snapshot.families.isEmpty else { return }
        await sender.send(resource.json(of: snapshot), count: 0, within: timeout)
    }
}
#endif
