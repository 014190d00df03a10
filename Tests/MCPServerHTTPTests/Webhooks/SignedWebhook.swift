#if HTTP
import Digests
import HTTPTypes
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

/// A webhook with what its sender says of its signature.
struct SignedWebhook: Sendable, CustomTestStringConvertible {
    var scheme: WebhookScheme
    var secret: String
    var fields: [(name: String, value: String)]
    var body: String
    /// When it was sent.
    var time: Int

    var testDescription: String { scheme.name }

    var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json"]
        for (name, value) in fields { headers.append(HTTPField(name: .known(name), value: value)) }
        return headers
    }

    /// As the request of a route.
    func request(to target: String = "/hook") -> TestRequest {
        let common = [("Host", "127.0.0.1"), ("Content-Type", "application/json")]
        return TestRequest(target: target, headers: common + fields, body: Array(body.utf8))
    }

    /// Signs as the scheme says.
    static func signed(
        _ scheme: WebhookScheme,
        _ body: String,
        id: String = "msg_1",
        time: Int = TimeText.milliseconds() / 1000,
        secret: String = "whsec_c2VjcmV0LW9mLXR3ZW50eS1mb3VyLWJ5dGVzLS0="
    ) throws -> SignedWebhook {
        let key = try WebhookSecret(secret, for: scheme).key
        func code(_ prefix: String) -> String {
            scheme.text(HMACSHA256.code(of: Array((prefix + body).utf8), key: key))
        }
        let fields: [(name: String, value: String)] =
            switch scheme.kind {
            case .standard:
                [
                    ("webhook-id", id), ("webhook-timestamp", "\(time)"),
                    ("webhook-signature", "v1,\(code("\(id).\(time)."))"),
                ]
            case .github: [("X-GitHub-Delivery", id), ("X-Hub-Signature-256", "sha256=\(code(""))")]
            case .stripe: [("Stripe-Signature", "t=\(time),v1=\(code("\(time)."))")]
            case .slack:
                [("X-Slack-Request-Timestamp", "\(time)"), ("X-Slack-Signature", "v0=\(code("v0:\(time):"))")]
            }
        return SignedWebhook(scheme: scheme, secret: secret, fields: fields, body: body, time: time)
    }

    /// What a stage that knows the secret answers, 204 if it passes the webhook on.
    func status(
        after seconds: Int = 0,
        secrets: [String]? = nil,
        tolerance: Duration = .seconds(300),
        body: [UInt8]? = nil
    ) async throws -> Int {
        let now = time + seconds
        let stage = WebhookSignature(
            scheme,
            secrets: try (secrets ?? [secret]).map { try WebhookSecret($0, for: scheme) },
            tolerance: tolerance,
            now: { now }
        )
        var head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/hook")
        head.headerFields = headers
        let bytes = body ?? Array(self.body.utf8)
        var request = ServerRequest(
            head,
            path: "/hook",
            kind: .webhook,
            isOnLoopback: true,
            connection: nil,
            body: { _ in bytes }
        )
        request.bounds.bodySize = 1 << 20
        let next = Next { request, _ in
            ServerResponse(status: request.delivery?.body == bytes ? .noContent : .internalServerError)
        }
        return try await stage.handle(request, RequestTrace(), next: next).status.code
    }
}

// MARK: - What others have published

extension SignedWebhook {
    static let published = [standardExample, svixExample, githubExample, stripeExample, slackExample]

    /// https://github.com/standard-webhooks/standard-webhooks, libraries/go/webhook_test.go, TestWebhookSign
    static let standardExample = SignedWebhook(
        scheme: .standard,
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        fields: [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ],
        body: #"{"test": 2432232314}"#,
        time: 1_614_265_330
    )

    /// The same under the names of Svix, for which the scheme was made.
    static let svixExample = SignedWebhook(
        scheme: .standard,
        secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        fields: standardExample.fields.map { (name: $0.name.replacing("webhook-", with: "svix-"), value: $0.value) },
        body: standardExample.body,
        time: standardExample.time
    )

    /// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, "Testing the webhook payload
    /// validation". It states no id.
    static let githubExample = SignedWebhook(
        scheme: .github,
        secret: "It's a Secret to Everybody",
        fields: [
            ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
            ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
        ],
        body: "Hello, World!",
        time: 0
    )

    /// https://github.com/stripe/stripe-dotnet, src/StripeTests/Services/Events/EventUtilityTest.cs: Stripe's documentation has
    /// no example with its secret.
    static let stripeExample = SignedWebhook(
        scheme: .stripe,
        secret: "webhook_secret",
        fields: [
            (
                "Stripe-Signature",
                "t=1533204620,v1=f0bdba6d4eacbd8ad8a3bbadd7248e633ec1477f7899c124c51b39405fa36613"
            )
        ],
        body: """
            {
              "id": "evt_123",
              "object": "event",
              "account": "acct_123",
              "api_version": "2017-05-25",
              "created": 1533204620,
              "data": {
                "object": {
                  "id": "ii_123",
                  "object": "invoiceitem",
                  "amount": 1000,
                  "currency": "usd",
                  "customer": "cus_123",
                  "date": 1533204620,
                  "description": "Test Invoice Item",
                  "discountable": false,
                  "invoice": "in_123",
                  "livemode": false,
                  "metadata": {},
                  "period": {
                    "start": 1533204620,
                    "end": 1533204620
                  },
                  "plan": null,
                  "proration": false,
                  "quantity": null,
                  "subscription": null
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": {
                "id": "req_123",
                "idempotency_key": "idempotency-key-123"
              },
              "type": "invoiceitem.created"
            }

            """,
        time: 1_533_204_620
    )

    /// https://api.slack.com/authentication/verifying-requests-from-slack, "A recipe for security"
    static let slackExample = SignedWebhook(
        scheme: .slack,
        secret: "8f742231b10e8888abcd99yyyzzz85a5",
        fields: [
            ("X-Slack-Request-Timestamp", "1531420618"),
            ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        ],
        body: """
            token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V\
            &channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=\
            &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
            &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c
            """,
        time: 1_531_420_618
    )
}
#endif
