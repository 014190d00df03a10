#if HTTP
public import MCPServer
import HTTPTypes
import Synchronization

/// A request without its body, which is the endpoint's to read.
///
/// It costs one reference: pass it on freely.
public struct ServerRequest: Sendable {
    private let storage: Storage

    /// Who sends the request. A stage that authenticates sets it before it hands the request on.
    public var principal: Principal?
    /// How far it may go, once ``Authenticate`` has let it through.
    var admission: Admission?

    /// What the stages so far let the request have.
    var bounds = RequestBounds()

    /// The method, such as `POST`.
    public var method: HTTPRequest.Method { storage.head.method }
    /// The path without the query.
    public var path: String { storage.path }
    /// Method, target, authority and header fields.
    public var head: HTTPRequest { storage.head }
    /// The header fields.
    public var headers: HTTPFields { storage.head.headerFields }
    /// The address of the client, as far as it is known: what a proxy says that `HTTPOptions.trustedProxies` lists, or else
    /// the other side of the connection.
    public var remoteAddress: String? { storage.origin?.address?.description ?? storage.connection?.remoteAddress }
    /// Whether the client uses TLS: with this server, or with a proxy that `HTTPOptions.trustedProxies` lists.
    public var isSecure: Bool { storage.origin?.isSecure ?? storage.connection?.isSecure ?? false }
    /// What the route serves.
    public var routeKind: MCPRoute.Kind { storage.kind }
    /// Whether the server listens where only this machine can reach it.
    public var isOnLoopback: Bool { storage.isOnLoopback }

    // Lent and not copied: it has a dozen texts.
    var fields: KnownFields { _read { yield storage.fields } }
    var connection: Connection? { storage.connection }
    /// The address of the client; `nil` where nobody knows it, as a proxy says nothing that can be understood.
    var address: IPAddress? {
        guard let origin = storage.origin else { return storage.connection?.address }
        return origin.address
    }
    /// The legacy sessions of the route.
    var sessions: SessionTable? { storage.sessions }
    /// What is measured; `nil` where nobody looks at it.
    var metrics: HTTPMetrics? { storage.metrics }

    init(
        _ head: HTTPRequest,
        path: String,
        kind: MCPRoute.Kind,
        isOnLoopback: Bool,
        connection: Connection?,
        origin: ForwardedOrigin? = nil,
        sessions: SessionTable? = nil,
        metrics: HTTPMetrics? = nil,
        body: @escaping BodyReader
    ) {
        storage = Storage(head, path, kind, isOnLoopback, connection, origin, sessions, metrics, body)
    }

    /// Reads the body.
    ///
    /// - Parameter limit: How many bytes it may have, unless a stage lets it have fewer.
    /// - Returns: The bytes.
    /// - Throws: ``BodyTooLarge``, or what the connection throws.
    func readBody(upTo limit: Int) async throws -> [UInt8] {
        let limit = min(limit, bounds.bodySize)
        guard fields.contentLength.map({ $0 <= limit }) ?? true else { throw BodyTooLarge() }
        if fields.expectsContinue {
            storage.isAskedForBody.store(true, ordering: .relaxed)
            connection?.askForBody()
        }
        return try await storage.body(limit)
    }

    /// Whether the client still holds back a body for which it will not be asked any more: whether it sends it all the
    /// same nobody can know.
    var leavesBodyUnasked: Bool { fields.expectsContinue && !storage.isAskedForBody.load(ordering: .relaxed) }

    private final class Storage: Sendable {
        let head: HTTPRequest
        let path: String
        let kind: MCPRoute.Kind
        let isOnLoopback: Bool
        let connection: Connection?
        let origin: ForwardedOrigin?
        let sessions: SessionTable?
        let metrics: HTTPMetrics?
        let body: BodyReader
        let fields: KnownFields
        let isAskedForBody = Atomic(false)

        init(
            _ head: HTTPRequest,
            _ path: String,
            _ kind: MCPRoute.Kind,
            _ isOnLoopback: Bool,
            _ connection: Connection?,
            _ origin: ForwardedOrigin?,
            _ sessions: SessionTable?,
            _ metrics: HTTPMetrics?,
            _ body: @escaping BodyReader
        ) {
            self.head = head
            self.path = path
            self.kind = kind
            self.isOnLoopback = isOnLoopback
            self.connection = connection
            self.origin = origin
            self.sessions = sessions
            self.metrics = metrics
            self.body = body
            fields = KnownFields(head)
        }
    }
}

/// Reads the body of a request up to a limit, and throws ``BodyTooLarge`` beyond it.
typealias BodyReader = @Sendable (Int) async throws -> [UInt8]

/// The body of a request has more bytes than it may.
struct BodyTooLarge: Error {}

/// The body of a request did not arrive in time.
struct BodyTooSlow: Error {}
#endif
