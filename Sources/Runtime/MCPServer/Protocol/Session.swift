/// What the `initialize` handshake of a legacy revision agreed (up to 2025-11-25).
public struct Session: Sendable, Hashable {
    /// What names the session to the server: `stdio`, where a process has but one.
    public var id: String
    /// The revision that both sides speak.
    public var revision: ProtocolRevision
    /// What the client said about itself.
    public var client: ClientInfo?
    /// What the client said that it can do (`ClientCapabilities` in the schemas).
    public var capabilities: JSONObject

    /// Creates a session.
    public init(
        id: String,
        revision: ProtocolRevision,
        client: ClientInfo? = nil,
        capabilities: JSONObject = [:]
    ) {
        self.id = id
        self.revision = revision
        self.client = client
        self.capabilities = capabilities
    }
}
