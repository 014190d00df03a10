import CoreMetrics
import Synchronization

/// Where the value of a series lies. Handles of the same series share one.
protocol MetricCell: AnyObject, Sendable {
    var place: MetricPlace { get }
    var value: MetricValue { get }
}

/// Which series of which metric.
struct MetricPlace: Sendable {
    var family: MetricRegistry.FamilyKey
    var labelText: String
}

/// A sum that only grows.
final class CounterCell: MetricCell, CounterHandler, FloatingPointCounterHandler {
    let place: MetricPlace
    private let sum = Atomic<UInt64>(0.0.bitPattern)

    init(_ place: MetricPlace) { self.place = place }

    var value: MetricValue { .counter(sum.number) }

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    /// A sum that shrank would be taken for that of a new process.
    func increment(by amount: Double) {
        if amount > 0, amount.isFinite { sum.add(amount) }
    }

    func reset() { sum.store(0.0.bitPattern, ordering: .relaxed) }
}

/// A value that goes up and down.
final class GaugeCell: MetricCell, RecorderHandler, MeterHandler {
    let place: MetricPlace
    private let number = Atomic<UInt64>(0.0.bitPattern)

    init(_ place: MetricPlace) { self.place = place }

    var value: MetricValue { .gauge(number.number) }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { number.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { if amount.isFinite { number.add(amount) } }
    func decrement(by amount: Double) { if amount.isFinite { number.add(-amount) } }
}

/// How many observations there were, by size.
final class HistogramCell: MetricCell, RecorderHandler, TimerHandler {
    /// Invariant: a bucket per bound and one more; the three always tell of the same observations.
    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    let place: MetricPlace
    /// Whether it measures seconds.
    let isTimer: Bool
    private let bounds: [Double]
    private let state: Mutex<State>

    init(_ place: MetricPlace, bounds: [Double], isTimer: Bool) {
        self.place = place
        self.bounds = bounds
        self.isTimer = isTimer
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var value: MetricValue {
        state.withLock { .histogram(MetricHistogram(bounds: bounds, counts: $0.counts, sum: $0.sum)) }
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }
}

/// A value that is read when somebody asks for it.
final class ObservedCell: MetricCell {
    let place: MetricPlace
    private let read: @Sendable () -> Double?

    init(_ place: MetricPlace, _ read: @escaping @Sendable () -> Double?) {
        self.place = place
        self.read = read
    }

    /// Not a number where there is nothing to read at the moment.
    var value: MetricValue {
        let number = read() ?? .nan
        return place.family.kind == .counter ? .counter(number) : .gauge(number)
    }
}

extension Atomic where Value == UInt64 {
    /// The floating point number whose bits these are.
    fileprivate var number: Double { Double(bitPattern: load(ordering: .relaxed)) }

    fileprivate func add(_ amount: Double) {
        var bits = load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: bits) + amount).bitPattern
            let result = weakCompareExchange(expected: bits, desired: sum, ordering: .relaxed)
            if result.exchanged { return }
            bits = result.original
        }
    }
}
