#if HTTP
import HTTPTypes
import MCPServer
import Testing

@testable import MCPServerHTTP

/// Believes whom a header field names.
struct Believing: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        request.principal = request.headers[.known("X-User")].map { Principal(subject: $0) }
        return await next(request, trace)
    }
}

/// A store that is never there.
private struct BrokenStore: RateLimitStore {
    struct Secret: Error {}

    func admit(_ key: String, cost: Int, _ policy: RateLimitPolicy) async throws -> RateLimitDecision { throw Secret() }
}

@Suite("Rate limits over HTTP", .timeLimit(.minutes(1)))
struct RateLimitStageTests {
    /// So slow that nothing becomes free during a test.
    private func limit(
        _ burst: Int,
        by key: RateLimit.Key = .ip,
        headers: RateLimit.Headers = .draft
    ) -> RateLimit {
        RateLimit(requests: 1, per: .seconds(3600), burst: burst, by: key, headers: headers)
    }

    @Test func refusal() async throws {
        try await withServer({ limit(2) }) { harness in
            let wire = try await harness.connect()
            let first = try await wire.call(.modern())
            #expect(first.status == 200)
            #expect(first.headers["ratelimit-policy"] == #""ip";q=1;w=3600;burst=2"#)
            #expect(first.headers["ratelimit"] == #""ip";r=1;t=3600"#)
            #expect(first.headers["retry-after"] == nil)
            #expect(try await wire.call(.modern()).headers["ratelimit"]?.hasPrefix(#""ip";r=0;t=3"#) == true)
            let refused = try await wire.call(.modern())
            #expect(refused.status == 429)
            let seconds = try #require(refused.headers["retry-after"].flatMap { Int($0) })
            #expect((3500...3600).contains(seconds))
            #expect(refused.headers["ratelimit"] == #""ip";r=0;t=\#(seconds)"#)
            #expect(refused.headers["ratelimit-policy"] == #""ip";q=1;w=3600;burst=2"#)
            let message =
                #"{"jsonrpc":"2.0","error":{"code":429,"message":"Too Many Requests: try again in \#(seconds) s","#
            #expect(refused.body.hasPrefix(message + #""data":{"retryAfterMs":3"#))
            // The connection stays good, and the body that nobody read is none of the next request.
            #expect(try await wire.call(.modern()).status == 429)
        }
    }

    @Test("What a tool costs beyond one is charged when it is known, and never more than the burst")
    func cost() async throws {
        try await withServer({ limit(4) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern(name: "costly")).headers["ratelimit"]?.hasPrefix(#""ip";r=1"#) == true)
            let refused = try await wire.call(.modern(name: "costly", id: "5"))
            #expect(refused.status == 429)
            #expect(refused.body.hasPrefix(#"{"jsonrpc":"2.0","id":5,"error":{"code":429"#))
            #expect(refused.headers["ratelimit"]?.hasPrefix(#""ip";r=0"#) == true)
        }
        try await withServer({ limit(2) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern(name: "costly")).status == 200)
            #expect(try await wire.call(.modern()).status == 429)
        }
    }

    @Test("A batch costs what its messages cost")
    func batch() async throws {
        try await withServer({ limit(5) }) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession("2025-03-26")
            func batch(_ count: Int) -> TestRequest {
                let messages = (1...count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# }
                return .legacy(session, message: "[\(messages.joined(separator: ","))]")
                    .setting("MCP-Protocol-Version", "2025-03-26")
            }
            #expect(try await wire.call(batch(4)).headers["ratelimit"]?.hasPrefix(#""ip";r=0"#) == true)
        }
        try await withServer({ limit(5) }) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession("2025-03-26")
            let call = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}"#
            let messages = Array(repeating: call, count: 20).joined(separator: ",")
            let request = TestRequest.legacy(session, message: "[\(messages)]")
            #expect(try await wire.call(request.setting("MCP-Protocol-Version", "2025-03-26")).status == 429)
        }
    }

    @Test("Two limits tell of both, the earlier one first; a tight one refuses alone")
    func twoLimits() async throws {
        try await withServer({
            limit(9)
            Believing()
            limit(2, by: .principal)
        }) { harness in
            let wire = try await harness.connect()
            let first = try await wire.call(.modern().setting("X-User", "a")).headers
            #expect(first["ratelimit-policy"] == #""ip";q=1;w=3600;burst=9, "principal";q=1;w=3600;burst=2"#)
            #expect(first["ratelimit"]?.hasPrefix(#""ip";r=8;t=3600, "principal";r=1;t=3600"#) == true)
            _ = try await wire.call(.modern().setting("X-User", "a"))
            let refused = try await wire.call(.modern().setting("X-User", "a"))
            #expect(refused.status == 429)
            #expect(refused.headers["ratelimit"]?.contains(#""principal";r=0"#) == true)
            #expect(try await wire.call(.modern().setting("X-User", "b")).status == 200)
            // Nobody is told apart by address, under a key that is no principal's.
            #expect(try await wire.call(.modern().setting("X-User", "127.0.0.1")).status == 200)
            #expect(try await wire.call(.modern()).headers["ratelimit"]?.contains(#""principal";r=1"#) == true)
        }
    }

    @Test(arguments: [(9, 2, "2", "1"), (3, 7, "3", "2")])
    func legacyFields(_ outer: Int, _ inner: Int, _ expected: String, _ remaining: String) async throws {
        try await withServer({
            limit(outer, headers: .legacy)
            limit(inner, by: .network, headers: .legacy)
        }) { harness in
            let headers = try await harness.connect().call(.modern()).headers
            #expect(headers["x-ratelimit-limit"] == expected)
            #expect(headers["x-ratelimit-remaining"] == remaining)
            #expect(headers["x-ratelimit-reset"] == "3600")
            #expect(headers["ratelimit"] == nil)
        }
    }

    @Test func noFields() async throws {
        try await withServer({ limit(1, headers: .none) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).headers.keys.allSatisfy { !$0.contains("ratelimit") })
            let refused = try await wire.call(.modern()).headers
            #expect(refused.keys.allSatisfy { !$0.contains("ratelimit") } && refused["retry-after"] != nil)
        }
    }

    @Test(
        "Whose addresses count together",
        arguments: [
            (.ip, "192.0.2.1", "192.0.2.2", false), (.ip, "192.0.2.1", "::ffff:192.0.2.1", true),
            (.ip, "2001:db8::1", "2001:db8::ffff:1", true), (.ip, "2001:db8::1", "2001:db8:0:1::1", false),
            (.network, "192.0.2.1", "192.0.2.2", true), (.network, "192.0.2.1", "192.0.3.1", false),
            (.network, "2001:db8::1", "2001:db8:0:1::1", true), (.network, "2001:db8::1", "2001:db8:1::1", false),
            (.principal, "192.0.2.1", "192.0.2.2", false), (.session, "192.0.2.1", "192.0.2.1", true),
        ] as [(RateLimit.Key, String, String, Bool)]
    )
    func addresses(_ key: RateLimit.Key, _ one: String, _ other: String, _ isShared: Bool) async throws {
        try await withServer(options: behindProxy, { limit(1, by: key) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern().from(one)).status == 200)
            #expect(try await wire.call(.modern().from(other)).status == (isShared ? 429 : 200))
        }
    }

    @Test("Sessions that do not exist, or are another's, count as their address")
    func sessions() async throws {
        try await withServer({
            Believing()
            limit(2, by: .session)
        }) { harness in
            let wire = try await harness.connect()
            let session = try #require(
                try await wire.call(.initialize().setting("X-User", "a")).headers["mcp-session-id"]
            )
            let mine = TestRequest.legacy(session).setting("X-User", "a")
            for _ in 1...2 { #expect(try await wire.call(mine).status == 200) }
            #expect(try await wire.call(mine).status == 429)
            // One of the address was taken by `initialize`; a new id for each request escapes nothing.
            #expect(try await wire.call(.legacy("made-up-1").setting("X-User", "a")).status == 404)
            #expect(try await wire.call(.legacy("made-up-2").setting("X-User", "a")).status == 429)
            #expect(try await wire.call(.legacy(session).setting("X-User", "b")).status == 429)
        }
    }

    @Test("An argument counts by its value in the body, and calls without it do not")
    func arguments() async throws {
        try await withServer({ limit(1, by: .argument("Region")) }) { harness in
            let wire = try await harness.connect()
            func call(_ region: String) -> TestRequest {
                TestRequest.modern(name: "region", more: #","arguments":{"region":"\#(region)"}"#)
                    .setting("Mcp-Param-Region", region)
            }
            #expect(try await wire.call(call("eu")).status == 200)
            let refused = try await wire.call(call("eu"))
            #expect(refused.status == 429)
            #expect(refused.headers["ratelimit"]?.hasPrefix(#""Region";r=0"#) == true)
            #expect(try await wire.call(call("us")).status == 200)
            // A header field that nobody checked makes no difference.
            #expect(try await wire.call(call("eu").setting("Mcp-Param-Region", "asia")).status == 400)
            for _ in 1...3 {
                let response = try await wire.call(.modern().setting("Mcp-Param-Region", "eu"))
                #expect(response.status == 200 && response.headers["ratelimit"] == nil)
            }
            let session = try await wire.openSession()
            let message =
                #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"region","arguments":{"region":"us"}}}"#
            #expect(try await wire.call(.legacy(session, message: message)).status == 429)
        }
    }

    @Test("A store that fails is told nobody")
    func brokenStore() async throws {
        let routes = [
            MCPRoute.mcp("/mcp") { RateLimit(requests: 1, per: .seconds(1), by: .ip, store: BrokenStore()) },
            MCPRoute.mcp("/late") {
                RateLimit(requests: 1, per: .seconds(1), by: .argument("Region"), store: BrokenStore())
            },
        ]
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(.modern())
            #expect(response.status == 500 && !response.body.contains("Secret"))
            let call = TestRequest.modern(name: "region", more: #","arguments":{"region":"eu"}"#)
                .setting("Mcp-Param-Region", "eu").with(target: "/late")
            let late = try await wire.call(call)
            #expect(late.status == 500 && late.errorCode == -32603 && !late.body.contains("Secret"))
        }
    }

    @Test("Streams are let be")
    func streams() async throws {
        try await withServer({ limit(1) }) { harness in
            let wire = try await harness.connect()
            let head = try await wire.open(.modern(name: "count", token: "t"))
            #expect(head.status == 200 && head.headers["ratelimit"] != nil)
            #expect(try await wire.remainingEvents().count == 4)
            #expect(try await wire.call(.modern(name: "count", token: "t")).status == 429)
        }
    }

    @Test("64 clients at once get the burst through, and no more")
    func manyClients() async throws {
        try await withServer({ limit(50) }) { harness in
            let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        let wire = try await harness.connect()
                        var statuses: [Int] = []
                        for _ in 0..<5 { statuses.append(try await wire.call(.modern()).status) }
                        return statuses
                    }
                }
                return try await group.reduce([], +)
            }
            #expect(statuses.count { $0 == 200 } == 50)
            #expect(statuses.count { $0 == 429 } == 270)
        }
    }

    @Test("The limit of a tool holds for each caller")
    func toolLimit() async throws {
        try await withServer(options: behindProxy, { Believing() }) { harness in
            let wire = try await harness.connect()
            let call = TestRequest.modern(name: "limited")
            #expect(try await wire.call(call.from("192.0.2.1")).body.contains(#""text":"limited""#))
            let refused = try await wire.call(call.from("192.0.2.1"))
            #expect(refused.status == 200)
            #expect(refused.body.contains("Too many calls of limited. Try again in "))
            #expect(refused.body.contains(#""isError":true"#))
            #expect(try await wire.call(call.from("192.0.2.2")).body.contains(#""text":"limited""#))
            let known = call.from("192.0.2.1").setting("X-User", "a")
            #expect(try await wire.call(known).body.contains(#""text":"limited""#))
            #expect(try await wire.call(known.from("192.0.2.9")).body.contains("Too many calls"))
        }
    }
}
#endif
