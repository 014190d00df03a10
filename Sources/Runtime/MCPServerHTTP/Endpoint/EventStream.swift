#if HTTP
import MCPServer
import Synchronization

/// What a call has to say before and with its answer, on its way from the handler to the connection.
///
/// The handler waits while too much is on the way, so that a slow client slows the handler down and nothing piles up.
///
/// In a session the stream can be recorded. It goes on then without a reader, and someone can become its reader later.
final class EventStream: Sendable {
    /// What there is to send next.
    enum Event: Sendable {
        /// Messages that came before the answer, in order.
        case messages([[UInt8]])
        /// Nothing, for a while.
        case silence
        /// The answer; nothing follows. `nil` where nobody wants one.
        case answer(Reply?)
        /// Nothing follows, because the session or the server comes to its end.
        case end
        /// Nothing follows for this reader: it has left, or another one has taken its place.
        case left
    }

    /// How many bytes may be on the way before the handler has to wait.
    static let capacity = 64 << 10

    private let state: Mutex<State>

    /// Creates a stream that ``firstReader`` reads, or one that nobody reads yet.
    init(isRead: Bool = true) { state = Mutex(State(isRead: isRead)) }

    // MARK: - The handler's side

    /// What the handler sends to.
    var sink: MessageSink {
        MessageSink(send: { self.send($0) }, waitForRoom: { await self.waitForRoom() })
    }

    /// The same for a stream that is recorded as soon as there is need: the handler can let go of its reader.
    var releasableSink: MessageSink {
        MessageSink(send: { self.send($0) }, waitForRoom: { await self.waitForRoom() }, release: { self.release() })
    }

    /// Has the reader leave; before the stream is recorded, as soon as it is.
    private func release() {
        let (waiting, released) = state.withLock { state -> (CheckedContinuation<Event, Never>?, State.Released) in
            guard !state.isOver else { return (nil, .none) }
            guard state.recording == nil else { return (nil, state.dismissReader()) }
            state.isReleased = true
            return (state.takeWaiting(), .none)
        }
        // Nothing is said, but the stream begins by that.
        waiting?.resume(returning: .messages([]))
        released.resume()
    }

    private func send(_ message: [UInt8]) {
        state.withLock { $0.add(message) }?.resume(returning: .messages([message]))
    }

    private func waitForRoom() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                let hasRoom = state.size < Self.capacity
                if !hasRoom { state.writers.append(continuation) }
                return hasRoom
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Sends a message unless it waits already: for what is as true when said once as when said often.
    func announce(_ message: [UInt8]) {
        let waiting = state.withLock { state -> CheckedContinuation<Event, Never>? in
            guard state.isRead else {
                if !state.announcements.contains(message) { state.announcements.append(message) }
                return nil
            }
            return state.messages.contains(message) ? nil : state.add(message)
        }
        waiting?.resume(returning: .messages([message]))
    }

    /// Hands over the answer, or `nil` where there will be none.
    func finish(_ answer: Reply?) {
        let (waiting, recording) = state.withLock { state -> (CheckedContinuation<Event, Never>?, StreamRecording?) in
            guard !state.isOver else { return (nil, state.recording) }
            state.answer = .some(answer)
            state.recordAnswer()
            return (state.takeWaiting(), state.recording)
        }
        waiting?.resume(returning: .answer(answer))
        recording?.ended()
    }

    /// Hands over the answer if nothing has been said yet.
    ///
    /// - Returns: Whether that was so.
    func finishIfSilent(_ answer: Reply) -> Bool {
        let (isSilent, waiting) = state.withLock { state -> (Bool, CheckedContinuation<Event, Never>?) in
            guard !state.isOver, state.count == 0, !state.isReleased else { return (false, nil) }
            state.answer = .some(answer)
            return (true, state.takeWaiting())
        }
        waiting?.resume(returning: .answer(answer))
        return isSilent
    }

    /// Ends the stream behind what was said so far, without an answer.
    func end() {
        let waiting = state.withLock { state -> CheckedContinuation<Event, Never>? in
            guard !state.isOver else { return nil }
            state.hasEnded = true
            return state.takeWaiting()
        }
        waiting?.resume(returning: .end)
    }

    // MARK: - Recording

    /// Keeps what is said, so that it can be had again.
    ///
    /// - Parameters:
    ///   - recording: Where it is kept.
    ///   - taken: All that the first reader has taken already.
    /// - Returns: Whether there is more to come.
    func record(_ recording: StreamRecording, taken: [[UInt8]]) -> Bool {
        state.withLock { state in
            guard !state.hasEnded else { return false }
            for (index, message) in (taken + state.messages).enumerated() { recording.append(message, index + 1) }
            state.recording = recording
            state.recordAnswer()
            return !state.isOver
        }
    }

    /// Lets the first reader leave if the handler wants that.
    func releaseIfWanted() {
        state.withLock { $0.isReleased ? $0.dismissReader() : .none }.resume()
    }

    // MARK: - The reader's side

    /// One who reads the stream, until it leaves or another one takes its place.
    struct Reader: Sendable {
        fileprivate let stream: EventStream
        fileprivate let number: Int

        /// Waits for what there is to send next. One task at a time.
        func next() async -> Event { await stream.next(number) }

        /// Lets ``next()`` return if it waits, because time has passed.
        func breakSilence() { stream.breakSilence(number) }

        /// Ends the reading: what else the handler says is recorded, or else dropped.
        func leave() { stream.leave(number) }

        /// Ends the stream for this reader and all others.
        func endStream() { stream.end() }
    }

    /// Who reads the stream of a call from its beginning.
    var firstReader: Reader { Reader(stream: self, number: 0) }

    /// What comes of the wish to read a stream that is recorded.
    enum Admission {
        /// The reader gets what is said after so many messages.
        case reader(Reader, said: Int)
        /// There is a reader already.
        case taken
        /// Nothing more will be said.
        case over
    }

    /// Admits a reader.
    ///
    /// - Parameter displaces: Whether another reader has to leave: a client may know that a connection is broken before
    ///   the server does.
    /// - Returns: The reader, or why there is none.
    func admitReader(displaces: Bool) -> Admission {
        let (admission, left) = state.withLock { state -> (Admission, State.Released) in
            guard displaces || !state.isRead else { return (.taken, .none) }
            let released = state.dismissReader()
            guard !state.isOver else { return (.over, released) }
            state.reader += 1
            state.isRead = true
            let reader = Reader(stream: self, number: state.reader)
            let said = state.count
            for message in state.announcements { _ = state.add(message) }
            state.announcements = []
            return (.reader(reader, said: said), released)
        }
        left.resume()
        return admission
    }

    /// What comes of the wish to go on with a stream whose connection broke.
    enum Resumption {
        /// The messages that were missed, and who has all that follows.
        case reader(Reader, missed: [[UInt8]])
        /// Some of what was missed is not kept (any more), or was never said.
        case lost
        /// Nothing more will be said: what was said is in the log.
        case over
    }

    /// Admits a reader in the place of another one, whose connection may be broken without the server's knowledge.
    ///
    /// - Parameter last: The number of the last message that the client has got.
    /// - Returns: The reader, or why there is none.
    func resume(after last: Int) async -> Resumption {
        guard case .reader(let reader, let said) = admitReader(displaces: true) else { return .over }
        guard last < said else {
            guard last > said else { return .reader(reader, missed: []) }
            reader.leave()
            return .lost
        }
        // The log may have more by now, which the reader has from the stream.
        let missed = await state.withLock { $0.recording }?.messages(after: last)?.prefix(said - last)
        guard let missed, missed.count == said - last else {
            reader.leave()
            return .lost
        }
        return .reader(reader, missed: Array(missed))
    }

    /// The answer, if it is all there is to send and is there already.
    func answerAtOnce() -> Reply?? {
        state.withLock { $0.messages.isEmpty ? $0.answer : nil }
    }

    private func next(_ reader: Int) async -> Event {
        if let (event, writers) = state.withLock({ $0.take(reader) }) {
            for writer in writers { writer.resume() }
            return event
        }
        return await withCheckedContinuation { continuation in
            let taken = state.withLock { state in
                let taken = state.take(reader)
                if taken == nil { state.waiting = continuation }
                return taken
            }
            guard let (event, writers) = taken else { return }
            for writer in writers { writer.resume() }
            continuation.resume(returning: event)
        }
    }

    private func breakSilence(_ reader: Int) {
        state.withLock { $0.reader == reader ? $0.takeWaiting() : nil }?.resume(returning: .silence)
    }

    private func leave(_ reader: Int) {
        state.withLock { $0.reader == reader ? $0.dismissReader() : .none }.resume()
    }
}
#endif
