#if HTTP
import Synchronization
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

/// What a sender says.
private struct Event: ToolValue {
    let values: [JSONValue]

    init?(reading json: inout JSONReader, issues: inout Issues) {
        guard case .array(let values)? = json.readValue(&issues) else {
            issues.append(ValidationIssue(.invalidType, message: "Invalid input: expected array"))
            return nil
        }
        self.values = values
    }

    func write(to json: inout JSONWriter) { JSONValue.array(values).write(to: &json) }
}

private struct Failure: Error {}

/// Fails when it is told to.
private final class FailingStore: WebhookReplayStore {
    func claim(_ id: String, lease: Duration) async throws -> WebhookClaim { throw Failure() }
    func complete(_ id: String, for duration: Duration) async throws { throw Failure() }
    func release(_ id: String) async throws { throw Failure() }
}

@Suite("Routes of webhooks", .timeLimit(.minutes(1)))
struct WebhookRouteTests {
    private static let secret = "whsec_c2VjcmV0LW9mLXR3ZW50eS1mb3VyLWJ5dGVzLS0="

    private func route(
        _ scheme: WebhookScheme = .standard,
        answer: WebhookAnswer = .handled,
        log: LogCollector = LogCollector(),
        replays: any WebhookReplayStore = MemoryWebhookReplayStore(),
        limit: Int? = nil,
        timeout: Duration? = nil,
        _ handler: @escaping @Sendable ([UInt8], WebhookContext) async throws -> Void
    ) throws -> [MCPRoute] {
        let secret = try WebhookSecret(Self.secret, for: scheme)
        return [
            .mcp("/mcp"),
            .webhook("/hook", handler: handler, answer: answer) {
                Correlation()
                RequestLog(log.output)
                if let limit { BodyLimit(limit) }
                if let timeout { RequestTimeout(timeout) }
                WebhookSignature(scheme, secrets: [secret], replays: replays)
            },
        ]
    }

    @Test("A handler gets the bytes as they came, and what is known of them")
    func handles() async throws {
        let probe = Probe()
        let routes = try route { body, context in
            probe.note(String(decoding: body, as: UTF8.self))
            probe.note("\(context.id ?? "-") \(context.timestamp ?? 0) \(context.headers[.contentType] ?? "-")")
            probe.note("\(context.server.info.name) \(RequestTrace.current?.requestID ?? "-")")
        }
        try await withServer(routes: routes) { harness in
            let webhook = try SignedWebhook.signed(.standard, "\u{FEFF} not  JSON\r\n")
            let wire = try await harness.connect()
            let response = try await wire.call(webhook.request().setting("X-Request-Id", "r1"))
            #expect(response.status == 204)
            #expect(probe.events == [webhook.body, "msg_1 \(webhook.time) application/json", "test r1"])
        }
    }

    @Test("What was handled is not handled again, and what failed is")
    func replays() async throws {
        let probe = Probe()
        let log = LogCollector()
        let routes = try route(log: log) { _, context in
            probe.note(context.id ?? "-")
            if context.id == "bad", probe.count("bad") < 3 { throw Failure() }
        }
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            let good = try SignedWebhook.signed(.standard, "{}", id: "good").request()
            #expect(try await wire.call(good).status == 204)
            for _ in 0..<3 { #expect(try await wire.call(good).status == 200) }
            // A second attempt is signed anew.
            let later = try SignedWebhook.signed(.standard, "{}", id: "good", time: TimeText.milliseconds() / 1000 + 2)
            #expect(try await wire.call(later.request()).status == 200)
            #expect(probe.count("good") == 1)
            let bad = try SignedWebhook.signed(.standard, "{}", id: "bad").request()
            for status in [500, 500, 204, 200] {
                let response = try await wire.call(bad)
                #expect(response.status == status)
                #expect(!response.body.contains("Failure"))
            }
            #expect(probe.count("bad") == 3)
            #expect(await log.line(0).contains(#""outcome":"ok""#))
            #expect(await log.line(1).contains(#""outcome":"duplicate""#))
            #expect(await log.line(5).contains(#""outcome":"error""#))
            // A failure reaches the observer as those of tools do.
            #expect(harness.probe.events.count { $0.hasPrefix("observed /hook ") } == 2)
        }
    }

    @Test("While a webhook is handled its sender is told to come again")
    func running() async throws {
        let probe = Probe()
        let routes = try route { _, _ in
            probe.note("began")
            await probe.wait(for: "go on")
        }
        try await withServer(routes: routes) { harness in
            let webhook = try SignedWebhook.signed(.standard, "{}").request()
            let first = try await harness.connect()
            try await first.send(webhook.bytes)
            await probe.wait(for: "began")
            let second = try await harness.connect()
            let response = try await second.call(webhook)
            #expect(response.status == 409)
            #expect(response.headers["retry-after"] != nil)
            // A sender that goes away does not end it.
            await first.close()
            probe.note("go on")
            let last = try await harness.connect()
            var status = 409
            while status == 409 { status = try await last.call(webhook).status }
            #expect(status == 200)
            #expect(probe.count("began") == 1)
        }
    }

    @Test("The server waits for what it has accepted when it stops")
    func accepted() async throws {
        let probe = Probe()
        let routes = try route(answer: .accepted) { _, _ in
            probe.note("began")
            await probe.wait(for: "go on")
            probe.note("ended")
        }
        let harness = try await Harness(routes: routes)
        let wire = try await harness.connect()
        #expect(try await wire.call(try SignedWebhook.signed(.standard, "{}").request()).status == 202)
        await probe.wait(for: "began")
        harness.server.stop()
        let refused = try await wire.call(try SignedWebhook.signed(.standard, "{}", id: "other").request())
        #expect(refused.status == 503)
        #expect(refused.headers["retry-after"] != nil)
        #expect(!probe.events.contains("ended"))
        probe.note("go on")
        #expect(try await harness.stop())
        #expect(probe.events.contains("ended"))
    }

    @Test("Refusals say no more than that, and the log says why")
    func refusals() async throws {
        let log = LogCollector()
        let routes = try route(log: log) { _, _ in Issue.record("It must not be handled.") }
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            let webhook = try SignedWebhook.signed(.standard, "{}")
            let stale = try SignedWebhook.signed(.standard, "{}", time: 1_000_000)
            let cases: [(TestRequest, Int, String)] = [
                (webhook.request().with(body: "{ }"), 401, "the signature is wrong"),
                (webhook.request().setting("webhook-signature", nil), 401, "there is no webhook-signature"),
                (stale.request(), 401, "s away from now"),
                (webhook.request().setting("webhook-id", nil), 400, "there is no webhook-id"),
            ]
            for (place, (request, status, reason)) in cases.enumerated() {
                let response = try await wire.call(request)
                #expect(response.status == status)
                #expect(!response.body.contains(reason))
                #expect(await log.line(place).contains(reason))
            }
            #expect(try await wire.call(webhook.request().with(method: "GET").with(body: "")).status == 405)
            let put = try await wire.call(webhook.request().with(method: "PUT"))
            #expect(put.status == 405)
            #expect(put.headers["allow"] == "POST")
        }
        #expect(!log.text.contains("c2VjcmV0") && !log.text.contains("secret-of"))
    }

    @Test("Bodies have 1 MiB at most, unless a stage says otherwise", arguments: [nil, 1000, 2 << 20])
    func sizes(_ limit: Int?) async throws {
        let routes = try route(.github, limit: limit) { _, _ in }
        try await withServer(routes: routes) { harness in
            let most = limit ?? 1 << 20
            // Refused by its length alone, so that nothing needs to be signed.
            let wire = try await harness.connect()
            let large = SignedWebhook.githubExample.request().with(body: String(repeating: "a", count: most + 1))
            #expect(try await wire.call(large).status == 413)
            let other = try await harness.connect()
            let small = SignedWebhook.githubExample.request().with(body: String(repeating: "a", count: min(most, 5000)))
            #expect(try await other.call(small).status == 401)
        }
    }

    @Test("A payload is read by its schema")
    func payloads() async throws {
        let probe = Probe()
        let log = LogCollector()
        let secret = try WebhookSecret(Self.secret, for: .standard)
        let handler: @Sendable (Event, WebhookContext) async throws -> Void = { event, _ in
            probe.note("\(event.values.count)")
        }
        let routes = [
            MCPRoute.mcp("/mcp"),
            MCPRoute.webhook("/hook", handler: handler) {
                Correlation()
                RequestLog(log.output)
                WebhookSignature(.standard, secrets: [secret])
            },
        ]
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            func send(_ body: String, id: String = "a", type: String? = "application/json") async throws -> WireResponse
            {
                try await wire.call(
                    try SignedWebhook.signed(.standard, body, id: id).request().setting("Content-Type", type)
                )
            }
            let invalid = try await send("{}")
            #expect(invalid.status == 422)
            #expect(invalid.body.contains(#""issues":[{"code":"invalid_type""#))
            #expect(try await send("[1").status == 400)
            #expect(try await send("").status == 400)
            for type in ["text/plain", "application/x-www-form-urlencoded", nil] {
                #expect(try await send("[1]", type: type).status == 415)
            }
            // What was refused was not handled, so that it may come again.
            #expect(try await send("[1]", type: "application/cloudevents+json; charset=utf-8").status == 204)
            #expect(try await send("[1, 2]", id: "b", type: "Application/JSON").status == 204)
            #expect(probe.events == ["1", "2"])
            #expect(await log.line(0).contains(#""outcome":"invalid""#))
        }
    }

    @Test("A handler that takes too long is ended")
    func timeout() async throws {
        let probe = Probe()
        let routes = try route(timeout: .milliseconds(50)) { _, _ in
            try await withTaskCancellationHandler {
                try await Task.sleep(for: .seconds(60))
            } onCancel: {
                probe.note("cancelled")
            }
        }
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(try SignedWebhook.signed(.standard, "{}").request()).status == 504)
            await probe.wait(for: "cancelled")
        }
    }

    @Test("Nothing is handled that the store cannot claim")
    func failingStore() async throws {
        let routes = try route(replays: FailingStore()) { _, _ in Issue.record("It must not be handled.") }
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            let response = try await wire.call(try SignedWebhook.signed(.standard, "{}").request())
            #expect(response.status == 503)
            #expect(!response.body.contains("Failure"))
        }
    }

    @Test("Stripe and Slack name events in their bodies")
    func names() async throws {
        for (scheme, body) in [(.stripe, #"{"id":"evt_1"}"#), (.slack, #"{"event_id":"Ev1"}"#)]
            as [(WebhookScheme, String)]
        {
            let probe = Probe()
            let routes = try route(scheme) { _, context in probe.note(context.id ?? "-") }
            try await withServer(routes: routes) { harness in
                let wire = try await harness.connect()
                let time = TimeText.milliseconds() / 1000
                for (seconds, status) in [(0, 204), (0, 200), (1, 200)] {
                    let webhook = try SignedWebhook.signed(scheme, body, time: time + seconds)
                    #expect(try await wire.call(webhook.request()).status == status)
                }
                // Without a name a signature is one.
                for (seconds, status) in [(0, 204), (0, 200), (1, 204)] {
                    let webhook = try SignedWebhook.signed(scheme, "a=b", time: time + seconds)
                    #expect(try await wire.call(webhook.request()).status == status)
                }
                #expect(probe.events.count == 3)
            }
        }
    }

    @Test("Slack's first question is answered")
    func challenge() async throws {
        let routes = try route(.slack) { _, _ in Issue.record("It must not be handled.") }
        try await withServer(routes: routes) { harness in
            let wire = try await harness.connect()
            let body = #"{"type":"url_verification","challenge":"3eZbrw1a"}"#
            let response = try await wire.call(try SignedWebhook.signed(.slack, body).request())
            #expect(response.status == 200)
            #expect(response.body == "3eZbrw1a")
        }
    }
}

@Suite("Routes of the user's own", .timeLimit(.minutes(1)))
struct CustomRouteTests {
    @Test func answers() async throws {
        let handler: @Sendable (ServerRequest, [UInt8]) async throws -> ServerResponse = { request, body in
            if request.method == .delete { throw Failure() }
            return ServerResponse(status: .ok, text: "\(request.method) \(request.head.path ?? "") \(body.count)")
        }
        let routes = [
            MCPRoute.mcp("/mcp"),
            MCPRoute.custom("/hello", handler: handler) { OriginGuard() },
            MCPRoute.custom("/small", handler: handler) { BodyLimit(3) },
        ]
        try await withServer(options: HTTPOptions(maxBodySize: 100), routes: routes) { harness in
            let wire = try await harness.connect()
            func send(_ method: String, _ target: String, _ size: Int) async throws -> WireResponse {
                let body = Array(repeating: UInt8(ascii: "a"), count: size)
                let request = TestRequest(method: method, target: target, headers: [("Host", "127.0.0.1")], body: body)
                return try await wire.call(request)
            }
            #expect(try await send("POST", "/hello?a=b", 100).body == "POST /hello?a=b 100")
            #expect(try await send("GET", "/hello", 0).body == "GET /hello 0")
            #expect(try await send("PATCH", "/hello", 1).status == 200)
            let failed = try await send("DELETE", "/hello", 0)
            #expect(failed.status == 500)
            #expect(failed.body == #"{"error":"internal error"}"#)
            #expect(harness.probe.events.contains("observed /hello -"))
            #expect(try await send("POST", "/hello", 101).status == 413)
            let small = try await harness.connect()
            let request = TestRequest(method: "POST", target: "/small", headers: [("Host", "a")], body: [1, 2, 3, 4])
            #expect(try await small.call(request).status == 413)
        }
    }

    @Test("A server that stops takes no more, and waits for those that run")
    func stops() async throws {
        let probe = Probe()
        let handler: @Sendable (ServerRequest, [UInt8]) async throws -> ServerResponse = { _, _ in
            probe.note("began")
            await probe.wait(for: "go on")
            return ServerResponse(status: .ok, text: "done")
        }
        let harness = try await Harness(routes: [.mcp("/mcp"), .custom("/hello", handler: handler)])
        let request = TestRequest(method: "GET", target: "/hello", headers: [("Host", "127.0.0.1")], body: [])
        let wire = try await harness.connect()
        try await wire.send(request.bytes)
        await probe.wait(for: "began")
        harness.server.stop()
        let other = try await harness.connect()
        #expect(try await other.call(request).status == 503)
        probe.note("go on")
        #expect(try await wire.response().body == "done")
        #expect(try await harness.stop())
    }
}
#endif
