#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("What every client does", .timeLimit(.minutes(1)))
struct BasicsTests {
    @Test func modernCall() async throws {
        try await withServer { harness in
            let response = try await harness.connect().call(.modern())
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "application/json")
            #expect(response.headers["mcp-session-id"] == nil)
            #expect(response.headers["date"] != nil)
            #expect(response.body.contains(#""resultType":"complete""#))
            #expect(response.body.contains(#""text":"echo""#))
        }
    }

    @Test func legacySession() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let begin = try await wire.call(.initialize())
            #expect(begin.status == 200)
            let session = try #require(begin.headers["mcp-session-id"])
            #expect(session.utf8.count >= 32 && session.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            let initialized = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
            let accepted = try await wire.call(.legacy(session, message: initialized))
            #expect(accepted.status == 202)
            #expect(accepted.body.isEmpty)
            let called = try await wire.call(.legacy(session))
            #expect(called.status == 200)
            #expect(called.body == #"{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"echo"}]}}"#)
            var delete = TestRequest.legacy(session, message: "")
            delete.method = "DELETE"
            #expect(try await wire.call(delete).status == 204)
            #expect(try await wire.call(delete).status == 404)
            #expect(try await wire.call(.legacy(session)).status == 404)
        }
    }

    @Test("100 calls go over one connection")
    func keepAlive() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            for number in 1...100 {
                let response = try await wire.call(.modern(id: String(number)))
                #expect(response.body.contains("\"id\":\(number),"))
            }
            #expect(!wire.isClosed)
        }
    }

    @Test func batch() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession("2025-03-26")
            let call = #"{"jsonrpc":"2.0","id":ID,"method":"tools/call","params":{"name":"echo"}}"#
            let note = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
            var request = TestRequest.legacy(
                session,
                message: "[\(call.replacing("ID", with: "1")),\(note),\(call.replacing("ID", with: "2"))]"
            )
            request["MCP-Protocol-Version"] = nil
            let response = try await wire.call(request)
            #expect(response.status == 200)
            #expect(response.body.hasPrefix(#"[{"jsonrpc":"2.0","id":1,"#))
            #expect(response.body.contains(#"},{"jsonrpc":"2.0","id":2,"#))
            #expect(try await wire.call(request.with(body: "[\(note)]")).status == 202)
            let newer = try await wire.openSession()
            let refused = try await wire.call(request.setting("Mcp-Session-Id", newer))
            #expect(refused.status == 400)
            #expect(refused.errorCode == -32600)
        }
    }

    @Test func health() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            _ = try await wire.openSession()
            let request = TestRequest(method: "GET", target: "/healthz?x", headers: [("Host", "x")], body: [])
            let response = try await wire.call(request)
            #expect(response.status == 200)
            #expect(response.body.hasPrefix(#"{"status":"ok","version":"1.2.3","schemaHash":"#))
            #expect(response.body.hasSuffix(#","sessions":1,"streams":0,"stores":{}}"#))
            #expect(try await wire.call(request.with(method: "HEAD")).status == 200)
            let post = try await wire.call(request.with(method: "POST"))
            #expect(post.status == 405)
            #expect(post.headers["allow"] == "GET, HEAD")
            #expect(try await wire.call(request.with(target: "/else")).status == 404)
        }
    }

    @Test func progressIsAStream() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(.modern(name: "count", token: "t"))
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "text/event-stream")
            #expect(response.headers["cache-control"] == "no-cache, no-transform")
            #expect(response.headers["x-accel-buffering"] == "no")
            let events = response.body.split(separator: "\n\n")
            #expect(events.count == 4)
            #expect(events.allSatisfy { $0.hasPrefix("event: message\ndata: {") })
            #expect(events.last?.contains("counted") == true)
            // The connection goes on.
            #expect(try await wire.call(.modern()).status == 200)
            // Without a token there is nothing to say before the answer.
            #expect(try await wire.call(.modern(name: "count")).headers["content-type"] == "application/json")
            let session = try await wire.openSession()
            let legacy = try await wire.call(.legacy(session, name: "count", token: "t"))
            #expect(legacy.headers["content-type"] == "text/event-stream")
            #expect(legacy.body.split(separator: "\n\n").count == 5)
        }
    }

    @Test("Each event is sent at once")
    func flush() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.send(TestRequest.modern(name: "wait", token: "t").bytes)
            #expect(try await wire.head().status == 200)
            // The handler is still waiting, and the event is here.
            #expect(try await wire.chunk()?.contains("notifications/progress") == true)
            #expect(harness.probe.count("ended") == 0)
            harness.probe.note(TestTools.release)
            #expect(try await wire.chunk()?.contains("waited") == true)
            #expect(try await wire.chunk() == nil)
        }
    }
}
#endif
