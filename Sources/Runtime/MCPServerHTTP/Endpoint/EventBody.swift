#if HTTP
import MCPServer
import NIOCore

/// The body of a response that says something before the answer: an event stream, which is the endpoint's alone to end.
final class EventBody: Sendable {
    private let first: [[UInt8]]
    private let stream: EventStream
    private let keepAliveInterval: Duration
    /// Called once with the answer, or `nil` where there was none, before the last byte.
    private let answered: @Sendable (Reply?) -> Void
    /// Called when nobody reads any longer.
    private let left: @Sendable () -> Void

    init(
        first: [[UInt8]],
        _ stream: EventStream,
        keepAliveInterval: Duration,
        answered: @escaping @Sendable (Reply?) -> Void,
        left: @escaping @Sendable () -> Void
    ) {
        self.first = first
        self.stream = stream
        self.keepAliveInterval = keepAliveInterval
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
        let pulse = Task { [stream, keepAliveInterval] in
            while !Task.isCancelled {
                try await Task.sleep(for: keepAliveInterval)
                stream.breakSilence()
            }
        }
        defer { pulse.cancel() }
        return await withTaskCancellationHandler {
            await writeAll(send)
        } onCancel: {
            leave()
        }
    }

    private func writeAll(_ send: (ByteBuffer) async throws -> Void) async -> ServerResponse.End {
        var end = ServerResponse.End(bytes: 0, isComplete: false)
        var event = EventStream.Event.messages(first)
        do {
            while true {
                let buffer = Self.encoded(event)
                if case .answer(let reply) = event {
                    answered(reply)
                    end.isComplete = reply != nil
                }
                if buffer.readableBytes > 0 { try await send(buffer) }
                end.bytes += buffer.readableBytes
                if case .answer = event { return end }
                event = await stream.next()
            }
        } catch {
            end.isComplete = false
            leave()
            return end
        }
    }

    private func leave() {
        stream.abandon()
        left()
    }

    /// Events as they stand on the wire (HTML standard, "Server-sent events"): a message is one line.
    private static func encoded(_ event: EventStream.Event) -> ByteBuffer {
        switch event {
        case .messages(let messages):
            var buffer = ByteBuffer()
            buffer.reserveCapacity(messages.reduce(0) { $0 + $1.count + 32 })
            for message in messages { append(message, to: &buffer) }
            return buffer
        case .silence: return ByteBuffer(staticString: ": still here\n\n")
        case .answer(let reply):
            var buffer = ByteBuffer()
            if let reply { append(reply.bytes, to: &buffer) }
            return buffer
        }
    }

    private static func append(_ message: [UInt8], to buffer: inout ByteBuffer) {
        buffer.writeStaticString("event: message\ndata: ")
        buffer.writeBytes(message)
        buffer.writeStaticString("\n\n")
    }
}
#endif
