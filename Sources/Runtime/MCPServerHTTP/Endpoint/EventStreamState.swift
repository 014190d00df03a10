#if HTTP
import MCPServer

extension EventStream {
    /// What a stream is at one moment.
    ///
    /// Invariant: `waiting` waits only while there is nothing to take; `writers` wait only while `size` is above the
    /// capacity; `messages` are only there while somebody reads, and `announcements` only while nobody does.
    struct State {
        var messages: [[UInt8]] = []
        var size = 0
        var answer: Reply??
        var hasEnded = false
        /// Whether the first reader is to leave as soon as the stream is recorded.
        var isReleased = false
        /// How many messages were said, the recorded answer among them.
        var count = 0
        var recording: StreamRecording?
        /// Announcements that wait for a reader.
        var announcements: [[UInt8]] = []
        /// The reader's number, of whom there is one at a time.
        var reader = 0
        var isRead: Bool
        var waiting: CheckedContinuation<Event, Never>?
        var writers: [CheckedContinuation<Void, Never>] = []
    }
}

extension EventStream.State {
    /// Those who wait no longer.
    struct Released {
        static let none = Released(reader: nil, writers: [])

        var reader: CheckedContinuation<EventStream.Event, Never>?
        var writers: [CheckedContinuation<Void, Never>]

        func resume() {
            reader?.resume(returning: .left)
            for writer in writers { writer.resume() }
        }
    }

    var isOver: Bool { answer != nil || hasEnded }

    /// - Returns: The reader, if it waits for this message.
    mutating func add(_ message: [UInt8]) -> CheckedContinuation<EventStream.Event, Never>? {
        guard !isOver, isRead || recording != nil else { return nil }
        count += 1
        recording?.append(message, count)
        guard isRead else { return nil }
        if let waiting = takeWaiting() { return waiting }
        messages.append(message)
        size += message.count
        return nil
    }

    mutating func recordAnswer() {
        guard let recording, case .some(let answer?) = answer else { return }
        count += 1
        recording.append(answer.bytes, count)
    }

    /// What there is for a reader, and the writers who have room by that.
    mutating func take(_ reader: Int) -> (EventStream.Event, [CheckedContinuation<Void, Never>])? {
        guard isRead, reader == self.reader else { return (.left, []) }
        guard messages.isEmpty else {
            defer { messages = [] }
            size = 0
            return (.messages(messages), takeWriters())
        }
        if isReleased, recording == nil { return (.messages([]), []) }
        if let answer { return (.answer(answer), []) }
        return hasEnded ? (.end, []) : nil
    }

    mutating func takeWaiting() -> CheckedContinuation<EventStream.Event, Never>? {
        defer { waiting = nil }
        return waiting
    }

    mutating func takeWriters() -> [CheckedContinuation<Void, Never>] {
        defer { writers = [] }
        return writers
    }

    mutating func dismissReader() -> Released {
        isRead = false
        messages = []
        size = 0
        return Released(reader: takeWaiting(), writers: takeWriters())
    }
}
#endif
