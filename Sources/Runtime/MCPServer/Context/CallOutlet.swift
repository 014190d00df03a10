import Synchronization

/// Where messages go that the server sends besides answers.
package struct MessageSink: Sendable {
    /// Hands over a message. Messages arrive in the order of these calls, before any answer that is sent later.
    package let send: @Sendable ([UInt8]) -> Void
    /// Waits until the receiver has room for more.
    package let waitForRoom: @Sendable () async -> Void
    /// Lets go of the connection, where what follows can be had over another one.
    package let release: @Sendable () -> Void

    package init(
        send: @escaping @Sendable ([UInt8]) -> Void,
        waitForRoom: @escaping @Sendable () async -> Void = {},
        release: @escaping @Sendable () -> Void = {}
    ) {
        self.send = send
        self.waitForRoom = waitForRoom
        self.release = release
    }
}

/// The way by which a call says something before its answer.
package struct CallOutlet: Sendable, ~Copyable {
    private let sink: MessageSink?
    /// Invariant: nothing is sent once this is true. Its lock keeps the answer from overtaking.
    private let isClosed = Mutex(false)

    init(_ sink: MessageSink?) { self.sink = sink }

    /// Whether anything can be sent at all.
    var isOpen: Bool { sink != nil }

    /// Sends a message, unless the answer is on its way.
    ///
    /// - Returns: Whether it was sent.
    borrowing func send(_ message: [UInt8]) -> Bool {
        guard let sink else { return false }
        return isClosed.withLock { isClosed in
            guard !isClosed else { return false }
            sink.send(message)
            return true
        }
    }

    /// Waits until the receiver has room for more.
    borrowing func waitForRoom() async { await sink?.waitForRoom() }

    /// Lets go of the connection, where what follows can be had over another one.
    borrowing func release() { sink?.release() }

    /// Ends the sending, before the answer is sent.
    borrowing func close() {
        guard sink != nil else { return }
        isClosed.withLock { $0 = true }
    }
}

extension JSONWriter {
    /// A JSON-RPC notification.
    static func notification(_ method: StaticString, _ writeParams: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("jsonrpc")
        json.writeRaw("\"2.0\"")
        json.writeKey("method")
        json.write(method.description)
        json.writeKey("params")
        json.beginObject()
        writeParams(&json)
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
