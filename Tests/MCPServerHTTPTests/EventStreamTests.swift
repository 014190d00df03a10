#if HTTP
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

/// A log in which finding something takes its time.
private struct SlowLog: EventLog {
    let log: MemoryEventLog

    func append(_ message: [UInt8], as id: EventID, in session: String) { log.append(message, as: id, in: session) }

    func messages(after id: EventID, in session: String) async -> [[UInt8]]? {
        for _ in 0..<3 { await Task.yield() }
        return await log.messages(after: id, in: session)
    }

    func forget(_ session: String) { log.forget(session) }
}

@Suite("Streams that change their readers", .timeLimit(.minutes(1)))
struct EventStreamTests {
    private let log = MemoryEventLog()

    private func recorded() -> EventStream {
        let stream = EventStream(isRead: false)
        _ = stream.record(StreamRecording(log: log, session: "s", stream: 1) {}, taken: [])
        return stream
    }

    private func reader(_ stream: EventStream) throws -> (EventStream.Reader, said: Int) {
        guard case .reader(let reader, let said) = stream.admitReader(displaces: true) else {
            throw WireClosed()
        }
        return (reader, said)
    }

    private func messages(_ event: EventStream.Event) -> [[UInt8]]? {
        guard case .messages(let messages) = event else { return nil }
        return messages
    }

    @Test("Whatever readers come and go, each message is had once: from the log or from the stream")
    func handover() async throws {
        let stream = EventStream(isRead: false)
        let slow = SlowLog(log: log)
        _ = stream.record(StreamRecording(log: slow, session: "s", stream: 1) {}, taken: [])
        let sink = stream.sink
        let total = 2000
        let handler = Task {
            for number in 1...total {
                sink.send(Array("\(number)".utf8))
                await sink.waitForRoom()
                await Task.yield()
            }
            stream.finish(nil)
        }
        var received: [String] = []
        var resumptions = 0
        resuming: while true {
            var batch: [[UInt8]] = []
            // What a client does whose connection breaks: it names the last message that it has got.
            switch await stream.resume(after: received.count) {
            case .reader(let reader, let missed):
                resumptions += 1
                batch = missed
                for _ in 0..<Int.random(in: 0...3) { batch += messages(await reader.next()) ?? [] }
                reader.leave()
                // Some of what was sent never arrives.
                batch = Array(batch.prefix(Int.random(in: 0...batch.count)))
            case .over:
                batch = try #require(await log.messages(after: EventID(stream: 1, number: received.count), in: "s"))
                received += batch.map { String(decoding: $0, as: UTF8.self) }
                break resuming
            case .lost:
                Issue.record("lost after \(received.count)")
                break resuming
            }
            received += batch.map { String(decoding: $0, as: UTF8.self) }
        }
        await handler.value
        let isWhole = received == (1...total).map { "\($0)" }
        #expect(isWhole)
        #expect(resumptions > 10)
    }

    @Test("What was never said, and what is not kept any more, cannot be resumed from")
    func lost() async throws {
        var limits = EventLogLimits()
        limits.eventsPerSession = 2
        let stream = EventStream(isRead: false)
        let recording = StreamRecording(log: MemoryEventLog(limits: limits), session: "s", stream: 1) {}
        _ = stream.record(recording, taken: [])
        for number in 1...5 { stream.sink.send([UInt8(number)]) }
        for last in [0, 2, 6] {
            guard case .lost = await stream.resume(after: last) else {
                Issue.record("resumed after \(last)")
                return
            }
            // The place is free.
            guard case .reader(let reader, said: 5) = stream.admitReader(displaces: false) else {
                Issue.record("taken after \(last)")
                return
            }
            reader.leave()
        }
        for (last, messages) in [(3, [[4], [5]]), (5, [])] as [(Int, [[UInt8]])] {
            guard case .reader(_, missed: messages) = await stream.resume(after: last) else {
                Issue.record("not resumed after \(last)")
                return
            }
        }
    }

    @Test("A reader that is displaced, or leaves, has nothing more to wait for")
    func displaced() async throws {
        let stream = recorded()
        let (first, _) = try reader(stream)
        let waiting = Task { await first.next() }
        guard case .taken = stream.admitReader(displaces: false) else {
            Issue.record("a second reader")
            return
        }
        let (second, _) = try reader(stream)
        guard case .left = await waiting.value, case .left = await first.next() else {
            Issue.record("the first reader goes on")
            return
        }
        // Its leaving is of no consequence to the one in its place.
        first.leave()
        stream.sink.send([1])
        #expect(messages(await second.next()) == [[1]])
        second.leave()
        guard case .reader(_, said: 1) = stream.admitReader(displaces: false) else {
            Issue.record("the place is not free")
            return
        }
    }

    @Test("What is announced again before it was sent is sent once")
    func announcements() async throws {
        let stream = recorded()
        for _ in 1...3 { stream.announce([1]) }
        let (first, said) = try reader(stream)
        #expect(said == 0)
        stream.announce([1])
        stream.announce([2])
        #expect(messages(await first.next()) == [[1], [2]])
        stream.announce([1])
        #expect(messages(await first.next()) == [[1]])
        first.leave()
        for _ in 1...3 { stream.announce([2]) }
        let (second, later) = try reader(stream)
        #expect(later == 3)
        #expect(messages(await second.next()) == [[2]])
        #expect(await log.messages(after: EventID(stream: 1, number: 0), in: "s") == [[1], [2], [1], [2]])
    }

    @Test("What was said before the recording began is in the log, too")
    func lateRecording() async {
        let stream = EventStream()
        stream.sink.send([1])
        let taken = messages(await stream.firstReader.next()) ?? []
        stream.sink.send([2])
        stream.finish(Reply(bytes: [3]))
        let goesOn = stream.record(StreamRecording(log: log, session: "s", stream: 1) {}, taken: taken)
        #expect(!goesOn)
        #expect(await log.messages(after: EventID(stream: 1, number: 0), in: "s") == [[1], [2], [3]])
    }

    @Test("Nothing is kept for nobody")
    func dropped() async {
        let stream = EventStream()
        stream.firstReader.leave()
        for _ in 1...100 {
            stream.sink.send(Array(repeating: 0, count: EventStream.capacity))
            await stream.sink.waitForRoom()
        }
        #expect(log.usage.count == 0)
    }
}
#endif
