/// The settings of `webhookSignature`.
public struct WebhookSignatureSettings: Sendable, Hashable {
    /// How the sender signs.
    public enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// Standard Webhooks.
        case standard
        /// GitHub.
        case github
        /// Stripe.
        case stripe
        /// Slack.
        case slack
    }

    /// How the sender signs.
    public var scheme: Scheme
    /// The setting with what it signs with.
    public var secret: SettingValue<[String]>
    /// How far the time of a signature may be from the server's.
    public var tolerance: SettingValue<Duration>?

    /// Creates settings.
    public init(scheme: Scheme, secret: SettingValue<[String]>, tolerance: SettingValue<Duration>? = nil) {
        self.scheme = scheme
        self.secret = secret
        self.tolerance = tolerance
    }
}
