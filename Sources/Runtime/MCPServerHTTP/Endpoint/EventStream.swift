#if HTTP
import MCPServer
import Synchronization

/// What a call has to say before and with its answer, on its way from the handler to the connection.
///
/// The handler waits while too much is on the way, so that a slow client slows the handler down and nothing piles up.
final class EventStream: Sendable {
    /// What there is to send next.
    enum Event: Sendable {
        /// Messages that came before the answer, in order.
        case messages([[UInt8]])
        /// Nothing, for a while.
        case silence
        /// The answer; nothing follows. `nil` where nobody wants one.
        case answer(Reply?)
    }

    /// How many bytes may be on the way before the handler has to wait.
    static let capacity = 64 << 10

    /// Invariant: `reader` waits only while there is nothing to take; `writers` wait only while `size` is above the
    /// capacity and the stream has not been abandoned.
    fileprivate struct State {
        var messages: [[UInt8]] = []
        var size = 0
        var answer: Reply??
        var isAbandoned = false
        var reader: CheckedContinuation<Event, Never>?
        var writers: [CheckedContinuation<Void, Never>] = []

        mutating func take() -> Event? {
            guard messages.isEmpty else {
                defer { messages = [] }
                size = 0
                return .messages(messages)
            }
            return answer.map { .answer($0) }
        }
    }

    private let state = Mutex(State())

    /// The handler's side.
    var sink: MessageSink {
        MessageSink(send: { self.send($0) }, waitForRoom: { await self.waitForRoom() })
    }

    private func send(_ message: [UInt8]) {
        let reader = state.withLock { state -> CheckedContinuation<Event, Never>? in
            guard !state.isAbandoned, state.answer == nil else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.messages.append(message)
            state.size += message.count
            return nil
        }
        reader?.resume(returning: .messages([message]))
    }

    private func waitForRoom() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                let hasRoom = state.size < Self.capacity || state.isAbandoned
                if !hasRoom { state.writers.append(continuation) }
                return hasRoom
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Hands over the answer, or `nil` where there will be none.
    func finish(_ answer: Reply?) {
        let reader = state.withLock { state -> CheckedContinuation<Event, Never>? in
            guard state.answer == nil else { return nil }
            state.answer = .some(answer)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: .answer(answer))
    }

    /// Waits for what there is to send next. One reader at a time.
    func next() async -> Event {
        let (event, writers) = await take()
        for writer in writers { writer.resume() }
        return event
    }

    /// The answer, if it is all there is to send and is there already.
    func answerAtOnce() -> Reply?? {
        state.withLock { $0.messages.isEmpty ? $0.answer : nil }
    }

    private func take() async -> (Event, [CheckedContinuation<Void, Never>]) {
        let taken = state.withLock { state in state.take().map { ($0, state.releaseWriters()) } }
        if let taken { return taken }
        let event = await withCheckedContinuation { continuation in
            let event = state.withLock { state -> Event? in
                if let event = state.take() { return event }
                state.reader = continuation
                return nil
            }
            if let event { continuation.resume(returning: event) }
        }
        return (event, state.withLock { $0.releaseWriters() })
    }

    /// Lets a reader that waits know that time has passed.
    func breakSilence() {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: .silence)
    }

    /// Ends the reading: what else the handler says is dropped.
    func abandon() {
        let writers = state.withLock { state in
            state.isAbandoned = true
            state.messages = []
            state.size = 0
            return state.releaseWriters()
        }
        for writer in writers { writer.resume() }
    }
}

extension EventStream.State {
    fileprivate mutating func releaseWriters() -> [CheckedContinuation<Void, Never>] {
        guard size < EventStream.capacity || isAbandoned else { return [] }
        defer { writers = [] }
        return writers
    }
}
#endif
