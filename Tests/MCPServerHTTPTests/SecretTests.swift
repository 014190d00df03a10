#if HTTP
import Digests
import Logging
import RouteChart
import Testing

@testable import MCPServerHTTP

/// Fails with an error that holds the request.
private struct Failing: Stage {
    struct Failure: Error {
        var request: ServerRequest
    }

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        throw Failure(request: request)
    }
}

@Suite("Secrets", .timeLimit(.minutes(1)))
struct SecretTests {
    private static let bad = "mcp_bad-\(String(repeating: "x", count: 40))"
    private static let query = "mcp_query-\(String(repeating: "q", count: 40))"
    private static let basic = "YW5uOnNlc2FtZS1vcGVuLXRoZS1kb29y"
    private static let keys = [Keys.ann, Keys.bob, Keys.newBob, Keys.probe, bad, query, basic]
    /// Keys, what the server knows of them, and parts of both.
    private static var secrets: [String] {
        let texts = keys + keys.map { KeyDigest(of: $0).hexadecimal }
        return texts.map { String($0.dropFirst(8).prefix(24)) }
    }

    private static let authenticate = Authenticate(
        by: [APIKeys(Keys.all)],
        probeKey: Keys.probeDigest,
        publicHandshake: true,
        metadata: ResourceMetadata(resource: "https://a.example", authorizationServers: ["https://b.example"])
    )

    @Test("No log of a run has one")
    func logs() async throws {
        let (lines, log) = (MemoryOutput(), MemoryLog())
        let output = lines.output
        let routes = [
            MCPRoute.mcp("/mcp") {
                Correlation()
                RequestLog(output)
                OriginGuard()
                Self.authenticate
            },
            MCPRoute.mcp("/failing") {
                RequestLog(output)
                Self.authenticate
                Failing()
            },
        ]
        try await withServer(logger: log.logger, serving: GuardedServer.init, routes: routes) { harness in
            let wire = try await harness.connect()
            var requests: [TestRequest] = []
            for key in Self.keys {
                for tool in ["whoami", "refund", "none"] { requests.append(.modern(name: tool).with(key: key)) }
                requests += [
                    .initialize().with(key: key), TestRequest.modern(name: "whoami").setting("X-API-Key", key),
                ]
                requests += [
                    TestRequest.modern().with(key: "\(key) \(key)"), .modern(name: "whoami").with(key: "\(key)é"),
                ]
                requests += [
                    .modern().with(target: "/failing").with(key: key), .modern().with(target: "/mcp?key=\(key)"),
                ]
                requests.append(.modern().with(target: "/mcp/?key=\(key)").with(key: key))
                requests.append(.modern().setting("Authorization", "Basic \(key)"))
                requests.append(.modern(name: "count", token: "t").with(key: key))
            }
            for request in requests {
                try await wire.send(request.bytes)
                let head = try await wire.head()
                if head.headers["transfer-encoding"] != nil { while try await wire.chunk() != nil {} }
                let body = try await wire.read(count: head.headers["content-length"].flatMap { Int($0) } ?? 0)
                let answer = "\(head) \(body)"
                for secret in Self.secrets { #expect(!answer.contains(secret)) }
            }
        }
        output.flush()
        let logs = lines.text + log.all.joined(separator: "\n")
        for secret in Self.secrets { #expect(!logs.contains(secret)) }
        // What should be there is.
        for text in [
            #""principal":"ann","#, #""principal":"bob","#, #""principal":"probe","#,
            #""refusal":"nobody knows the credential","#, #""refusal":"the tool needs orders:read orders:write","#,
            #""refusal":"the credential is of another scheme than Bearer","#, "Somebody calls.",
            "The stage Failing failed: Failure(request: POST /failing)",
        ] {
            #expect(logs.contains(text))
        }
    }

    @Test("No table, description or dump has one")
    func dumps() async throws {
        var dumped = ""
        let request = ServerRequest(
            HTTPRequest(
                method: .post,
                scheme: nil,
                authority: nil,
                path: "/mcp?key=\(Self.query)",
                headerFields: [.authorization: "Bearer \(Keys.ann)"]
            ),
            path: "/mcp",
            kind: .mcp,
            isOnLoopback: true,
            connection: nil,
            body: { _ in [] }
        )
        dump([request], to: &dumped)
        dump([Self.authenticate], to: &dumped)
        let route = MCPRoute.mcp("/mcp") { Self.authenticate }
        dump([route], to: &dumped)
        let texts = [
            dumped, "\(request)", String(reflecting: request), "\(Self.authenticate)",
            String(reflecting: Self.authenticate),
            String(reflecting: route), MCPRoute.chart([route]).text,
        ]
        let bytes = KeyDigest(of: Keys.ann).hexadecimal.prefix(2)
        let number = try #require(Int(bytes, radix: 16))
        for text in texts {
            for secret in Self.secrets { #expect(!text.contains(secret)) }
            #expect(!text.contains("- \(number)\n") && !text.contains("[\(number), "))
        }
        #expect("\(request)" == "POST /mcp")
    }
}
#endif
