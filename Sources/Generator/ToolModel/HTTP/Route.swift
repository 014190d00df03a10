public import Diagnostics

/// A path of the server and what a request to it passes.
public struct Route: Sendable, Hashable {
    /// What answers at a route.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The endpoint of MCP.
        case mcp
        /// Whether the process is alive.
        case health
        /// Whether the server takes on calls.
        case readiness
        /// What the server has measured.
        case metrics
        /// A function of the user's, which takes what others tell the server.
        case webhook
        /// A function of the user's, which answers requests.
        case custom
    }

    /// The path, which begins with a slash.
    public var path: String
    /// What answers.
    public var kind: Kind
    /// The stages in the order in which a request passes them, with those that the reader put in.
    public var stages: [StageUse]
    /// The function of the user's that answers, where one does.
    public var handler: RouteHandler?
    /// Where the path stands.
    public var location: SourceLocation

    /// Creates a route.
    public init(
        path: String,
        kind: Kind,
        stages: [StageUse] = [],
        handler: RouteHandler? = nil,
        location: SourceLocation
    ) {
        self.path = path
        self.kind = kind
        self.stages = stages
        self.handler = handler
        self.location = location
    }
}
