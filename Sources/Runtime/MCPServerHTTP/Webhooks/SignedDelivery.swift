#if HTTP
import MCPServer

/// A webhook whose signature was found good, on its way from the stage to the endpoint.
final class SignedDelivery: Sendable {
    let body: [UInt8]
    /// What tells it from others: what its sender calls it, or else its signature, which no other body and time have.
    let id: String
    /// When it was signed, in seconds since 1970.
    let timestamp: Int?
    /// What Slack wants to have repeated before it sends anything else.
    let challenge: String?

    private let replays: any WebhookReplayStore
    private let retention: Duration

    /// How long a claim holds that was never given back, as by a server that crashed.
    private static let lease = Duration.seconds(600)

    init(
        _ body: [UInt8],
        _ fields: SignatureFields,
        _ scheme: WebhookScheme,
        _ replays: any WebhookReplayStore,
        retention: Duration
    ) {
        let names = DeliveryNames(body, scheme)
        self.body = body
        id = fields.id ?? names.id ?? fields.signatures.joined(separator: ",")
        timestamp = fields.timestamp
        challenge = names.challenge
        self.replays = replays
        self.retention = retention
    }

    // Routes have senders of their own, who may call two things by one name.
    func claim(_ path: String) async throws -> WebhookClaim {
        try await replays.claim("\(path) \(id)", lease: Self.lease)
    }

    func complete(_ path: String) async throws { try await replays.complete("\(path) \(id)", for: retention) }

    func release(_ path: String) async throws { try await replays.release("\(path) \(id)") }
}

/// What the body of a webhook says of itself where no header field does.
private struct DeliveryNames {
    private(set) var id: String?
    private(set) var challenge: String?

    /// The member that names the event: the sender signs a second attempt anew, so that its signature is another one.
    init(_ body: [UInt8], _ scheme: WebhookScheme) {
        let name: String
        switch scheme.kind {
        case .standard, .github: return
        case .stripe: name = "id"
        case .slack: name = "event_id"
        }
        guard case .object(let object)? = try? JSONValue.read(body) else { return }
        if case .string(let id)? = object[name], (1...256).contains(id.utf8.count) { self.id = id }
        if scheme == .slack, object["type"] == "url_verification", case .string(let text)? = object["challenge"] {
            challenge = text
        }
    }
}
#endif
