public import Diagnostics

/// A stage of a route.
public struct StageUse: Sendable, Hashable {
    /// What a stage does, with its settings.
    public enum Kind: Sendable, Hashable {
        /// Gives each request an id that its log lines carry, and that stands in a header field.
        case correlation(header: SettingValue<String>?)
        /// Writes a line for each request.
        case requestLog(RequestLogSettings)
        /// Marks responses so that browsers make less of them; `hsts` is for how long they shall insist on HTTPS.
        case securityHeaders(hsts: SettingValue<Duration>?)
        /// Answers browsers that ask whether a page may call the server.
        case cors(CORSSettings)
        /// Refuses pages of other origins than loopback, those of `cors` and the server's own, which `allow` lists; and
        /// names that were rebound to it, which without `allow` it knows on loopback alone.
        case originGuard(allow: SettingValue<[String]>?)
        /// Refuses clients of other networks.
        case ipAllowlist(SettingValue<[String]>)
        /// Refuses bodies of more bytes.
        case bodyLimit(SettingValue<Int>)
        /// Ends what takes longer.
        case timeout(SettingValue<Duration>)
        /// Finds out who calls, and refuses who may not.
        case authenticate(AuthenticateSettings)
        /// Refuses requests that come too fast.
        case rateLimit(RateLimitSettings)
        /// Refuses more calls or streams at a time.
        case concurrency(ConcurrencySettings)
        /// Refuses webhooks that their sender has not signed.
        case webhookSignature(WebhookSignatureSettings)
        /// The user's own: the name of a Swift type.
        case custom(type: String)
    }

    /// What it does.
    public var kind: Kind
    /// Whether the YAML does not list it and the reader put it in.
    public var isInserted: Bool
    /// Where it stands; of one that was put in, where its route stands.
    public var location: SourceLocation

    /// Creates a stage.
    public init(_ kind: Kind, isInserted: Bool = false, location: SourceLocation) {
        self.kind = kind
        self.isInserted = isInserted
        self.location = location
    }
}
