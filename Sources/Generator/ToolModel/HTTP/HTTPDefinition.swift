public import Diagnostics

/// What the `http:` section says: where the server listens, and what guards each of its routes.
public struct HTTPDefinition: Sendable, Hashable {
    /// The address or host name to listen on.
    public var host: SettingValue<String>
    /// The port to listen on, 0 for any that is free.
    public var port: SettingValue<Int>
    /// The greatest number of bytes that a request may have.
    public var maxBodySize: SettingValue<Int>
    /// What else is bounded, where the YAML says so.
    public var limits: HTTPLimits
    /// The networks whose proxies are believed when they say for whom they ask.
    public var trustedProxies: SettingValue<[String]>?
    /// What the server shows to clients of HTTPS; without it the listener speaks plain HTTP.
    public var tls: TLSSettings?
    /// The routes, in the order in which they are written.
    public var routes: [Route]
    /// Where `http:` stands.
    public var location: SourceLocation

    /// The address that is listened on where the YAML names none: nobody else's machine reaches it.
    public static let defaultHost = "127.0.0.1"
    /// The port that is listened on where the YAML names none.
    public static let defaultPort = 3000
    /// The greatest request where the YAML names none: 4 MiB, as in other implementations of MCP.
    public static let defaultMaxBodySize = 4_194_304

    /// Creates a section; what is left out has its default.
    public init(
        host: SettingValue<String>? = nil,
        port: SettingValue<Int>? = nil,
        maxBodySize: SettingValue<Int>? = nil,
        limits: HTTPLimits = HTTPLimits(),
        trustedProxies: SettingValue<[String]>? = nil,
        tls: TLSSettings? = nil,
        routes: [Route] = [],
        location: SourceLocation
    ) {
        self.host = host ?? SettingValue(Self.defaultHost, location: location)
        self.port = port ?? SettingValue(Self.defaultPort, location: location)
        self.maxBodySize = maxBodySize ?? SettingValue(Self.defaultMaxBodySize, location: location)
        self.limits = limits
        self.trustedProxies = trustedProxies
        self.tls = tls
        self.routes = routes
        self.location = location
    }
}

/// What the server bounds. What the YAML leaves out has the default of the server's own options.
public struct HTTPLimits: Sendable, Hashable {
    /// How many connections may be open.
    public var maxConnections: SettingValue<Int>?
    /// How many sessions there may be.
    public var maxSessions: SettingValue<Int>?
    /// How long a session lasts without a request.
    public var sessionTimeout: SettingValue<Duration>?
    /// How long a connection may be without a request.
    public var idleTimeout: SettingValue<Duration>?
    /// How long a request may take to arrive.
    public var readTimeout: SettingValue<Duration>?
    /// How long calls may go on that run when the server is told to stop.
    public var drainTimeout: SettingValue<Duration>?

    /// Creates limits that leave everything to the server.
    public init() {}
}

/// The files that make HTTPS of HTTP.
public struct TLSSettings: Sendable, Hashable {
    /// The path of the certificate and those that vouch for it, in PEM.
    public var certificate: SettingValue<String>
    /// The path of its private key, in PEM.
    public var key: SettingValue<String>

    /// Creates settings.
    public init(certificate: SettingValue<String>, key: SettingValue<String>) {
        self.certificate = certificate
        self.key = key
    }
}
