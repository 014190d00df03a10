#if HTTP
import Testing

@testable import MCPServerHTTP

/// Breaks if it is asked to.
private struct Obliging: Stage {
    struct Breakage: Error {}

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        guard request.headers[.known("X-Break")] == nil else { throw Breakage() }
        return await next(request, trace)
    }
}

@Suite("An id on every response", .timeLimit(.minutes(1)))
struct CorrelationTests {
    private func withStack(_ log: LogCollector, _ body: (Wire) async throws -> Void) async throws {
        let options = HTTPOptions(maxBodySize: 2000, maxSessions: 1)
        let routes = [
            MCPRoute.mcp("/mcp") {
                Correlation()
                RequestLog(log.output)
                OriginGuard()
                Obliging()
                Authenticate(by: [APIKeys(Keys.all)])
                RateLimit(requests: 1, per: .seconds(3600), burst: 20, by: .principal)
            },
            MCPRoute.health("/healthz"),
        ]
        try await withServer(options: options, serving: GuardedServer.init, routes: routes) { harness in
            try await body(harness.connect())
        }
    }

    @Test("Every status has an id, and a line of log with it")
    func statuses() async throws {
        let good = TestRequest.modern(name: "whoami").with(key: Keys.ann)
        let requests: [(status: Int, request: TestRequest)] = [
            (200, good),
            (400, good.with(body: "{")),
            (400, good.with { $0.headers.append(("Host", "127.0.0.1")) }),
            (401, good.with(key: nil)),
            (403, good.setting("Origin", "https://evil.example")),
            (404, good.with(target: "/nowhere")),
            (404, .legacy("unknown").with(key: Keys.ann)),
            (405, good.with(method: "PUT")),
            (406, good.setting("Accept", "text/plain")),
            (413, good.with(body: String(repeating: " ", count: 2001))),
            (415, good.setting("Content-Type", "text/plain")),
            (421, good.setting("Host", "evil.example")),
            (500, good.setting("X-Break", "1")),
            (200, .initialize().with(key: Keys.ann)),
            (503, .initialize().with(key: Keys.ann)),
        ]
        let log = LogCollector()
        try await withStack(log) { wire in
            for (place, (status, request)) in requests.enumerated() {
                let response = try await wire.call(request.setting("X-Request-Id", "r\(place)"))
                #expect(response.status == status)
                #expect(response.headers["x-request-id"] == "r\(place)", "\(status)")
                let line = await log.line(place)
                #expect(line.contains(#""request_id":"r\#(place)""#), "\(status)")
                #expect(line.contains(#""status":\#(status)"#))
            }
            var response = try await wire.call(good)
            for _ in 0..<20 where response.status == 200 { response = try await wire.call(good) }
            #expect(response.status == 429)
            #expect(response.headers["x-request-id"]?.utf8.count == 32)
        }
    }

    @Test("What no route has is told apart from what a route refuses, and its body is not taken for the next request")
    func strays() async throws {
        let log = LogCollector()
        try await withStack(log) { wire in
            let missing = try await wire.call(.modern().with(target: "/nowhere?key=secret"))
            #expect(missing.status == 404)
            #expect(missing.body == #"{"error":"there is nothing at this path"}"#)
            #expect(missing.headers["x-request-id"]?.utf8.count == 32)
            let line = await log.line(0)
            #expect(line.contains(#""path":"/nowhere","status":404"#) && line.contains(#""outcome":"error""#))
            #expect(!log.text.contains("secret"))
            #expect(try await wire.call(.modern().with(target: "/nowhere")).status == 404)
            let last = try await wire.call(.modern().with(target: "/nowhere").setting("Connection", "close"))
            #expect(last.headers["connection"] == "close")
            await wire.waitForClose()
        }
    }

    @Test("Where routes have neither an id nor a log, a stray request has none")
    func plain() async throws {
        try await withServer({ OriginGuard() }) { harness in
            let missing = try await harness.connect().call(.modern().with(target: "/nowhere"))
            #expect(missing.status == 404)
            #expect(missing.headers["x-request-id"] == nil)
        }
    }
}
#endif
