/// A stream of changes that a client asked for (`subscriptions/listen`, revision 2026-07-28).
package struct Subscription: Sendable {
    /// The id of the request, which every message of the stream names.
    package let id: RequestID
    /// Whether the client wants to know when the list of tools changes.
    package let wantsTools: Bool
    /// The first message of the stream: what of the wishes is granted.
    package let acknowledgement: [UInt8]
    /// The answer to the request, with which the server ends the stream.
    package let end: Reply

    init(_ id: RequestID, wantsTools: Bool, serverInfo: [UInt8]) {
        self.id = id
        self.wantsTools = wantsTools
        acknowledgement = JSONWriter.notification("notifications/subscriptions/acknowledged") { json in
            json.writeKey("notifications")
            json.beginObject()
            if wantsTools {
                json.writeKey("toolsListChanged")
                json.write(true)
            }
            json.endObject()
            json.writeSubscriptionMeta(id)
        }
        end = Reply.result(id, capacity: 192) { json in
            json.beginObject()
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
            json.writeKey("_meta")
            json.beginObject()
            json.writeSubscriptionID(id)
            json.writeKey("io.modelcontextprotocol/serverInfo")
            json.writeRaw(serverInfo)
            json.endObject()
            json.endObject()
        }
    }
}

extension JSONWriter {
    /// Writes the `_meta` of a message on the stream of a subscription.
    mutating func writeSubscriptionMeta(_ id: RequestID) {
        writeKey("_meta")
        beginObject()
        writeSubscriptionID(id)
        endObject()
    }

    fileprivate mutating func writeSubscriptionID(_ id: RequestID) {
        writeKey("io.modelcontextprotocol/subscriptionId")
        id.write(to: &self)
    }
}
