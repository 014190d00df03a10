#if HTTP
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

@Suite("Signatures of webhooks", .timeLimit(.minutes(2)))
struct WebhookSignatureTests {
    @Test("What others have published verifies", arguments: SignedWebhook.published)
    func published(_ webhook: SignedWebhook) async throws {
        #expect(try await webhook.status() == 204)
        #expect(try await webhook.status(secrets: ["whsec_YW5vdGhlci1zZWNyZXQtb2YtMjQtYnl0ZXM="]) == 401)
    }

    @Test("No byte of what is signed can be another", arguments: SignedWebhook.published)
    func changedBytes(_ webhook: SignedWebhook) async throws {
        for (place, field) in webhook.fields.enumerated() where field.name != "X-GitHub-Delivery" {
            for (index, byte) in field.value.utf8.enumerated() {
                // The next letter, and the same one in the other case.
                for mask in [0x01, 0x20] as [UInt8] where (0x21...0x7E).contains(byte ^ mask) {
                    var value = Array(field.value.utf8)
                    value[index] ^= mask
                    var changed = webhook
                    changed.fields[place].value = String(decoding: value, as: UTF8.self)
                    let status = try await changed.status()
                    #expect([400, 401].contains(status), "\(changed.fields[place])")
                }
            }
        }
        let body = Array(webhook.body.utf8)
        for index in body.indices {
            var changed = body
            changed[index] ^= 1
            #expect(try await webhook.status(body: changed) == 401)
        }
        for changed in [body + [0x20], Array(body.dropLast()), []] {
            #expect(try await webhook.status(body: changed) == 401)
        }
    }

    @Test("GitHub does not sign the id of a delivery")
    func unsignedID() async throws {
        var webhook = SignedWebhook.githubExample
        webhook.fields[0].value = "another"
        #expect(try await webhook.status() == 204)
        webhook.fields[0].value = ""
        #expect(try await webhook.status() == 400)
        webhook.fields.removeFirst()
        #expect(try await webhook.status() == 400)
    }

    /// Two schemes take a list, which costs less time than as many requests.
    @Test(
        "10,000 signatures at random are refused",
        arguments: [(WebhookScheme.standard, 100, 45), (.stripe, 100, 45), (.github, 1, 500), (.slack, 1, 500)]
    )
    func randomSignatures(_ scheme: WebhookScheme, _ count: Int, _ requests: Int) async throws {
        var webhook = try SignedWebhook.signed(scheme, "{}")
        let place = webhook.fields.count - 1
        let length = scheme == .standard ? 44 : 64
        let good = webhook.fields[place].value
        for _ in 0..<requests {
            let guesses = (0..<count).map { _ in scheme.text((0..<32).map { _ in UInt8.random(in: 0...255) }) }
            webhook.fields[place].value =
                good.dropLast(length) + guesses.joined(separator: scheme == .standard ? " v1," : ",v1=")
            #expect(try await webhook.status() == 401)
        }
        // Among as many the good one is found.
        guard count > 1 else { return }
        webhook.fields[place].value += scheme == .standard ? " \(good)" : ",v1=\(good.suffix(length))"
        #expect(try await webhook.status() == 204)
    }

    @Test("Every secret and every signature is tried", arguments: [WebhookScheme.standard, .github, .stripe, .slack])
    func rotation(_ scheme: WebhookScheme) async throws {
        let (old, new) = ("b2xkLXNlY3JldC1vZi0yNC1ieXRlcy0tLS0t", "bmV3LXNlY3JldC1vZi0yNC1ieXRlcy0tLS0t")
        for secret in [old, new] {
            let webhook = try SignedWebhook.signed(scheme, "{}", secret: secret)
            #expect(try await webhook.status(secrets: [old, new]) == 204)
            #expect(try await webhook.status(secrets: [new, old]) == 204)
            #expect(try await webhook.status(secrets: [secret == old ? new : old]) == 401)
        }
        guard scheme == .standard || scheme == .stripe else { return }
        var both = try SignedWebhook.signed(scheme, "{}", secret: old)
        let newer = try SignedWebhook.signed(scheme, "{}", time: both.time, secret: new)
        let place = both.fields.count - 1
        if scheme == .standard {
            both.fields[place].value += " v1a,bm90LW91cnM= \(newer.fields[place].value)"
        } else {
            both.fields[place].value += ",v0=00,v1=" + newer.fields[place].value.suffix(64)
        }
        for secret in [old, new] { #expect(try await both.status(secrets: [secret]) == 204) }
    }

    @Test("Times count in both directions", arguments: [WebhookScheme.standard, .stripe, .slack])
    func times(_ scheme: WebhookScheme) async throws {
        let webhook = try SignedWebhook.signed(scheme, "{}", time: 1_700_000_000)
        for (seconds, status) in [(0, 204), (300, 204), (-300, 204), (301, 401), (-301, 401), (1_000_000_000, 401)] {
            #expect(try await webhook.status(after: seconds) == status, "\(seconds)")
        }
        #expect(try await webhook.status(after: 11, tolerance: .seconds(10)) == 401)
        #expect(try await webhook.status(after: 86_400, tolerance: .seconds(86_400)) == 204)
    }

    @Test(
        "What cannot be understood is malformed, and no signature is none",
        arguments: [
            (.standard, [:], 401),
            (.standard, ["webhook-id": "a", "webhook-timestamp": "1"], 401),
            (.standard, ["webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "v1a,AAAA"], 401),
            (.standard, ["webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "AAAA"], 400),
            (.standard, ["webhook-id": "a", "webhook-timestamp": "-1", "webhook-signature": "v1,AAAA"], 400),
            (.standard, ["webhook-id": "a", "webhook-timestamp": "1e3", "webhook-signature": "v1,AAAA"], 400),
            (.standard, ["webhook-id": "a b", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"], 400),
            (.standard, ["webhook-timestamp": "1", "webhook-signature": "v1,AAAA"], 400),
            (.standard, ["webhook-id": "a", "svix-timestamp": "1", "webhook-signature": "v1,AAAA"], 400),
            (.standard, ["webhook-id": "a", "svix-signature": "v1,AAAA", "webhook-timestamp": "1"], 400),
            (.github, ["X-Hub-Signature": "sha1=00", "X-GitHub-Delivery": "a"], 401),
            (.github, ["X-Hub-Signature-256": "sha1=00", "X-GitHub-Delivery": "a"], 400),
            (.github, ["X-Hub-Signature-256": "sha256=", "X-GitHub-Delivery": "a"], 401),
            (.stripe, ["Stripe-Signature": "t=1"], 401), (.stripe, ["Stripe-Signature": "v1=00"], 400),
            (.stripe, ["Stripe-Signature": "t=1,t=2,v1=00"], 400), (.stripe, ["Stripe-Signature": "t,v1"], 400),
            (.slack, ["X-Slack-Signature": "v1=00", "X-Slack-Request-Timestamp": "1"], 400),
            (.slack, ["X-Slack-Signature": "v0=00"], 400), (.slack, ["X-Slack-Request-Timestamp": "1"], 401),
        ] as [(WebhookScheme, [String: String], Int)]
    )
    func malformed(_ scheme: WebhookScheme, _ fields: [String: String], _ status: Int) async throws {
        var webhook = try SignedWebhook.signed(scheme, "{}", time: 1)
        webhook.fields = fields.map { (name: $0.key, value: $0.value) }
        #expect(try await webhook.status() == status)
    }

    @Test("A field that is there twice is refused", arguments: SignedWebhook.published)
    func repeated(_ webhook: SignedWebhook) async throws {
        for field in webhook.fields {
            var twice = webhook
            twice.fields.append(field)
            #expect(try await twice.status() == 400)
        }
    }
}
#endif
