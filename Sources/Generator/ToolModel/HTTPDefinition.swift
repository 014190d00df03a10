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
        routes: [Route] = [],
        location: SourceLocation
    ) {
        self.host = host ?? SettingValue(Self.defaultHost, location: location)
        self.port = port ?? SettingValue(Self.defaultPort, location: location)
        self.maxBodySize = maxBodySize ?? SettingValue(Self.defaultMaxBodySize, location: location)
        self.limits = limits
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

/// A path of the server and what a request to it passes.
public struct Route: Sendable, Hashable {
    /// What answers at a route.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The endpoint of MCP.
        case mcp
        /// Whether the process is alive.
        case health
    }

    /// The path, which begins with a slash.
    public var path: String
    /// What answers.
    public var kind: Kind
    /// The stages in the order in which a request passes them, with those that the reader put in.
    public var stages: [StageUse]
    /// Where the path stands.
    public var location: SourceLocation

    /// Creates a route.
    public init(path: String, kind: Kind, stages: [StageUse] = [], location: SourceLocation) {
        self.path = path
        self.kind = kind
        self.stages = stages
        self.location = location
    }
}

/// A stage of a route.
public struct StageUse: Sendable, Hashable {
    /// What a stage does, with its settings.
    public enum Kind: Sendable, Hashable {
        /// Gives each request an id that its log lines carry.
        case correlation
        /// Writes a line for each request.
        case requestLog
        /// Answers browsers that ask whether a page may call the server.
        case cors(CORSSettings)
        /// Refuses pages of other origins than loopback, those of `cors` and the server's own, which `allow` lists; and
        /// names that were rebound to it, which without `allow` it knows on loopback alone.
        case originGuard(allow: SettingValue<[String]>?)
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

/// A value that the YAML states, or that the server reads when it starts.
public struct SettingValue<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Where the value comes from.
    public enum Source: Sendable, Hashable {
        /// The YAML.
        case literal(Value)
        /// A setting with the text that stands for it where it is not set; without one, the server does not start then.
        case setting(name: String, defaultText: String?)
    }

    /// Where the value comes from.
    public var source: Source
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a value.
    public init(_ source: Source, location: SourceLocation) {
        self.source = source
        self.location = location
    }

    /// Creates a value that the YAML states.
    public init(_ literal: Value, location: SourceLocation) {
        self.init(.literal(literal), location: location)
    }

    /// The value, if the YAML states it.
    public var literal: Value? {
        guard case .literal(let value) = source else { return nil }
        return value
    }
}
