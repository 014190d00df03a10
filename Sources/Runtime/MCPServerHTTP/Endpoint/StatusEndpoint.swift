#if HTTP
import Digests
import HTTPTypes
import MCPServer

/// Says whether the process is alive, and whether it takes on calls.
struct StatusEndpoint: Sendable {
    private let version: String
    private let schemaHash: String
    private let activity: Activity
    private let sessions: Sessions
    private let stores: StoreMonitor
    private let started = ContinuousClock.now

    init(_ info: ServerInfo, _ catalog: ToolCatalog, activity: Activity, sessions: Sessions, stores: StoreMonitor) {
        version = info.version
        schemaHash = catalog.schemaHash
        self.activity = activity
        self.sessions = sessions
        self.stores = stores
    }

    /// Whether the process is alive. It waits for nobody: a process whose store is lost need not be started again.
    func health(_ request: ServerRequest) async -> ServerResponse {
        guard Self.methods.contains(request.method) else { return .methodNotAllowed(.health) }
        let status = activity.isStopping ? "shutting_down" : "ok"
        return answer(.ok, status, await stores.known())
    }

    /// Whether the server takes on calls, and can do what they ask for.
    func readiness(_ request: ServerRequest) async -> ServerResponse {
        guard Self.methods.contains(request.method) else { return .methodNotAllowed(.readiness) }
        let reports = await stores.current()
        if activity.isStopping { return answer(.serviceUnavailable, "shutting_down", reports) }
        let isReady = reports.allSatisfy(\.isReachable)
        return isReady ? answer(.ok, "ok", reports) : answer(.serviceUnavailable, "error", reports)
    }

    private static let methods: [HTTPRequest.Method] = [.get, .head]

    private func answer(
        _ code: HTTPResponse.Status,
        _ status: String,
        _ stores: [StoreMonitor.Report]
    ) -> ServerResponse {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("status")
        json.write(status)
        json.writeKey("version")
        json.write(version)
        json.writeKey("schemaHash")
        json.write(schemaHash)
        json.writeKey("uptime")
        json.write(Int((ContinuousClock.now - started).components.seconds))
        json.writeKey("ts")
        json.write(TimeText.milliseconds())
        json.writeKey("sessions")
        json.write(sessions.count)
        json.writeKey("streams")
        json.write(activity.streamCount)
        json.writeKey("stores")
        json.beginObject()
        for store in stores {
            json.writeKey(store.name)
            json.write(store.isReachable ? "ok" : "error")
        }
        json.endObject()
        json.endObject()
        return ServerResponse(status: code, headers: [.cacheControl: "no-store"], json: json.bytes)
    }
}

extension ToolCatalog {
    /// What changes whenever something does that clients are told of the tools: the SHA-256 of the list, in hexadecimal digits.
    var schemaHash: String { Hexadecimal.text(SHA256.hash(listBytes)) }
}
#endif
