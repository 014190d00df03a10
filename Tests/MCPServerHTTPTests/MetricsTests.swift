#if HTTP
import HTTPTypes
import Logging
import MCPServerMetrics
import Metrics
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

extension MetricRegistry {
    /// The samples whose names begin so, but none that depend on the time that something took.
    fileprivate func samples(_ prefix: String) -> [String] {
        let text = String(decoding: MetricExposition.write(snapshot(), as: .prometheus), as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { line in
            let name = line.prefix { $0 != "{" && $0 != " " }
            return line.hasPrefix(prefix) && !name.hasSuffix("_bucket") && !name.hasSuffix("_sum")
        }
    }

    fileprivate var seriesCount: Int { snapshot().families.reduce(0) { $0 + $1.series.count } }
}

extension TestRequest {
    fileprivate static func metrics(accept: String? = nil) -> TestRequest {
        TestRequest(method: "GET", target: "/metrics", headers: [("Host", "127.0.0.1")], body: [])
            .setting("Accept", accept)
    }
}

@Suite("Metrics over HTTP", .timeLimit(.minutes(5)))
struct HTTPMetricsTests {
    private let registry = MetricRegistry()

    private func withMeasured(
        options: HTTPOptions = HTTPOptions(),
        @StageBuilder _ stages: () -> [any Stage] = { [OriginGuard()] },
        _ body: @Sendable (Harness) async throws -> Void
    ) async throws {
        let routes = [MCPRoute.mcp("/mcp", stages), MCPRoute.health("/healthz"), MCPRoute.metrics("/metrics")]
        try await withMetricsFactory(registry) { try await withServer(options: options, routes: routes, body) }
    }

    @Test func theRouteTellsOfItsServer() async throws {
        try await withMeasured { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            let response = try await wire.call(.metrics())
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(response.headers["cache-control"] == "no-store")
            #expect(response.headers["vary"] == "Accept")
            #expect(response.body.contains(#"mcp_tool_calls_total{outcome="ok",tool="echo"} 1"#))
            #expect(response.body.contains("mcp_connections_active 1\n"))
            #expect(response.body.contains("http_server_active_requests 1\n"))
            #expect(response.body.contains(#"mcp_build_info{schema_hash=""#))
            #expect(response.body.contains(#"version="1.2.3"} 1"#))
            #expect(!response.body.contains("# EOF"))
            #expect(try await wire.call(.metrics().with(method: "HEAD")).status == 200)
            let refused = try await wire.call(.metrics().with(method: "POST"))
            #expect(refused.status == 405)
            #expect(refused.headers["allow"] == "GET, HEAD")
        }
    }

    @Test(
        arguments: [
            (nil, false), ("*/*", false), ("text/plain", false), ("application/openmetrics-text", true),
            ("application/openmetrics-text; version=1.0.0, */*", true),
            ("application/openmetrics-text;version=0.0.1", false),
            ("application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.5", false),
            ("application/openmetrics-text;q=0", false),
            // What Prometheus 3 says.
            (
                """
                application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
                application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,\
                text/plain;version=0.0.4;q=0.3,*/*;q=0.2
                """, true
            ),
        ] as [(String?, Bool)]
    )
    func format(_ accept: String?, _ isOpenMetrics: Bool) async throws {
        try await withMeasured { harness in
            let response = try await harness.connect().call(.metrics(accept: accept))
            #expect(response.body.hasSuffix("# EOF\n") == isOpenMetrics)
            let type = "application/openmetrics-text; version=1.0.0; charset=utf-8"
            #expect((response.headers["content-type"] == type) == isOpenMetrics)
        }
    }

    @Test func whereAnotherBackendHasThemTheRouteSaysSo() async throws {
        let routes = [MCPRoute.mcp("/mcp"), MCPRoute.metrics("/metrics")]
        try await withServer(routes: routes) { harness in
            let response = try await harness.connect().call(.metrics())
            #expect(response.status == 503)
            #expect(response.body.contains("MultiplexMetricsHandler"))
        }
    }

    @Test func requestsAreToldApartByRouteMethodAndStatus() async throws {
        try await withMeasured { harness in
            let wire = try await harness.connect()
            _ = try await wire.call(.modern())
            _ = try await wire.call(.modern().setting("Origin", "https://evil.example"))
            _ = try await wire.call(.modern().with(method: "PROPFIND"))
            _ = try await wire.call(.modern().with(target: "/nowhere"))
            let name = "http_server_request_duration_seconds_count"
            #expect(
                Set(registry.samples(name)) == [
                    #"\#(name){http_request_method="POST",http_response_status_code="200",http_route="/mcp"} 1"#,
                    #"\#(name){http_request_method="POST",http_response_status_code="403",http_route="/mcp"} 1"#,
                    #"\#(name){http_request_method="_OTHER",http_response_status_code="405",http_route="/mcp"} 1"#,
                    #"\#(name){http_request_method="POST",http_response_status_code="404"} 1"#,
                ]
            )
            #expect(registry.samples("http_server_active_requests") == ["http_server_active_requests 0"])
        }
    }

    @Test func sessionsAndStreamsCountWhileTheyAreOpen() async throws {
        try await withMeasured { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            #expect(registry.samples("mcp_sessions_active") == ["mcp_sessions_active 1"])
            let listener = try await harness.connect()
            try await listener.send(TestRequest.stream(session).bytes)
            _ = try await listener.head()
            #expect(registry.samples("mcp_streams_active") == ["mcp_streams_active 1"])
            let ending = TestRequest.stream(session).with(method: "DELETE")
            #expect(try await wire.call(ending).status == 204)
            #expect(registry.samples("mcp_sessions_active") == ["mcp_sessions_active 0"])
            while try await listener.chunk() != nil {}
            #expect(registry.samples("mcp_streams_active") == ["mcp_streams_active 0"])
            let count = registry.samples("mcp_server_session_duration_seconds_count").filter { $0.hasSuffix(" 1") }
            #expect(count.count == 1 && count[0].contains(#"mcp_protocol_version="2025-11-25""#))
        }
    }

    @Test func limitsCountByTheirNames() async throws {
        let key = RateLimit(requests: 6, per: .seconds(600), burst: 1, by: .ip)
        try await withMeasured({ key }) { harness in
            let wire = try await harness.connect()
            for _ in 0..<3 { _ = try await wire.call(.modern()) }
            #expect(registry.samples("mcp_rate_limited_total") == [#"mcp_rate_limited_total{policy="ip"} 2"#])
        }
        try await withMeasured { harness in
            let wire = try await harness.connect()
            for _ in 0..<2 { _ = try await wire.call(.modern(name: "limited")) }
            #expect(
                registry.samples("mcp_rate_limited_total").contains(#"mcp_rate_limited_total{policy="tool"} 1"#)
            )
        }
    }

    @Test func refusedCallersCountByTheReason() async throws {
        let routes = [
            MCPRoute.mcp("/mcp") { Authenticate(by: [APIKeys(Keys.all)], probeKey: Keys.probeDigest) },
            MCPRoute.metrics("/metrics"),
        ]
        try await withMetricsFactory(registry) {
            try await withServer(serving: GuardedServer.init, routes: routes) { harness in
                let wire = try await harness.connect()
                let requests: [TestRequest] = [
                    .modern(name: "whoami"), .modern(name: "whoami").setting("Authorization", "Basic YTpi"),
                    .modern(name: "whoami").with(key: "nobody's"), .modern(name: "whoami").with(key: Keys.probe),
                    .modern(name: "orders").with(key: Keys.ann), .modern(name: "whoami").with(key: Keys.ann),
                ]
                for request in requests { _ = try await wire.call(request) }
                let counts = registry.samples("mcp_auth_failures_total").filter { !$0.hasSuffix(" 0") }
                #expect(
                    counts
                        == [
                            "no_credential", "other_scheme", "unknown_credential", "probe_key_beyond_handshake",
                            "insufficient_scope",
                        ].map { #"mcp_auth_failures_total{reason="\#($0)"} 1"# }
                )
            }
        }
    }

    @Test func whatAStageThrowsCounts() async throws {
        struct Breaking: Stage {
            struct Breakage: Error {}
            func handle(_: ServerRequest, _: RequestTrace, next: Next) async throws -> ServerResponse {
                throw Breakage()
            }
        }
        try await withMeasured({ Breaking() }) { harness in
            let response = try await harness.connect().call(.modern())
            #expect(response.status == 500)
            #expect(registry.samples("mcp_unexpected_errors_total") == ["mcp_unexpected_errors_total 1"])
        }
    }

    @Test("50,000 hostile words in 10,000 requests make no series that the first five requests did not")
    func bounded() async throws {
        let routes = [MCPRoute.mcp("/mcp") { OriginGuard() }, MCPRoute.metrics("/metrics")]
        var silent = Logger(label: "test")
        silent.logLevel = .critical
        let table = withMetricsFactory(registry) {
            RouteTable(TestServer(tools: TestTools()), routes, HTTPOptions(), silent)
        }
        for request in hostileRequests(0) { await answer(request, table) }
        let count = registry.seriesCount
        for number in 1..<2000 {
            for request in hostileRequests(number) { await answer(request, table) }
            // Others want to get on, too.
            await Task.yield()
        }
        #expect(registry.seriesCount == count)
    }

    /// What a client may choose, five words or so a request.
    private func hostileRequests(_ number: Int) -> [TestRequest] {
        func word() -> String { "w\(number)-\(UInt64.random(in: 0 ... .max))" }
        let request = TestRequest.modern(name: word(), id: "\"\(word())\"").setting("X-Request-Id", word())
            .setting("User-Agent", word()).setting("Authorization", "Bearer \(word())")
        return [
            request.with(target: "/\(word())?\(word())"), request.with(method: word()),
            request.with { $0["Mcp-Session-Id"] = word() }, request.setting("Origin", "https://\(word()).example"),
            request.setting("Host", "\(word()).example"),
        ]
    }

    private func answer(_ request: TestRequest, _ table: RouteTable) async {
        guard let method = HTTPRequest.Method(rawValue: request.method) else { return }
        var head = HTTPRequest(
            method: method,
            scheme: nil,
            authority: request["Host"],
            path: request.target
        )
        for (name, value) in request.headers {
            guard let name = HTTPField.Name(name), name.canonicalName != "host" else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        _ = await table.respond(head, nil) { _ in request.body }
    }

    @Test func whatIsMeasuredIsDescribed() async throws {
        try await withMeasured { harness in
            let wire = try await harness.connect()
            _ = try await wire.call(.modern())
            _ = try await wire.openSession()
            let described = Dictionary(uniqueKeysWithValues: ServerMetric.all.map { ($0.description.name, $0) })
            for family in registry.snapshot().families {
                let metric = try #require(described[family.name], "\(family.name)")
                #expect(metric.kind == family.kind)
                #expect(metric.description.unit == family.unit)
                for series in family.series {
                    #expect(Set(series.labels.map(\.key)).isSubset(of: metric.labels), "\(family.name)")
                }
            }
        }
    }
}
#endif
