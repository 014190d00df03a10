#if HTTP
public import HTTPTypes
public import Logging
public import MCPServer

/// What the handler of a webhook may know and do.
public struct WebhookContext: Sendable {
    /// What tells the webhook from others, a second attempt at it not among these: what its sender calls it, or else its
    /// signature. `nil` on a route without ``WebhookSignature``.
    public let id: String?
    /// When it was signed, in seconds since 1970, where its sender says so.
    public let timestamp: Int?
    /// The header fields, such as `X-GitHub-Event`.
    public let headers: HTTPFields
    /// A logger that states the id.
    public let logger: Logger
    /// The server, to tell its clients of changes: ``ServerContext/toolsChanged()``.
    public let server: ServerContext

    /// Creates a context, for tests of a handler.
    ///
    /// ```swift
    /// let app = ShopApp()
    /// let connection = ShopServer(tools: app).testConnection()
    /// try await app.orderEvent(event, WebhookContext(id: "msg_1", server: connection.server))
    /// ```
    ///
    /// - Parameters:
    ///   - id: What tells the webhook from others.
    ///   - timestamp: When it was signed, in seconds since 1970.
    ///   - headers: The header fields.
    ///   - logger: Where the handler logs.
    ///   - server: The server, in tests that of a connection of `MCPServerTesting`.
    public init(
        id: String? = nil,
        timestamp: Int? = nil,
        headers: HTTPFields = [:],
        logger: Logger = Logger(label: "webhook"),
        server: ServerContext
    ) {
        self.id = id
        self.timestamp = timestamp
        self.headers = headers
        self.logger = logger
        self.server = server
    }
}
#endif
