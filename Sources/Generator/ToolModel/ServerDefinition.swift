public import Diagnostics

/// All that the `tools.yaml` files of one target say.
public struct ServerDefinition: Sendable, Hashable {
    /// The server's name, as clients see it.
    public var name: String
    /// The server's version, as clients see it.
    public var version: String
    /// The server's name for people.
    public var title: String?
    /// What a model should know about the server as a whole.
    public var instructions: String?
    /// The Swift type that implements the tools, if the YAML names one.
    public var implementation: String?
    /// Whether warnings are errors.
    public var isStrict: Bool
    /// How its lists are answered.
    public var lists: ListSettings
    /// What sends its traces and metrics; `nil` for nothing.
    public var telemetry: TelemetryExport?
    /// How it is served over HTTP; `nil` where it speaks over stdio alone.
    public var http: HTTPDefinition?
    /// Where `server:` stands.
    public var location: SourceLocation
    /// The files, in the order in which they were given.
    public var files: [ToolFile]

    /// Creates a server.
    public init(
        name: String,
        version: String,
        title: String? = nil,
        instructions: String? = nil,
        implementation: String? = nil,
        isStrict: Bool = false,
        lists: ListSettings = ListSettings(),
        telemetry: TelemetryExport? = nil,
        http: HTTPDefinition? = nil,
        location: SourceLocation,
        files: [ToolFile] = []
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.instructions = instructions
        self.implementation = implementation
        self.isStrict = isStrict
        self.lists = lists
        self.telemetry = telemetry
        self.http = http
        self.location = location
        self.files = files
    }

    /// The tools of all files, in order.
    public var tools: [ToolDefinition] { files.flatMap(\.tools) }

    /// The types of all files, in order.
    public var types: [TypeDefinition] { files.flatMap(\.types) }

    /// The functions of the user's that answer at routes, in order.
    public var handlers: [RouteHandler] { http?.routes.compactMap(\.handler) ?? [] }

    /// The schemas of all types, tools and webhooks.
    public var schemas: [Schema] {
        types.map(\.schema) + tools.flatMap { [$0.input, $0.output].compactMap(\.self) }
            + handlers.compactMap(\.payload)
    }
}

/// What sends traces and metrics to where they are looked at.
public enum TelemetryExport: String, Sendable, CaseIterable {
    /// The OpenTelemetry Protocol.
    case otlp
}

/// The tools of one YAML file.
public struct ToolFile: Sendable, Hashable {
    /// The file's path, as it was given on the command line.
    public var path: String
    /// The types of `types:`, in the order in which they stand in the file.
    public var types: [TypeDefinition]
    /// The tools, in the order in which they stand in the file.
    public var tools: [ToolDefinition]

    /// Creates a file.
    public init(path: String, types: [TypeDefinition] = [], tools: [ToolDefinition] = []) {
        self.path = path
        self.types = types
        self.tools = tools
    }
}

/// One tool.
public struct ToolDefinition: Sendable, Hashable {
    /// The name by which clients call it.
    public var name: String
    /// The Swift name to use instead of the derived one.
    public var swiftName: String?
    /// The name for people.
    public var title: String?
    /// What a model should know about it.
    public var description: String?
    /// Whether it should no longer be called.
    public var isDeprecated: Bool
    /// Pictures for clients to show.
    public var icons: [ToolIcon]
    /// Hints about what calling it does.
    public var annotations: ToolAnnotations
    /// The arguments, or `nil` where it takes none.
    public var input: Schema?
    /// The structured result, or `nil` where it answers with content alone.
    public var output: Schema?
    /// Calls with their results.
    public var examples: [ToolExample]
    /// The scopes that a caller needs, all of them, to see and to call it.
    public var scopes: [String]
    /// How long a call may take, if that is bounded.
    public var timeout: Duration?
    /// How many calls may run at once, if that is bounded.
    public var concurrency: Int?
    /// How often a caller may call it, if that is bounded.
    public var rateLimit: ToolRateLimit?
    /// How many requests a call counts as for the limits of a route, if not as one.
    public var cost: Int?
    /// Where its name stands.
    public var location: SourceLocation

    /// Creates a tool.
    public init(
        name: String,
        swiftName: String? = nil,
        title: String? = nil,
        description: String? = nil,
        isDeprecated: Bool = false,
        icons: [ToolIcon] = [],
        annotations: ToolAnnotations = ToolAnnotations(),
        input: Schema? = nil,
        output: Schema? = nil,
        examples: [ToolExample] = [],
        scopes: [String] = [],
        timeout: Duration? = nil,
        concurrency: Int? = nil,
        rateLimit: ToolRateLimit? = nil,
        cost: Int? = nil,
        location: SourceLocation
    ) {
        self.name = name
        self.swiftName = swiftName
        self.title = title
        self.description = description
        self.isDeprecated = isDeprecated
        self.icons = icons
        self.annotations = annotations
        self.input = input
        self.output = output
        self.examples = examples
        self.scopes = scopes
        self.timeout = timeout
        self.concurrency = concurrency
        self.rateLimit = rateLimit
        self.cost = cost
        self.location = location
    }
}

/// How often a caller may call a tool.
public struct ToolRateLimit: Sendable, Hashable {
    /// How many calls may come in a period.
    public var requests: Int
    /// The period.
    public var period: Duration

    /// Creates a limit.
    public init(requests: Int, per period: Duration) {
        self.requests = requests
        self.period = period
    }
}

/// Hints about what calling a tool does; clients must not trust them.
public struct ToolAnnotations: Sendable, Hashable {
    /// Whether it changes nothing.
    public var readOnly: Bool?
    /// Whether it may destroy something.
    public var destructive: Bool?
    /// Whether calling it again with the same arguments changes nothing more.
    public var idempotent: Bool?
    /// Whether it reaches beyond the server.
    public var openWorld: Bool?

    /// Creates hints; what is not said is not advertised.
    public init(
        readOnly: Bool? = nil,
        destructive: Bool? = nil,
        idempotent: Bool? = nil,
        openWorld: Bool? = nil
    ) {
        self.readOnly = readOnly
        self.destructive = destructive
        self.idempotent = idempotent
        self.openWorld = openWorld
    }
}

/// A picture that clients may show beside a tool (`icons` of the protocol).
public struct ToolIcon: Sendable, Hashable {
    /// Where it is found: a `https:` or `data:` URL.
    public var source: String
    /// Its media type, such as `image/png`.
    public var mimeType: String?
    /// The sizes it is made for, such as `48x48` or `any`.
    public var sizes: [String]

    /// Creates an icon.
    public init(source: String, mimeType: String? = nil, sizes: [String] = []) {
        self.source = source
        self.mimeType = mimeType
        self.sizes = sizes
    }
}

/// A call of a tool, with its result where one is given.
public struct ToolExample: Sendable, Hashable {
    /// The arguments.
    public var input: LocatedValue?
    /// The structured result.
    public var output: LocatedValue?

    /// Creates an example.
    public init(input: LocatedValue? = nil, output: LocatedValue? = nil) {
        self.input = input
        self.output = output
    }
}
