/// Results that do not depend on the request, made once, and the frame around those that do.
struct StaticResults: Sendable {
    /// How long a client may keep the list of tools: they change with the program only.
    static let timeToLive = Duration.seconds(300)

    /// What `initialize` and `server/discover` promise.
    private static let capabilities: StaticString = #"{"logging":{},"tools":{}}"#

    private let info: ServerInfo
    /// `_meta` of modern results.
    private let serverInfo: [UInt8]
    private let modernListResult: [UInt8]
    private let legacyListResult: [UInt8]
    private let discoveryResult: [UInt8]

    init(info: ServerInfo, list: StaticString) {
        self.info = info
        var json = JSONWriter()
        info.write(to: &json)
        serverInfo = json.bytes
        let modern = Array(UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount))
        let legacy = legacyToolList(modern)
        let serverInfo = serverInfo

        modernListResult = Self.object { json in
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
            json.writeKey("tools")
            json.writeRaw(modern)
            Self.writeCachePolicy(to: &json)
            Self.writeMeta([:], serverInfo, to: &json)
        }
        legacyListResult = Self.object { json in
            json.writeKey("tools")
            json.writeRaw(legacy)
        }
        discoveryResult = Self.object { json in
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
            json.writeKey("supportedVersions")
            JSONValue.array(modernRevisions).write(to: &json)
            json.writeKey("capabilities")
            json.writeRaw(Self.capabilities)
            if let instructions = info.instructions {
                json.writeKey("instructions")
                json.write(instructions)
            }
            Self.writeCachePolicy(to: &json)
            Self.writeMeta([:], serverInfo, to: &json)
        }
    }

    func modernList(_ id: RequestID) -> Reply { reply(id, modernListResult) }
    func legacyList(_ id: RequestID) -> Reply { reply(id, legacyListResult) }
    func discovery(_ id: RequestID) -> Reply { reply(id, discoveryResult) }
    func empty(_ id: RequestID) -> Reply { Reply.result(id, capacity: 2) { $0.writeRaw("{}") } }

    func subscription(_ id: RequestID, wantsTools: Bool) -> Subscription {
        Subscription(id, wantsTools: wantsTools, serverInfo: serverInfo)
    }

    func handshake(_ id: RequestID, _ revision: ProtocolRevision) -> Reply {
        Reply.result(id, capacity: 512) { json in
            json.beginObject()
            json.writeKey("protocolVersion")
            json.write(revision.description)
            json.writeKey("capabilities")
            json.writeRaw(Self.capabilities)
            json.writeKey("serverInfo")
            json.writeRaw(serverInfo)
            if let instructions = info.instructions {
                json.writeKey("instructions")
                json.write(instructions)
            }
            json.endObject()
        }
    }

    /// The answer to a call.
    func reply(_ result: ToolResult, to record: CallRecord) -> Reply {
        let isModern = !record.revision.isLegacy
        let capacity = 2 * (result.structured?.count ?? 0) + (result.content.first?.text?.utf8.count ?? 0) + 192
        var reply = Reply.result(record.requestID, capacity: capacity + serverInfo.count) { json in
            json.beginObject()
            if isModern {
                json.writeKey("resultType")
                json.writeRaw("\"complete\"")
            }
            result.writeMembers(for: record.revision, to: &json)
            if isModern || !result.meta.members.isEmpty {
                Self.writeMeta(result.meta, isModern ? serverInfo : nil, to: &json)
            }
            json.endObject()
        }
        reply.isToolError = result.isError
        return reply
    }

    private func reply(_ id: RequestID, _ result: [UInt8]) -> Reply {
        Reply.result(id, capacity: result.count) { $0.writeRaw(result) }
    }

    private static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        write(&json)
        json.endObject()
        return json.bytes
    }

    /// Every caller gets the same, so that shared caches may hand it to others.
    private static func writeCachePolicy(to json: inout JSONWriter) {
        json.writeKey("ttlMs")
        json.write(Int(timeToLive.components.seconds) * 1000)
        json.writeKey("cacheScope")
        json.writeRaw("\"public\"")
    }

    private static func writeMeta(_ meta: JSONObject, _ serverInfo: [UInt8]?, to json: inout JSONWriter) {
        let serverInfoKey: StaticString = "io.modelcontextprotocol/serverInfo"
        json.writeKey("_meta")
        json.beginObject()
        // What a handler puts under the protocol's own key gives way to the truth.
        for member in meta.members where serverInfo == nil || member.key != serverInfoKey.description {
            json.writeKey(member.key)
            member.value.write(to: &json)
        }
        if let serverInfo {
            json.writeKey(serverInfoKey)
            json.writeRaw(serverInfo)
        }
        json.endObject()
    }
}
