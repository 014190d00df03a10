/// Results that do not depend on the request, made once, and the frame around those that do.
struct StaticResults: Sendable {
    private let info: ServerInfo
    /// `_meta` of modern results.
    private let serverInfo: [UInt8]
    /// What `initialize` and `server/discover` promise.
    private let capabilities: StaticString
    private let lists: ToolLists
    private let discoveryResult: SharedResult

    init(info: ServerInfo, _ catalog: ToolCatalog, _ access: ToolAccess) {
        self.info = info
        var json = JSONWriter()
        info.write(to: &json)
        let serverInfo = json.bytes
        self.serverInfo = serverInfo
        let capabilities: StaticString =
            catalog.listChanged ? #"{"logging":{},"tools":{"listChanged":true}}"# : #"{"logging":{},"tools":{}}"#
        self.capabilities = capabilities
        let scope = access.isRestricted ? .private : catalog.cacheScope
        let listEnd = Self.object { json in
            catalog.writeCachePolicy(scope, to: &json)
            Self.writeMeta([:], serverInfo, to: &json)
        }
        lists = ToolLists(catalog, access, end: listEnd)
        let discovery = Self.object { json in
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
            json.writeKey("supportedVersions")
            JSONValue.array(modernRevisions).write(to: &json)
            json.writeKey("capabilities")
            json.writeRaw(capabilities)
            if let instructions = info.instructions {
                json.writeKey("instructions")
                json.write(instructions)
            }
            catalog.writeCachePolicy(scope, to: &json)
            Self.writeMeta([:], serverInfo, to: &json)
        }
        discoveryResult = SharedResult(discovery)
    }

    /// The page of the list of tools that a request asks for, or `nil` where its cursor is none of ours.
    func list(_ id: RequestID, _ envelope: Envelope, isLegacy: Bool, to principal: Principal?) -> Reply? {
        envelope.listStart.flatMap { lists.page(from: $0, isLegacy: isLegacy, to: principal) }
            .map { Reply.result(id, $0) }
    }

    func discovery(_ id: RequestID) -> Reply { Reply.result(id, discoveryResult) }
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
            json.writeRaw(capabilities)
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

    private static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        write(&json)
        json.endObject()
        return json.bytes
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

extension ToolCatalog {
    /// Writes how long, and by whom, a result may be kept.
    fileprivate func writeCachePolicy(_ scope: CacheScope, to json: inout JSONWriter) {
        let (seconds, attoseconds) = timeToLive.components
        json.writeKey("ttlMs")
        json.write(Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
        json.writeKey("cacheScope")
        json.write(scope.rawValue)
    }
}
