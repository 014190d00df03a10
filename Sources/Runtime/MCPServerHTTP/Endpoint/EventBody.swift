#if HTTP
import MCPServer
import NIOCore
import ServiceLifecycle
import Synchronization

/// The body of a response that says something before the answer: an event stream, which is the endpoint's alone to end.
final class EventBody: Sendable {
    /// How the messages are numbered, so that a client can come back for those that it has not got.
    struct Numbering: Sendable {
        /// The stream's number within its session.
        var stream: Int
        /// The number of the message before the first one.
        var last: Int
        /// Whether the body begins with an event that says this, and how soon to come back.
        var isPrimed: Bool
    }

    /// How long a client is to wait before it comes back for what a broken connection kept from it.
    static let retryTime = Duration.seconds(1)

    private let first: [[UInt8]]
    private let reader: EventStream.Reader
    private let numbering: Numbering?
    private let endsWithServer: Bool
    private let heartbeat: Heartbeat
    /// Called once with the answer, or `nil` where there was none, before the last byte.
    private let answered: @Sendable (Reply?) -> Void
    /// Called once, when nobody reads any longer.
    private let left: @Sendable () -> Void
    private let hasLeft = Atomic(false)

    /// Creates a body.
    ///
    /// - Parameters:
    ///   - first: The messages to begin with.
    ///   - reader: Who has all that follows.
    ///   - numbering: How the messages are numbered, in a session.
    ///   - endsWithServer: Whether a server that stops ends the stream, instead of waiting for its end.
    ///   - heartbeat: What breaks the silence of the stream.
    ///   - answered: Called with the answer, or `nil` where there was none, before the last byte.
    ///   - left: Called when nobody reads any longer.
    init(
        first: [[UInt8]],
        _ reader: EventStream.Reader,
        numbering: Numbering? = nil,
        endsWithServer: Bool = false,
        heartbeat: Heartbeat,
        answered: @escaping @Sendable (Reply?) -> Void,
        left: @escaping @Sendable () -> Void
    ) {
        self.first = first
        self.reader = reader
        self.numbering = numbering
        self.endsWithServer = endsWithServer
        self.heartbeat = heartbeat
        self.answered = answered
        self.left = left
    }

    // A response that a stage dropped is one that nobody reads.
    deinit { leave() }

    /// Sends everything up to the answer.
    ///
    /// - Parameter send: Takes some bytes, and returns when there is room for more.
    /// - Returns: How many bytes were sent, and whether that was all.
    func write(_ send: (ByteBuffer) async throws -> Void) async -> ServerResponse.End {
        let place = heartbeat.admit(reader)
        defer {
            heartbeat.dismiss(place)
            leave()
        }
        return await withTaskCancellationHandler {
            guard endsWithServer else { return await writeAll(send) }
            return await withGracefulShutdownHandler {
                await writeAll(send)
            } onGracefulShutdown: { [reader] in
                reader.endStream()
            }
        } onCancel: {
            leave()
        }
    }

    private func writeAll(_ send: (ByteBuffer) async throws -> Void) async -> ServerResponse.End {
        var end = ServerResponse.End(bytes: 0, isComplete: false)
        var writer = EventWriter(numbering)
        func flush() async throws {
            let buffer = writer.take()
            guard buffer.readableBytes > 0 else { return }
            try await send(buffer)
            end.bytes += buffer.readableBytes
        }
        do {
            var event = EventStream.Event.messages(first)
            while true {
                switch event {
                case .messages(let messages):
                    for message in messages {
                        writer.write(message)
                        if writer.size >= EventStream.capacity { try await flush() }
                    }
                    try await flush()
                case .silence:
                    writer.writeComment()
                    try await flush()
                case .answer(let reply):
                    if let reply { writer.write(reply.bytes) }
                    answered(reply)
                    try await flush()
                    end.isComplete = reply != nil
                    return end
                case .end:
                    answered(nil)
                    end.isComplete = true
                    return end
                case .left: return end
                }
                event = await reader.next()
            }
        } catch {
            return end
        }
    }

    private func leave() {
        reader.leave()
        if !hasLeft.exchange(true, ordering: .relaxed) { left() }
    }
}
#endif
