#if HTTP
import HTTPTypes
import RouteChart
import Testing

@testable import MCPServerHTTP

/// A proxy that this process trusts.
let behindProxy = HTTPOptions(trustedProxies: ["127.0.0.1/32"])

extension TestRequest {
    func from(_ address: String) -> TestRequest { setting("X-Forwarded-For", address) }
}

@Suite("Stages that limit", .timeLimit(.minutes(1)))
struct LimitStageTests {
    // MARK: - IPAllowlist

    @Test(
        arguments: [
            ("192.0.2.7", 200), ("192.0.3.7", 403), ("::ffff:192.0.2.7", 200), ("2001:db8::1", 403),
            ("10.1.1.1, 192.0.2.7", 200),
            ("192.0.2.7, 10.1.1.1", 403),
        ]
    )
    func allowlist(_ client: String, _ status: Int) async throws {
        try await withServer(options: behindProxy, { IPAllowlist(["192.0.2.0/24"]) }) { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(.modern().from(client))
            #expect(response.status == status)
            guard status == 403 else { return }
            let message = "Forbidden: this address may not call the server"
            #expect(response.body == #"{"jsonrpc":"2.0","error":{"code":403,"message":"\#(message)"}}"#)
            #expect(response.headers["content-type"] == "application/json")
        }
    }

    @Test("An address that nobody knows is on no list, though the proxy's is")
    func unknownAddress() async throws {
        try await withServer(options: behindProxy, { IPAllowlist(["127.0.0.1"]) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            #expect(try await wire.call(.modern().from("garbage")).status == 403)
            #expect(try await wire.call(.modern().setting("Forwarded", "for=_hidden")).status == 403)
        }
        let routes = [MCPRoute.mcp("/mcp"), MCPRoute.health("/healthz") { IPAllowlist(["10.0.0.0/8"]) }]
        try await withServer(routes: routes) { harness in
            let health = TestRequest(method: "GET", target: "/healthz", headers: [("Host", "localhost")], body: [])
            // What is no proxy of ours says nothing.
            let response = try await harness.connect().call(health.from("10.0.0.1"))
            #expect(response.status == 403)
            #expect(response.body == #"{"error":"Forbidden: this address may not call the server"}"#)
        }
    }

    // MARK: - SecurityHeaders

    @Test func securityHeaders() async throws {
        let routes = [
            MCPRoute.mcp("/mcp") {
                SecurityHeaders()
                CORS(origins: ["https://a.example"])
            },
            MCPRoute.health("/healthz") { SecurityHeaders(hsts: .seconds(60)) },
        ]
        try await withServer(options: behindProxy, routes: routes) { harness in
            let wire = try await harness.connect()
            let plain = try await wire.call(.modern()).headers
            #expect(plain["x-content-type-options"] == "nosniff")
            #expect(plain["referrer-policy"] == "no-referrer")
            #expect(plain["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
            #expect(plain["cross-origin-resource-policy"] == "same-origin")
            #expect(plain["cache-control"] == "no-store")
            #expect(plain["strict-transport-security"] == nil)
            let marked = try await wire.call(.modern().setting("Origin", "https://a.example")).headers
            #expect(marked["cross-origin-resource-policy"] == "cross-origin")
            let secure = try await wire.call(.modern().setting("X-Forwarded-Proto", "https")).headers
            #expect(secure["strict-transport-security"] == "max-age=31536000; includeSubDomains")
            // A refusal has them, too.
            let refused = try await wire.call(.modern().with(method: "PUT"))
            #expect(refused.status == 405 && refused.headers["x-content-type-options"] == "nosniff")
            let health = TestRequest(method: "GET", target: "/healthz", headers: [("Host", "localhost")], body: [])
            let answer = try await wire.call(health.setting("X-Forwarded-Proto", "https")).headers
            #expect(answer["strict-transport-security"] == "max-age=60; includeSubDomains")
            // A stream has its own word on caches, and stays as it is.
            let stream = try await wire.open(.modern(name: "count", token: "t"))
            #expect(stream.headers["cache-control"] == "no-cache, no-transform")
            #expect(stream.headers["referrer-policy"] == "no-referrer")
            #expect(try await wire.remainingEvents().count == 4)
        }
    }

    // MARK: - BodyLimit

    @Test func bodyLimit() async throws {
        let size = TestRequest.modern().body.count
        try await withServer({ BodyLimit(size) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            let large = TestRequest.modern().with { $0.body.append(UInt8(ascii: " ")) }
            // Without saying so beforehand: the endpoint counts.
            try await wire.send(
                large.with {
                    $0["Transfer-Encoding"] = "chunked"
                    let size = String($0.body.count, radix: 16)
                    $0.body = Array("\(size)\r\n".utf8) + $0.body + Array("\r\n0\r\n\r\n".utf8)
                }.bytes
            )
            let counted = try await wire.response()
            #expect(counted.status == 413)
            let refused = try await wire.call(large)
            #expect(refused.status == 413)
            let message = "Content Too Large: the body has more than \(size) bytes"
            #expect(refused.body == #"{"jsonrpc":"2.0","error":{"code":413,"message":"\#(message)"}}"#)
            #expect(counted.body == refused.body)
            #expect(refused.headers["connection"] == "close")
            await wire.waitForClose()
        }
    }

    @Test("The lowest limit holds, and none raises that of the server")
    func lowestBodyLimit() async throws {
        var options = HTTPOptions()
        options.maxBodySize = 400
        try await withServer(
            options: options,
            {
                BodyLimit(300)
                BodyLimit(100_000)
            }
        ) { harness in
            let wire = try await harness.connect()
            let padding = String(repeating: " ", count: 200)
            #expect(try await wire.call(.plain(padding)).errorCode == -32700)
            try await wire.send(TestRequest.plain("190\r\n\(padding)").setting("Transfer-Encoding", "chunked").bytes)
            try await wire.send(padding + "\r\n0\r\n\r\n")
            #expect(try await wire.response().body.contains("more than 300 bytes"))
        }
    }

    // MARK: - RequestTimeout

    @Test("A call that takes too long is cancelled and answered")
    func timeout() async throws {
        try await withServer({ RequestTimeout(.milliseconds(50)) }) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            let response = try await wire.call(.modern(name: "wait", id: "\"seven\""))
            #expect(response.status == 504)
            let message = "Gateway Timeout: the call took too long"
            #expect(response.body == #"{"jsonrpc":"2.0","id":"seven","error":{"code":504,"message":"\#(message)"}}"#)
            await harness.probe.wait(for: "cancelled")
            // The connection and the next call are as good as ever.
            #expect(try await wire.call(.modern()).status == 200)
            let session = try await wire.openSession()
            #expect(try await wire.call(.legacy(session, name: "wait", id: "3")).status == 504)
            await harness.probe.wait(for: "cancelled", count: 2)
            #expect(try await wire.call(.legacy(session)).status == 200)
        }
    }

    @Test("In a batch each call has its own answer")
    func timeoutInBatch() async throws {
        try await withServer({ RequestTimeout(.milliseconds(50)) }) { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession("2025-03-26")
            let calls = [("echo", 1), ("wait", 2)].map { name, id in
                #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(name)"}}"#
            }
            var request = TestRequest.legacy(session, message: "[\(calls.joined(separator: ","))]")
            request["MCP-Protocol-Version"] = "2025-03-26"
            let response = try await wire.call(request)
            #expect(response.status == 200)
            #expect(response.body.contains(#""text":"echo""#))
            #expect(response.body.contains(#""id":2,"error":{"code":504"#))
            await harness.probe.wait(for: "cancelled")
        }
    }

    @Test("A stream that has begun goes on beyond the time")
    func timeoutOfStreams() async throws {
        try await withServer({ RequestTimeout(.milliseconds(50)) }) { harness in
            let (wire, other) = (try await harness.connect(), try await harness.connect())
            _ = try await wire.open(.modern(name: "wait", token: "t"))
            _ = try await wire.events(1)
            // By then the time of the first has passed.
            #expect(try await other.call(.modern(name: "wait")).status == 504)
            #expect(harness.probe.count("cancelled") == 1)
            harness.probe.note(TestTools.release)
            #expect(try await wire.remainingEvents().last?.data.contains("waited") == true)
        }
    }

    // MARK: - Settings

    @Test("Settings that make no sense are told before the start")
    func faults() {
        let route = MCPRoute.mcp("/mcp") {
            IPAllowlist(["10.0.0.0/8", "10.0.0.0/99"])
            SecurityHeaders(hsts: .seconds(-1))
            BodyLimit(0)
            RequestTimeout(.zero)
            RateLimit(requests: 0, per: .zero, burst: 0, by: .argument("no name"))
            Concurrency(calls: 0, streams: 0)
        }
        let faults = MCPRoute.faults([route])
        #expect(faults.count == 10)
        #expect(
            faults.first
                == #"The route "/mcp": ipAllowlist has "10.0.0.0/99", which is no network. Name one such as 10.0.0.0/8."#
        )
        #expect(faults.allSatisfy { $0.contains("Name ") })
        let good = MCPRoute.mcp("/mcp") {
            IPAllowlist(["10.0.0.0/8", "::1"])
            SecurityHeaders()
            BodyLimit(1 << 20)
            RequestTimeout(.milliseconds(1500))
            RateLimit(requests: 60, per: .seconds(60), by: .argument("Region"))
            Concurrency(calls: 32)
        }
        #expect(MCPRoute.faults([good]).isEmpty)
        #expect(
            MCPRoute.chart([good]).text.hasSuffix(
                "IPAllowlist(10.0.0.0/8, ::1) -> SecurityHeaders(hsts: 31536000s) -> BodyLimit(1048576) -> "
                    + "RequestTimeout(1500ms) -> RateLimit(60 per 60s, burst 10, by Region) -> Concurrency(calls: 32)"
            )
        )
    }
}
#endif
