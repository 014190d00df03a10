#if OTLP
/// How spans are gathered before they are sent (OpenTelemetry, "Batching processor").
struct SpanBatching: Sendable {
    /// How long spans wait at most.
    var delay = Duration.seconds(5)
    /// How long the sending of a batch may take, with all attempts.
    var timeout = Duration.seconds(30)
    /// How many spans may wait. What comes beyond them is dropped.
    var queueSize = 2048
    /// How many spans a batch has at most, and from how many on it is sent at once.
    var batchSize = 512

    init() {}

    init(_ environment: inout Environment) {
        delay = environment.milliseconds("OTEL_BSP_SCHEDULE_DELAY", default: 5000)
        timeout = environment.milliseconds("OTEL_BSP_EXPORT_TIMEOUT", default: 30_000)
        queueSize = environment.count("OTEL_BSP_MAX_QUEUE_SIZE", default: queueSize)
        batchSize = min(queueSize, environment.count("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", default: batchSize))
    }
}
#endif
