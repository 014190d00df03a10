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
}
#endif
