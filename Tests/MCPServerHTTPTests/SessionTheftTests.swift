#if HTTP
import Testing

@testable import MCPServerHTTP

/// Takes the caller's word for who it is.
private struct Trusting: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        request.principal = HTTPField.Name("X-User").flatMap { request.headers[$0] }.map { Principal(subject: $0) }
        return await next(request, trace)
    }
}

@Suite("Sessions and those who did not open them", .timeLimit(.minutes(1)))
struct SessionTheftTests {
    @Test("A session of another is answered like none", arguments: ["ann"], ["bob", nil, "ann"])
    func theft(_ owner: String, _ other: String?) async throws {
        try await withServer {
            Trusting()
        } _: { harness in
            let wire = try await harness.connect()
            let opened = try await wire.call(.initialize().setting("X-User", owner))
            let session = try #require(opened.headers["mcp-session-id"])
            let requests: [TestRequest] = [
                .legacy(session), .legacy(session, message: #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#),
                .legacy(session, message: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#),
                .stream(session), .stream(session, after: "1-0"), .legacy(session).with(method: "DELETE"),
            ]
            guard other != owner else {
                for request in requests where request.method != "GET" {
                    #expect(try await wire.call(request.setting("X-User", owner)).status < 300)
                }
                return
            }
            for request in requests {
                let unknown = request.setting("Mcp-Session-Id", SessionTable.makeID())
                var bodies: [String] = []
                for request in [request, unknown] {
                    let refused = try await wire.open(request.setting("X-User", other))
                    // A stream would have no end that could be waited for.
                    try #require(refused.status == 404)
                    let length = refused.headers["content-length"].flatMap { Int($0) }
                    bodies.append(try await wire.read(count: length ?? 0))
                }
                #expect(bodies[0] == bodies[1])
            }
            #expect(try await wire.call(.legacy(session).setting("X-User", owner)).status == 200)
        }
    }

    @Test("The id of a session is the server's, whatever id a client brings")
    func fixation() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let planted = "planted-by-the-client"
            let opened = try await wire.call(.initialize().setting("Mcp-Session-Id", planted))
            #expect(opened.status == 200)
            let session = try #require(opened.headers["mcp-session-id"])
            #expect(session != planted)
            #expect(try await wire.call(.legacy(planted)).status == 404)
            // Nor does the id of a session that is open name a second one.
            let again = try await wire.call(.initialize().setting("Mcp-Session-Id", session))
            #expect(try #require(again.headers["mcp-session-id"]) != session)
            #expect(harness.table.sessionTables[0].count == 2)
        }
    }
}
#endif
