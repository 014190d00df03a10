#if HTTP
import HTTPTypes
import MCPServer

/// Says whether the process is alive. It looks at nothing that could be slow, and asks nobody.
struct HealthEndpoint: Sendable {
    let version: String
    let activity: Activity
    let sessions: Sessions
    let started = ContinuousClock.now

    func respond(_ request: ServerRequest) -> ServerResponse {
        guard request.method == .get || request.method == .head else { return .methodNotAllowed(.health) }
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("status")
        json.write(activity.isStopping ? "shutting_down" : "ok")
        json.writeKey("version")
        json.write(version)
        json.writeKey("uptime")
        json.write(Int((ContinuousClock.now - started).components.seconds))
        json.writeKey("ts")
        json.write(TimeText.milliseconds())
        json.writeKey("sessions")
        json.write(sessions.count)
        json.writeKey("streams")
        json.write(activity.streamCount)
        json.endObject()
        return ServerResponse(status: .ok, headers: [.cacheControl: "no-store"], json: json.bytes)
    }
}
#endif
