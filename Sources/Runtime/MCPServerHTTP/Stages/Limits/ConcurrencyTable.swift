#if HTTP
import MCPServer
import Synchronization

/// What each caller has running or open. Who has nothing is not in it.
final class ConcurrencyTable: Sendable {
    enum Kind { case call, stream }

    private struct Usage {
        var calls = 0
        var streams = 0

        mutating func add(_ count: Int, _ kind: Kind) {
            switch kind {
            case .call: calls += count
            case .stream: streams += count
            }
        }
    }

    private let calls: Int
    private let streams: Int
    private let usages = Mutex<[String: Usage]>([:])

    init(calls: Int, streams: Int) {
        self.calls = calls
        self.streams = streams
    }

    var callerCount: Int { usages.withLock { $0.count } }

    /// Takes places, all of them or none.
    ///
    /// - Returns: Whether they were free.
    func take(_ kind: Kind, _ count: Int, _ key: String) -> Bool {
        usages.withLock { usages in
            var usage = usages[key] ?? Usage()
            let isFree =
                switch kind {
                case .call: count <= calls - usage.calls
                case .stream: count <= streams - usage.streams
                }
            guard isFree else { return false }
            usage.add(count, kind)
            usages[key] = usage
            return true
        }
    }

    /// Gives places back.
    func giveBack(_ kind: Kind, _ count: Int, _ key: String) {
        usages.withLock { usages in
            guard var usage = usages[key] else { return }
            usage.add(-count, kind)
            usages[key] = usage.calls == 0 && usage.streams == 0 ? nil : usage
        }
    }
}

/// The places that one request takes. They are given back once, when nothing is left that holds them: neither the request,
/// nor its stream, nor a call that runs on; or when the response was dropped, and this with it.
final class ConcurrencySlot: Grant {
    /// Invariant: there are places as long as there are holders.
    private struct State {
        var kind: ConcurrencyTable.Kind
        var count = 1
        var holders = 1
    }

    private let key: String
    private let table: ConcurrencyTable
    private let state: Mutex<State>

    /// Takes a place; there is none to be had where this is `nil`.
    init?(_ kind: ConcurrencyTable.Kind, _ key: String, _ table: ConcurrencyTable) {
        guard table.take(kind, 1, key) else { return nil }
        self.key = key
        self.table = table
        state = Mutex(State(kind: kind))
    }

    deinit {
        let (kind, count) = state.withLock { ($0.kind, $0.count) }
        if count > 0 { table.giveBack(kind, count, key) }
    }

    static func refusal(_ kind: ConcurrencyTable.Kind) -> GrantRefusal {
        let what = kind == .call ? "too many calls are running" : "too many streams are open"
        return GrantRefusal(policy: "concurrency", message: what, retryAfter: .seconds(1))
    }

    func extend(to demand: Demand) async throws -> GrantRefusal? {
        state.withLock { state in
            if demand.isStream, state.kind == .call {
                guard table.take(.stream, 1, key) else { return Self.refusal(.stream) }
                table.giveBack(.call, state.count, key)
                state.kind = .stream
                state.count = 1
            }
            let more = demand.calls.count - state.count
            guard more > 0 else { return nil }
            guard table.take(.call, more, key) else { return Self.refusal(.call) }
            state.count += more
            return nil
        }
    }

    func callBegan() { state.withLock { $0.holders += 1 } }

    func callEnded() { leave() }

    /// Takes note that one who held the places holds them no longer.
    func leave() {
        let (kind, count) = state.withLock { state in
            state.holders -= 1
            guard state.holders == 0 else { return (state.kind, 0) }
            defer { state.count = 0 }
            return (state.kind, state.count)
        }
        if count > 0 { table.giveBack(kind, count, key) }
    }
}
#endif
