#if HTTP
public import MCPServer

/// Keeps legacy sessions outside of this process, so that they outlast it and other servers can go on with them.
///
/// A server asks it once for each request that names a session. What runs for a session stays where it runs: calls, which
/// only their own server can cancel, and streams, which can be resumed only where they began.
///
/// What a method throws is told to the client with status 503, on which it comes again: status 404 would tell it that its
/// session has ended. No method may wait for ever: requests wait with it.
public protocol SessionStore: Sendable {
    /// Keeps a session that has begun.
    ///
    /// - Parameters:
    ///   - record: The session. Its id was made up just now, and no other has it.
    ///   - lifetime: How long it is kept unless it is used.
    /// - Throws: What hinders it. The session does not begin then.
    func insert(_ record: SessionRecord, lifetime: Duration) async throws

    /// Finds a session for a request.
    ///
    /// Where it has no owner, the caller becomes that: of several who come at once, with different names, only one. Where
    /// the owner is the caller, or there is none still, its lifetime begins anew; nobody else can keep it alive.
    ///
    /// - Parameters:
    ///   - id: What names the session.
    ///   - caller: Who asks; `nil` for one without a credential.
    ///   - lifetime: How long it is kept unless it is used again.
    /// - Returns: The session as it is then, whoever its owner is; `nil` if it has ended.
    /// - Throws: What hinders it.
    func use(_ id: String, by caller: SessionOwner?, lifetime: Duration) async throws -> SessionRecord?

    /// Changes which log messages the client of a session wants. Nothing happens where it has ended.
    func setLogLevel(_ level: LogLevel, of id: String) async throws

    /// Ends a session. Nothing happens where it has ended already.
    func remove(_ id: String) async throws
}

/// A legacy session as far as it can be kept elsewhere.
public struct SessionRecord: Sendable, Hashable {
    /// What `initialize` agreed, and what the client said of itself.
    public var session: Session
    /// The path of the route that the session belongs to. On others it is unknown.
    public var path: String
    /// What names the session where its id must not stand, such as in logs.
    public var label: String
    /// Who alone may use it; `nil` as long as nobody has come with a credential.
    public var owner: SessionOwner?
    /// The least level of log messages that the client wants.
    public var logLevel: LogLevel

    /// Creates a record.
    public init(session: Session, path: String, label: String, owner: SessionOwner?, logLevel: LogLevel) {
        self.session = session
        self.path = path
        self.label = label
        self.owner = owner
        self.logLevel = logLevel
    }
}

/// Whose a session is: what of a ``Principal`` stays the same from one token to the next.
public struct SessionOwner: Sendable, Hashable {
    /// ``Principal/subject``
    public var subject: String
    /// ``Principal/client``
    public var client: String?

    /// Creates an owner.
    public init(subject: String, client: String? = nil) {
        self.subject = subject
        self.client = client
    }

    /// The owner that a caller is or becomes.
    init(_ principal: Principal) { self.init(subject: principal.subject, client: principal.client) }
}
#endif
