import CoreMetrics
import Testing

@testable import MCPServerMetrics

struct RegistryTests {
    private let registry = MetricRegistry(seriesLimit: 3)

    private func value(_ name: String, _ labels: [String: String] = [:]) -> MetricValue? {
        let family = registry.snapshot().families.first { $0.name == name }
        return family?.series.first { series in
            Dictionary(uniqueKeysWithValues: series.labels.map { ($0.key, $0.value) }) == labels
        }?.value
    }

    private func number(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        switch value(name, labels) {
        case .counter(let number), .gauge(let number): number
        default: nil
        }
    }

    @Test func handlesOfTheSameLabelsShareASeries() {
        let one = Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry)
        let other = Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: registry)
        one.increment()
        other.increment(by: 2)
        FloatingPointCounter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment(by: 0.5)
        #expect(number("a", ["x": "1", "y": "2"]) == 3.5)
    }

    @Test func countersNeverFall() {
        let counter = FloatingPointCounter(label: "a", factory: registry)
        counter.increment(by: 2.0)
        for amount in [-1, .nan, .infinity, -.infinity] as [Double] { counter.increment(by: amount) }
        #expect(number("a") == 2)
    }

    @Test func gaugesGoUpAndDown() {
        let meter = Meter(label: "a", factory: registry)
        meter.set(5)
        meter.decrement(by: 2.5)
        meter.increment()
        #expect(number("a") == 3.5)
        Gauge(label: "b", factory: registry).record(7)
        #expect(number("b") == 7)
    }

    @Test func aBoundBelongsToItsBucket() throws {
        registry.describe("a", help: "", bounds: [2, 1, 2])
        let recorder = Recorder(label: "a", factory: registry)
        for value in [0.5, 1, 1.5, 2, 3, .nan] { recorder.record(value) }
        guard case .histogram(let histogram) = value("a") else {
            Issue.record("no histogram")
            return
        }
        #expect(histogram.bounds == [1, 2])
        #expect(histogram.counts == [2, 2, 1])
        #expect(histogram.sum == 8)
        #expect(histogram.count == 5)
    }

    @Test func timersMeasureSeconds() {
        Timer(label: "a", factory: registry).recordMilliseconds(1500)
        guard case .histogram(let histogram) = value("a") else {
            Issue.record("no histogram")
            return
        }
        #expect(histogram.sum == 1.5)
        #expect(registry.snapshot().families.map(\.unit) == [.seconds])
    }

    @Test func whatIsTooMuchIsCountedTogether() {
        for number in 1...1000 {
            Counter(label: "a", dimensions: [("id", "\(number)")], factory: registry).increment()
        }
        #expect(registry.snapshot().families.first?.series.count == 4)
        #expect(number("a", ["otel.metric.overflow": "true"]) == 997)
        #expect(number("a", ["id": "3"]) == 1)
    }

    @Test func aSeriesGoesWithItsLastHandle() {
        let one = Counter(label: "a", factory: registry)
        let other = Counter(label: "a", factory: registry)
        one.increment()
        one.destroy()
        #expect(number("a") == 1)
        other.destroy()
        #expect(registry.snapshot().families.isEmpty)
    }

    @Test func whatIsReadHasNoSeriesWhileThereIsNothing() {
        registry.observe("a") { nil }
        #expect(registry.snapshot().families.isEmpty)
        registry.observe("a") { 4 }
        #expect(number("a") == 4)
    }

    @Test func manyThreadsCountExactly() async {
        let counter = Counter(label: "a", factory: registry)
        let timer = Timer(label: "b", factory: registry)
        let meter = Meter(label: "c", factory: registry)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 {
                        counter.increment()
                        timer.recordNanoseconds(1_000_000_000)
                        meter.increment()
                        meter.decrement()
                    }
                }
            }
        }
        #expect(number("a") == 8000)
        #expect(number("c") == 0)
        guard case .histogram(let histogram) = value("b") else { return }
        #expect(histogram.count == 8000)
        #expect(histogram.sum == 8000)
    }

    @Test func theProcessTellsOfItself() throws {
        registry.observeProcess()
        #expect(try #require(number("process.cpu")) > 0)
        #if os(Linux)
        #expect(try #require(number("process.resident_memory")) > 1_000_000)
        #expect(try #require(number("process.open_fds")) >= 3)
        let age = Double(nanosecondsSince1970()) / 1e9 - (try #require(number("process.start_time")))
        #expect(age > -2 && age < 86400)
        #endif
    }
}
