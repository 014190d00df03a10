#if HTTP
import Synchronization
import Testing

@testable import MCPServerHTTP

@Suite("The memory of webhooks")
struct WebhookReplayStoreTests {
    private final class Clock: Sendable {
        private let start = ContinuousClock.now
        private let seconds = Mutex(0)

        var now: ContinuousClock.Instant { seconds.withLock { start + .seconds($0) } }

        func advance(_ count: Int) { seconds.withLock { $0 += count } }
    }

    private let clock = Clock()

    private func store(_ capacity: Int = 100) -> MemoryWebhookReplayStore {
        MemoryWebhookReplayStore(capacity: capacity) { [clock] in clock.now }
    }

    @Test func claims() {
        let store = store()
        #expect(store.claim("a", lease: .seconds(10)) == .granted)
        #expect(store.claim("a", lease: .seconds(10)) == .running)
        #expect(store.claim("b", lease: .seconds(10)) == .granted)
        store.release("a")
        #expect(store.claim("a", lease: .seconds(10)) == .granted)
        store.complete("a", for: .seconds(60))
        clock.advance(59)
        #expect(store.claim("a", lease: .seconds(10)) == .completed)
        // Nobody said what became of it.
        #expect(store.claim("b", lease: .seconds(10)) == .granted)
        clock.advance(1)
        #expect(store.claim("a", lease: .seconds(10)) == .granted)
    }

    @Test("Of too many, those that came first are forgotten")
    func bound() {
        let store = store(10)
        for number in 0..<1000 {
            #expect(store.claim("\(number)", lease: .seconds(10)) == .granted)
            store.complete("\(number)", for: .seconds(60))
            #expect(store.count <= 10)
        }
        #expect(store.claim("999", lease: .seconds(10)) == .completed)
        #expect(store.claim("995", lease: .seconds(10)) == .completed)
        #expect(store.claim("0", lease: .seconds(10)) == .granted)
        // What has expired gives way first.
        clock.advance(61)
        for number in 0..<9 { #expect(store.claim("new \(number)", lease: .seconds(10)) == .granted) }
        #expect(store.count == 9)
    }

    @Test("Of many who claim at once one is granted")
    func race() async {
        let store = store()
        let granted = await withTaskGroup(of: WebhookClaim.self) { group in
            for _ in 0..<100 { group.addTask { store.claim("a", lease: .seconds(10)) } }
            return await group.reduce(0) { $0 + ($1 == .granted ? 1 : 0) }
        }
        #expect(granted == 1)
    }
}
#endif
