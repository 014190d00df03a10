public import CoreMetrics

extension MetricRegistry: MetricsFactory {
    /// Makes a counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, .counter, dimensions) { place, _ in CounterCell(place) }
    }

    /// Makes a counter.
    public func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        cell(label, .counter, dimensions) { place, _ in CounterCell(place) }
    }

    /// Makes a histogram, or a gauge where it does not aggregate.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return cell(label, .gauge, dimensions) { place, _ in GaugeCell(place) } }
        return histogram(label, dimensions, isTimer: false)
    }

    /// Makes a gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, .gauge, dimensions) { place, _ in GaugeCell(place) }
    }

    /// Makes a histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions, isTimer: true)
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)], isTimer: Bool) -> HistogramCell {
        cell(label, .histogram, dimensions) { place, description in
            let bounds = isTimer ? MetricDescription.timerBounds : MetricDescription.recorderBounds
            return HistogramCell(place, bounds: description?.bounds ?? bounds, isTimer: isTimer)
        }
    }

    /// Forgets a counter that no other handle stands for.
    public func destroyCounter(_ handler: any CounterHandler) { release(handler) }
    /// Forgets a counter that no other handle stands for.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { release(handler) }
    /// Forgets a histogram or a gauge that no other handle stands for.
    public func destroyRecorder(_ handler: any RecorderHandler) { release(handler) }
    /// Forgets a gauge that no other handle stands for.
    public func destroyMeter(_ handler: any MeterHandler) { release(handler) }
    /// Forgets a histogram that no other handle stands for.
    public func destroyTimer(_ handler: any TimerHandler) { release(handler) }
}
