#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("What shows that silent streams live", .timeLimit(.minutes(1)))
struct HeartbeatTests {
    private func isSilence(_ event: EventStream.Event) -> Bool {
        guard case .silence = event else { return false }
        return true
    }

    @Test("Every stream has its turn, again and again")
    func turns() async {
        let heartbeat = Heartbeat(interval: .milliseconds(32))
        await withTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    // So that they begin at different turns.
                    try? await Task.sleep(for: .milliseconds(number))
                    let stream = EventStream()
                    _ = heartbeat.admit(stream.firstReader)
                    for _ in 0..<3 { #expect(isSilence(await stream.firstReader.next())) }
                }
            }
        }
    }

    @Test("Who is dismissed is left alone, and others are not")
    func dismissal() async {
        let heartbeat = Heartbeat(interval: .milliseconds(16))
        let (left, other) = (EventStream(), EventStream())
        let place = heartbeat.admit(left.firstReader)
        _ = heartbeat.admit(other.firstReader)
        heartbeat.dismiss(place)
        heartbeat.dismiss(place)
        async let event = left.firstReader.next()
        for _ in 0..<3 { #expect(isSilence(await other.firstReader.next())) }
        left.end()
        guard case .end = await event else {
            Issue.record("the stream of one who was dismissed has said something")
            return
        }
    }

    @Test("It beats again for one who comes when all have left")
    func pause() async {
        let heartbeat = Heartbeat(interval: .milliseconds(16))
        for _ in 0..<3 {
            let stream = EventStream()
            let place = heartbeat.admit(stream.firstReader)
            #expect(isSilence(await stream.firstReader.next()))
            heartbeat.dismiss(place)
        }
    }
}
#endif
