#if OTLP
import MCPServer
import Testing
import Tracing

@testable import MCPServerOTLP

/// What happens to spans when their receiver takes them, and when it does not.
@Suite(.timeLimit(.minutes(1))) struct SendingTests {
    private let log = MemoryLog()

    private func settings(_ values: [String: String] = [:]) -> OTLPSettings {
        let base = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_BSP_SCHEDULE_DELAY": "60000"]
        return OTLPSettings(Environment(base.merging(values) { $1 }))
    }

    private func pipeline(_ receiver: FakeReceiver, _ values: [String: String] = [:]) throws -> TracePipeline {
        let settings = settings(values)
        return try TracePipeline(
            settings,
            .test,
            Resource(ServerInfo(name: "s", version: "1"), settings),
            receiver,
            log.logger,
            backoff: Backoff(first: .milliseconds(1), longest: .milliseconds(2))
        )
    }

    private func sender(_ receiver: FakeReceiver) throws -> Sender {
        try Sender(
            .test,
            receiver,
            ReceiverLog("spans", to: OTLPSettings.Destination.test.endpoint, log.logger),
            backoff: Backoff(first: .milliseconds(1), longest: .milliseconds(2))
        )
    }

    // MARK: - Batches

    @Test("A whole batch goes at once, and what is left at the stop")
    func batches() async throws {
        let receiver = FakeReceiver(.status(200))
        let pipeline = try pipeline(receiver, ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "2"])
        let running = Task { await pipeline.run() }
        for name in ["a", "b"] { pipeline.tracer.startSpan(name).end() }
        await receiver.wait(for: 1)
        pipeline.tracer.startSpan("c").end()
        pipeline.stop()
        await running.value
        #expect(receiver.requests.count == 2)
        #expect(receiver.requests[0].contains(#""name":"a""#) && receiver.requests[0].contains(#""name":"b""#))
        #expect(receiver.requests[1].contains(#""name":"c""#))
        #expect(log.all.isEmpty)
    }

    @Test("After the delay less than a batch goes, too")
    func delay() async throws {
        let receiver = FakeReceiver(.status(200))
        let pipeline = try pipeline(receiver, ["OTEL_BSP_SCHEDULE_DELAY": "1"])
        let running = Task { await pipeline.run() }
        pipeline.tracer.startSpan("a").end()
        await receiver.wait(for: 1)
        pipeline.stop()
        await running.value
        #expect(receiver.requests.count == 1)
    }

    @Test("A receiver that never answers costs no memory: the queue has its bound, and what is dropped is told")
    func hangingReceiver() async throws {
        let receiver = FakeReceiver(.silence)
        let pipeline = try pipeline(
            receiver,
            ["OTEL_BSP_MAX_QUEUE_SIZE": "100", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "10"]
        )
        let running = Task { await pipeline.run() }
        for _ in 0..<10 { pipeline.tracer.startSpan("s").end() }
        await receiver.wait(for: 1)
        for _ in 0..<1000 { pipeline.tracer.startSpan("s").end() }
        #expect(pipeline.queue.count == 100)
        pipeline.stop()
        running.cancel()
        await running.value
        #expect(pipeline.queue.count == 0)
        #expect(receiver.requests.count == 1)
        // 10 in the request that was given up, 100 that waited, 900 for which there was no room.
        let lost = log.all.compactMap { $0.split(separator: " ").compactMap { Int($0) }.first }.reduce(0, +)
        #expect(lost == 1010)
        #expect(log.all.count == 2)
    }

    @Test func exporterStopsInBoundedTime() async throws {
        let exporter = OTLPExporter(settings(), FakeReceiver(.silence))
        let receiver = FakeReceiver(.silence)
        let pipeline = try pipeline(receiver)
        exporter.run(pipeline.run, pipeline.stop)
        pipeline.tracer.startSpan("s").end()
        let start = ContinuousClock.now
        await exporter.stop()
        #expect(receiver.requests.count == 1)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    // MARK: - Attempts

    @Test(arguments: [429, 502, 503, 504])
    func triesAgain(_ status: Int) async throws {
        let receiver = FakeReceiver(.status(status), .failure, .status(200))
        try await sender(receiver).send([], count: 3, within: .seconds(3600))
        #expect(receiver.requests.count == 3)
        #expect(
            log.all == [
                "warning: http://127.0.0.1:4318/v1/traces does not take spans: the status is \(status).",
                "notice: http://127.0.0.1:4318/v1/traces takes spans again.",
            ]
        )
    }

    @Test(arguments: [400, 401, 404, 413, 500, 301])
    func givesUp(_ status: Int) async throws {
        let receiver = FakeReceiver(.status(status))
        try await sender(receiver).send([], count: 3, within: .seconds(3600))
        #expect(receiver.requests.count == 1)
        #expect(
            log.all == [
                "warning: http://127.0.0.1:4318/v1/traces does not take spans: the status is \(status). 3 spans are lost."
            ]
        )
    }

    @Test("An endless failure ends with its time")
    func endlessFailure() async throws {
        let receiver = FakeReceiver(.failure)
        try await sender(receiver).send([], count: 3, within: .milliseconds(50))
        #expect(receiver.requests.count > 1)
        #expect(log.all.count == 1)
    }

    @Test("A receiver that wants to be left alone is, by later batches, too")
    func retryAfter() async throws {
        let receiver = FakeReceiver(.status(429, retryAfter: .milliseconds(80)), .status(200))
        let sender = try sender(receiver)
        await sender.send([], count: 1, within: .seconds(3600))
        let times = receiver.times
        #expect(times.count == 2)
        #expect(try #require(times.last) - times[0] >= .milliseconds(80))
        let away = FakeReceiver(.status(503, retryAfter: .seconds(3600)))
        let patient = try self.sender(away)
        for _ in 0..<3 { await patient.send([], count: 1, within: .seconds(30)) }
        #expect(away.requests.count == 1)
    }

    @Test("At the stop each batch has one attempt")
    func stopping() async throws {
        let receiver = FakeReceiver(.status(503))
        let sender = try Sender(
            .test,
            receiver,
            ReceiverLog("spans", to: OTLPSettings.Destination.test.endpoint, log.logger),
            backoff: Backoff(first: .seconds(3600), longest: .seconds(3600))
        )
        let sending = Task { await sender.send([], count: 1, within: .seconds(7200)) }
        await receiver.wait(for: 1)
        sender.stop()
        await sending.value
        await sender.send([], count: 1, within: .seconds(3600))
        #expect(receiver.requests.count == 2)
    }

    @Test func backoff() {
        let backoff = Backoff()
        #expect((0..<6).map { backoff.delay(after: $0, jitter: 1) } == [1, 2, 4, 8, 16, 16].map { .seconds($0) })
        #expect(backoff.delay(after: 1, jitter: 0) == .seconds(1))
        #expect(backoff.delay(after: 1000, jitter: 1) == .seconds(16))
        #expect(Set((0..<20).map { _ in backoff.delay(after: 0) }).count > 1)
    }

    @Test func partialSuccess() async throws {
        let receiver = FakeReceiver(
            .status(200, body: #"{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too long"}}"#),
            .status(200, body: #"{"partialSuccess":{}}"#)
        )
        let sender = try sender(receiver)
        await sender.send([], count: 3, within: .seconds(3600))
        #expect(
            log.all == [
                "warning: http://127.0.0.1:4318/v1/traces does not take spans: it took a part only and says \"too long\". 2 spans are lost."
            ]
        )
        await sender.send([], count: 3, within: .seconds(3600))
        #expect(log.all.count == 2)
        #expect(receiver.requests.count == 2)
    }

    // MARK: - The log

    @Test("A receiver that is away for hours is told of once a minute, with all that is lost")
    func rareLines() throws {
        let clock = ManualClock()
        let receiver = try ReceiverLog(
            "spans",
            to: OTLPSettings.Destination.test.endpoint,
            log.logger,
            now: { clock.now }
        )
        for _ in 0..<100 { receiver.failed("no", lost: 1) }
        #expect(log.all.count == 1)
        clock.advance(by: .seconds(61))
        receiver.failed("no", lost: 1)
        #expect(log.all.last?.hasSuffix("100 spans are lost.") ?? false)
        receiver.failed("no", lost: 7)
        receiver.succeeded()
        receiver.succeeded()
        #expect(log.all.count == 3)
        #expect(log.all.last?.hasSuffix("takes spans again. 7 more were lost.") ?? false)
        #expect(!log.all.joined().contains("secret"))
    }
}
#endif
