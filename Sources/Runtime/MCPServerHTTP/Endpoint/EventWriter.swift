#if HTTP
import NIOCore

/// Writes events as they stand on the wire (HTML standard, "Server-sent events"): a message is one line.
struct EventWriter {
    private var numbering: EventBody.Numbering?
    private var buffer = ByteBuffer()

    /// How many bytes wait to be taken.
    var size: Int { buffer.readableBytes }

    /// Creates a writer, which begins with what primes the client.
    init(_ numbering: EventBody.Numbering?) {
        self.numbering = numbering
        guard let numbering, numbering.isPrimed else { return }
        writeID()
        buffer.writeString("retry: \(EventBody.retryTime.components.seconds * 1000)\n")
        buffer.writeStaticString("data: \n\n")
    }

    mutating func write(_ message: [UInt8]) {
        buffer.reserveCapacity(minimumWritableBytes: message.count + 48)
        buffer.writeStaticString("event: message\n")
        if numbering != nil {
            numbering?.last += 1
            writeID()
        }
        buffer.writeStaticString("data: ")
        buffer.writeBytes(message)
        buffer.writeStaticString("\n\n")
    }

    /// Writes what clients pass over.
    mutating func writeComment() { buffer.writeStaticString(": still here\n\n") }

    /// What was written since the last time.
    mutating func take() -> ByteBuffer {
        defer { buffer = ByteBuffer() }
        return buffer
    }

    private mutating func writeID() {
        guard let numbering else { return }
        buffer.writeString("id: \(EventID(stream: numbering.stream, number: numbering.last))\n")
    }
}
#endif
