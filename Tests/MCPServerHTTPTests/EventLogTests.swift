#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("The log of events")
struct EventLogTests {
    private func log(_ change: (inout EventLogLimits) -> Void = { _ in }) -> MemoryEventLog {
        var limits = EventLogLimits()
        change(&limits)
        return MemoryEventLog(limits: limits)
    }

    private func message(_ number: Int, size: Int = 2) -> [UInt8] {
        Array(repeating: UInt8(number), count: size)
    }

    /// Appends messages 1, 2, … of a stream.
    private func fill(_ log: MemoryEventLog, _ session: String, stream: Int = 1, _ numbers: ClosedRange<Int>) {
        for number in numbers { log.append(message(number), as: EventID(stream: stream, number: number), in: session) }
    }

    private func rest(_ log: MemoryEventLog, _ session: String, _ stream: Int, _ number: Int) async -> [[UInt8]]? {
        await log.messages(after: EventID(stream: stream, number: number), in: session)
    }

    @Test("Ids have one spelling each")
    func ids() {
        #expect(EventID("12-3") == EventID(stream: 12, number: 3))
        #expect(EventID(stream: 12, number: 3).description == "12-3")
        for text in [
            "", "-", "1", "1-", "-1", "1-2-3", "01-2", "1-+2", "1--2", " 1-2", "1-2, 1-2", "1-9223372036854775808",
        ] {
            #expect(EventID(text) == nil, "\(text)")
        }
    }

    @Test("The later messages of that stream, in order, and of no other one")
    func later() async {
        let log = log()
        for number in 1...3 {
            for stream in 0...2 { fill(log, "s", stream: stream, number...number) }
            fill(log, "other", stream: 1, number...number)
        }
        #expect(await rest(log, "s", 1, 0) == [message(1), message(2), message(3)])
        #expect(await rest(log, "s", 1, 2) == [message(3)])
        #expect(await rest(log, "s", 1, 3) == [])
        #expect(await rest(log, "s", 1, 4) == nil)
        #expect(await rest(log, "s", 3, 0) == nil)
        #expect(await rest(log, "none", 1, 0) == nil)
    }

    @Test("Where the next message has gone, so has the rest")
    func gone() async {
        let log = log { $0.eventsPerSession = 3 }
        fill(log, "s", 1...5)
        fill(log, "other", 1...3)
        #expect(await rest(log, "s", 1, 0) == nil)
        #expect(await rest(log, "s", 1, 1) == nil)
        #expect(await rest(log, "s", 1, 2) == [message(3), message(4), message(5)])
        #expect(await rest(log, "other", 1, 0)?.count == 3)
        #expect(log.usage.count == 6)
    }

    @Test("Bytes of a session are bounded, and a message beyond the bound is not kept at all")
    func bytes() async {
        let log = log { $0.bytesPerSession = 1000 }
        fill(log, "s", 1...5)
        #expect(log.usage.count == 5)
        log.append(message(6, size: 700), as: EventID(stream: 1, number: 6), in: "s")
        #expect(await rest(log, "s", 1, 4)?.count == 2)
        #expect(await rest(log, "s", 1, 3) == nil)
        log.append(message(7, size: 1001), as: EventID(stream: 1, number: 7), in: "s")
        #expect(log.usage == (0, 0))
    }

    @Test("The oldest events of all sessions give way", arguments: [true, false])
    func total(_ countsBytes: Bool) async {
        let log = log {
            if countsBytes { $0.bytes = 10 * (MemoryEventLog.overhead + 2) } else { $0.events = 10 }
        }
        fill(log, "a", 1...4)
        fill(log, "b", 1...4)
        log.forget("a")
        fill(log, "c", 1...6)
        #expect(await rest(log, "b", 1, 0)?.count == 4)
        fill(log, "a", 1...1)
        #expect(await rest(log, "b", 1, 0) == nil)
        #expect(await rest(log, "b", 1, 1)?.count == 3)
        fill(log, "a", 2...4)
        #expect(await rest(log, "b", 1, 3) == nil)
        #expect(await rest(log, "c", 1, 0)?.count == 6)
        #expect(log.usage.count == 10)
    }

    @Test("What was forgotten is gone, and its room is free")
    func forgetting() async {
        let log = log()
        // Many times, so that what is left of the order of events would show.
        for round in 1...3000 {
            fill(log, "s\(round)", 1...3)
            log.forget("s\(round)")
        }
        #expect(log.usage == (0, 0))
        #expect(log.orderCount < 2000)
        #expect(await rest(log, "s1", 1, 0) == nil)
        log.forget("s1")
    }
}
#endif
