#if HTTP
import NIOCore
import Synchronization

/// Keeps events in this process, within limits.
final class MemoryEventLog: EventLog {
    /// About what an event takes besides its message.
    static let overhead = 100

    fileprivate struct Event {
        let id: EventID
        let message: [UInt8]
        /// The place in the order of all events of the log.
        let place: Int

        var size: Int { message.count + MemoryEventLog.overhead }
    }

    /// The events of a session, the oldest first.
    fileprivate struct Events {
        var events = CircularBuffer<Event>()
        var size = 0
    }

    /// Invariant: `count` and `size` are the sums over `sessions`. For each event there is an entry in `order`, in the
    /// order of their places; entries whose event has gone may be left there.
    fileprivate struct State {
        var sessions: [String: Events] = [:]
        var order = CircularBuffer<(session: String, place: Int)>()
        var lastPlace = 0
        var count = 0
        var size = 0
    }

    private let limits: EventLogLimits
    private let state = Mutex(State())

    init(limits: EventLogLimits = EventLogLimits()) { self.limits = limits }

    /// How many events there are, and how many bytes they take.
    var usage: (count: Int, size: Int) { state.withLock { ($0.count, $0.size) } }

    /// How many entries the order of events has, those among them whose events have gone.
    var orderCount: Int { state.withLock { $0.order.count } }

    func append(_ message: [UInt8], as id: EventID, in session: String) {
        state.withLock { state in
            state.append(message, as: id, in: session)
            while state.exceeds(limits, in: session) { state.removeFirst(in: session) }
            while state.count > limits.events || state.size > limits.bytes { state.removeFirst() }
            state.tidy()
        }
    }

    func messages(after id: EventID, in session: String) async -> [[UInt8]]? {
        state.withLock { state in
            guard let events = state.sessions[session]?.events.filter({ $0.id.stream == id.stream }),
                let first = events.first, let last = events.last,
                (first.id.number - 1...last.id.number).contains(id.number)
            else { return nil }
            return events.drop { $0.id.number <= id.number }.map(\.message)
        }
    }

    func forget(_ session: String) {
        state.withLock { state in
            guard let events = state.sessions.removeValue(forKey: session) else { return }
            state.count -= events.events.count
            state.size -= events.size
            state.tidy()
        }
    }
}

extension MemoryEventLog.State {
    fileprivate mutating func append(_ message: [UInt8], as id: EventID, in session: String) {
        lastPlace += 1
        let event = MemoryEventLog.Event(id: id, message: message, place: lastPlace)
        sessions[session, default: MemoryEventLog.Events()].events.append(event)
        sessions[session]?.size += event.size
        order.append((session, lastPlace))
        count += 1
        size += event.size
    }

    fileprivate func exceeds(_ limits: EventLogLimits, in session: String) -> Bool {
        guard let events = sessions[session] else { return false }
        return events.events.count > limits.eventsPerSession || events.size > limits.bytesPerSession
    }

    /// Removes the oldest event of a session.
    fileprivate mutating func removeFirst(in session: String) {
        guard let event = sessions[session]?.events.popFirst() else { return }
        sessions[session]?.size -= event.size
        if sessions[session]?.events.isEmpty == true { sessions[session] = nil }
        count -= 1
        size -= event.size
    }

    /// Removes the oldest event of all, or an entry whose event has gone.
    fileprivate mutating func removeFirst() {
        guard let oldest = order.popFirst(), isThere(oldest) else { return }
        removeFirst(in: oldest.session)
    }

    /// Whether the event of an entry is still there: within a session the oldest goes first.
    private func isThere(_ entry: (session: String, place: Int)) -> Bool {
        sessions[entry.session]?.events.first.map { $0.place <= entry.place } ?? false
    }

    /// Removes the entries whose events have gone, once these are the most.
    fileprivate mutating func tidy() {
        guard order.count > 2 * count + 1000 else { return }
        order = CircularBuffer(order.filter(isThere))
    }
}
#endif
