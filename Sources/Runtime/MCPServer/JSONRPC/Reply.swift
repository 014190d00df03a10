/// An answer, ready to be sent.
package struct Reply: Sendable {
    /// What is made for this answer: all of it, or what stands before ``shared``.
    package let head: [UInt8]
    /// The result, where it is the same for all who ask. An object closes behind it.
    package let shared: SharedResult?
    /// The code, where it is an error.
    package var error: ErrorCode?
    /// Whether the message was refused before its method was looked at: HTTP has statuses for that.
    package var isRefusal = false
    /// Whether it is the result of a call that says that the tool failed.
    package var isToolError = false
    /// Where a tool is answered as unknown since its caller lacks scopes, all that it needs: a transport that can say so
    /// tells them instead.
    package var neededScopes: [String] = []

    package init(bytes: [UInt8], error: ErrorCode? = nil, isRefusal: Bool = false) {
        self.init(bytes, nil)
        self.error = error
        self.isRefusal = isRefusal
    }

    private init(_ head: [UInt8], _ shared: SharedResult?) {
        self.head = head
        self.shared = shared
    }

    /// One JSON-RPC message, or an array of them, on one line.
    package var bytes: [UInt8] {
        guard let shared else { return head }
        return head + shared.bytes + Self.end
    }

    /// What stands behind a shared result.
    package static let end = [UInt8(ascii: "}")]

    /// An answer with a result that is the same for all who ask.
    static func result(_ id: RequestID, _ shared: SharedResult) -> Reply {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("jsonrpc")
        json.writeRaw("\"2.0\"")
        json.writeKey("id")
        id.write(to: &json)
        json.writeKey("result")
        return Reply(json.bytes, shared)
    }

    /// An answer with a result.
    ///
    /// - Parameters:
    ///   - id: The id of the request.
    ///   - capacity: How many bytes the result may well have.
    ///   - write: Writes the result.
    /// - Returns: The answer.
    static func result(
        _ id: RequestID,
        capacity: Int,
        _ write: (inout JSONWriter) -> Void
    ) -> Reply {
        var json = JSONWriter()
        json.reserveCapacity(capacity + 64)
        json.beginObject()
        json.writeKey("jsonrpc")
        json.writeRaw("\"2.0\"")
        json.writeKey("id")
        id.write(to: &json)
        json.writeKey("result")
        write(&json)
        json.endObject()
        return Reply(bytes: json.bytes)
    }

    /// An answer with an error.
    ///
    /// - Parameters:
    ///   - id: The id of the request, where one could be read.
    ///   - failure: What is wrong.
    ///   - isRefusal: Whether the message was refused before its method was looked at.
    /// - Returns: The answer.
    package static func error(_ id: RequestID?, _ failure: ProtocolFailure, isRefusal: Bool = false) -> Reply {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("jsonrpc")
        json.writeRaw("\"2.0\"")
        if let id {
            json.writeKey("id")
            id.write(to: &json)
        }
        json.writeKey("error")
        json.beginObject()
        json.writeKey("code")
        json.write(failure.code.rawValue)
        json.writeKey("message")
        json.write(failure.message)
        if let data = failure.data {
            json.writeKey("data")
            data.write(to: &json)
        }
        json.endObject()
        json.endObject()
        return Reply(bytes: json.bytes, error: failure.code, isRefusal: isRefusal)
    }

    /// The answer to a batch, or `nil` where nothing in it wanted one.
    package static func batch(_ replies: [Reply]) -> Reply? {
        guard !replies.isEmpty else { return nil }
        var json = JSONWriter()
        json.beginArray()
        for reply in replies { json.writeRaw(reply.bytes) }
        json.endArray()
        return Reply(bytes: json.bytes)
    }
}
