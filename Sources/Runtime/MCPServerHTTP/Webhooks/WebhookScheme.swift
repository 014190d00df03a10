#if HTTP
import Digests

/// How a sender of webhooks signs them. All schemes use HMAC with SHA-256.
public struct WebhookScheme: Sendable, Hashable {
    enum Kind: String, Sendable {
        case standard, github, stripe, slack
    }

    let kind: Kind

    /// The name in tools.yaml.
    public var name: String { kind.rawValue }

    /// Standard Webhooks, with header fields `webhook-…` or `svix-…`.
    public static let standard = WebhookScheme(kind: .standard)
    /// GitHub. It signs the body alone: neither a time nor the id of the delivery.
    public static let github = WebhookScheme(kind: .github)
    /// Stripe.
    public static let stripe = WebhookScheme(kind: .stripe)
    /// Slack.
    public static let slack = WebhookScheme(kind: .slack)

    /// A code as signatures of the scheme write it.
    func text(_ code: [UInt8]) -> String { kind == .standard ? Base64.text(code) : Hexadecimal.text(code) }
}
#endif
