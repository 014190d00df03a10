/// The settings of `requestLog`.
public struct RequestLogSettings: Sendable, Hashable {
    /// Which share of the requests that went well is logged.
    public var sample: SettingValue<Double>?
    /// From which duration on a request is logged in any case.
    public var slow: SettingValue<Duration>?

    /// Creates settings.
    public init(sample: SettingValue<Double>? = nil, slow: SettingValue<Duration>? = nil) {
        self.sample = sample
        self.slow = slow
    }
}

/// The settings of `cors`.
public struct CORSSettings: Sendable, Hashable {
    /// The origins whose pages may call the server: none where nothing is said.
    public var origins: SettingValue<[String]>?
    /// Whether such pages may send cookies and other credentials, if the YAML says so or not.
    public var credentials: SettingValue<Bool>?

    /// Creates settings.
    public init(origins: SettingValue<[String]>? = nil, credentials: SettingValue<Bool>? = nil) {
        self.origins = origins
        self.credentials = credentials
    }
}

/// The settings of `rateLimit`.
public struct RateLimitSettings: Sendable, Hashable {
    /// Who shares a limit.
    public enum Key: Sendable, Hashable {
        /// The requests of one caller.
        case principal
        /// The requests of one session.
        case session
        /// The requests of one address.
        case ip
        /// The requests of one network.
        case network
        /// The requests with one value of an argument that a header repeats.
        case argument(LocatedText)
    }

    /// The values of `headers`.
    public enum Headers: String, Sendable, Hashable, CaseIterable {
        /// `RateLimit` and `RateLimit-Policy`.
        case draft
        /// `X-RateLimit-…`
        case legacy
        /// None.
        case none
    }

    /// Who shares a limit.
    public var key: Key
    /// How many requests may come in a period.
    public var requests: SettingValue<Int>
    /// The period.
    public var period: SettingValue<Duration>
    /// How many may come at once.
    public var burst: SettingValue<Int>?
    /// What tells callers of the limit.
    public var headers: Headers?

    /// Creates settings.
    public init(
        by key: Key,
        requests: SettingValue<Int>,
        per period: SettingValue<Duration>,
        burst: SettingValue<Int>? = nil,
        headers: Headers? = nil
    ) {
        self.key = key
        self.requests = requests
        self.period = period
        self.burst = burst
        self.headers = headers
    }
}

/// The settings of `concurrency`.
public struct ConcurrencySettings: Sendable, Hashable {
    /// How many calls a caller may have running.
    public var calls: SettingValue<Int>?
    /// How many streams a caller may have open.
    public var streams: SettingValue<Int>?

    /// Creates settings.
    public init(calls: SettingValue<Int>? = nil, streams: SettingValue<Int>? = nil) {
        self.calls = calls
        self.streams = streams
    }
}
