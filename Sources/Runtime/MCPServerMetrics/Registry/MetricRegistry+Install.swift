import CoreMetrics
import Synchronization

extension MetricRegistry {
    /// Makes ``shared`` the backend of swift-metrics, unless the program has bootstrapped one, and has it tell of the process.
    ///
    /// Servers call it at their start where a route or an exporter needs it. A program that wants several backends
    /// bootstraps a `MultiplexMetricsHandler` of which ``shared`` is part. To bootstrap `NOOPMetricsHandler` cannot be told
    /// from bootstrapping nothing, and ends the process here, as swift-metrics allows one backend.
    public static func install() {
        let isFirst = installation.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
        guard isFirst else { return }
        shared.observeProcess()
        if MetricsSystem.factory is NOOPMetricsHandler { MetricsSystem.bootstrap(shared) }
    }

    /// Whether a metric of that name has been made.
    package func has(_ name: String) -> Bool { names.contains(name) }
}

private let installation = Mutex(false)
