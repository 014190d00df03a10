#if OTLP
import Logging
import Synchronization

/// The way of spans from their end to their receiver.
final class TracePipeline: Sendable {
    /// Makes the spans.
    let tracer: OTLPTracer
    let queue: SpanQueue
    private let batching: SpanBatching
    private let resource: Resource
    private let alarm: Alarm
    private let sender: Sender
    private let log: ReceiverLog
    private let isStopping = Atomic(false)

    init(
        _ settings: OTLPSettings,
        _ destination: OTLPSettings.Destination,
        _ resource: Resource,
        _ client: any ReceiverClient,
        _ logger: Logger,
        backoff: Backoff = Backoff()
    ) {
        batching = settings.batching
        self.resource = resource
        alarm = Alarm()
        let queue = SpanQueue(settings.batching, alarm: alarm)
        self.queue = queue
        tracer = OTLPTracer(sampler: settings.sampler, limits: settings.limits) { queue.append($0) }
        log = ReceiverLog("spans", to: destination.endpoint, logger)
        sender = Sender(destination, client, log, backoff: backoff)
    }

    /// Sends spans until ``stop()`` was called, and then those that are left.
    func run() async {
        while !isStopping.load(ordering: .acquiring), !Task.isCancelled {
            await alarm.sleep(for: batching.delay)
            await sendAll()
        }
        await sendAll()
        log.end()
    }

    /// Lets ``run()`` come to its end.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        sender.stop()
        alarm.ring()
    }

    private func sendAll() async {
        while true {
            let dropped = queue.takeDroppedCount()
            if dropped > 0 { log.failed("more come than it takes", lost: dropped) }
            let batch = queue.takeBatch()
            guard !batch.isEmpty else { return }
            guard !Task.isCancelled else {
                log.failed("there was no time left", lost: batch.count)
                continue
            }
            await sender.send(resource.json(of: batch), count: batch.count, within: batching.timeout)
        }
    }
}
#endif
