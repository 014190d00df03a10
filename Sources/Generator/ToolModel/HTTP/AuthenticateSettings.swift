/// The settings of `authenticate`.
public struct AuthenticateSettings: Sendable, Hashable {
    /// The setting with the hashes of API keys.
    public var keys: SettingValue<[String]>?
    /// How tokens of an issuer are judged.
    public var jwt: JWTSettings?
    /// The setting with the hash of the key of a monitor.
    public var probeKey: SettingValue<String>?
    /// Whether who shows no credentials is refused.
    public var isRequired: SettingValue<Bool>?
    /// Whether anybody may open a session and see the list of tools.
    public var publicHandshake: SettingValue<Bool>?
    /// What clients are told of where to get a token.
    public var metadata: ResourceMetadataSettings?

    /// Creates settings.
    public init() {}
}

/// How JSON Web Tokens are judged.
public struct JWTSettings: Sendable, Hashable {
    /// Who issues them.
    public var issuer: SettingValue<String>
    /// For whom they must be.
    public var audience: SettingValue<[String]>
    /// Where the keys of the issuer are; without it, its metadata says so.
    public var jwks: SettingValue<String>?
    /// The algorithms that may sign, where the YAML says so.
    public var algorithms: [String]?
    /// How wrong clocks may be.
    public var clockSkew: SettingValue<Duration>?

    /// The algorithms that may sign.
    public static let knownAlgorithms = [
        "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA",
    ]

    /// Creates settings.
    public init(
        issuer: SettingValue<String>,
        audience: SettingValue<[String]>,
        jwks: SettingValue<String>? = nil,
        algorithms: [String]? = nil,
        clockSkew: SettingValue<Duration>? = nil
    ) {
        self.issuer = issuer
        self.audience = audience
        self.jwks = jwks
        self.algorithms = algorithms
        self.clockSkew = clockSkew
    }
}

/// The metadata of a protected resource (RFC 9728).
public struct ResourceMetadataSettings: Sendable, Hashable {
    /// The URL under which clients know the server.
    public var resource: SettingValue<String>
    /// The issuers of tokens for it.
    public var authorizationServers: SettingValue<[String]>
    /// The scopes that clients shall ask for.
    public var scopes: [String]

    /// Creates settings.
    public init(
        resource: SettingValue<String>,
        authorizationServers: SettingValue<[String]>,
        scopes: [String] = []
    ) {
        self.resource = resource
        self.authorizationServers = authorizationServers
        self.scopes = scopes
    }
}
