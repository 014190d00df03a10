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

    /// The method, such as `POST`.
    public var method: HTTPRequest.Method { storage.head.method }
    /// The path without the query.
    public var path: String { storage.path }
    /// Method, target, authority and header fields.
    public var head: HTTPRequest { storage.head }
    /// The header fields.
    public var headers: HTTPFields { storage.head.headerFields }
    /// The address of the other side of the connection: the client's, or that of a proxy before it.
    public var remoteAddress: String? { storage.connection?.remoteAddress }
    /// What the route serves.
    public var routeKind: MCPRoute.Kind { storage.kind }
    /// Whether the server listens where only this machine can reach it.
    public var isOnLoopback: Bool { storage.isOnLoopback }

    // Lent and not copied: it has a dozen texts.
    var fields: KnownFields { _read { yield storage.fields } }
    var connection: Connection? { storage.connection }

    init(
        _ head: HTTPRequest,
        path: String,
        kind: MCPRoute.Kind,
        isOnLoopback: Bool,
        connection: Connection?,
        body: @escaping BodyReader
    ) {
        storage = Storage(head, path, kind, isOnLoopback, connection, body)
    }

    /// Reads the body.
    ///
    /// - Parameter limit: How many bytes it may have.
    /// - Returns: The bytes.
    /// - Throws: ``BodyTooLarge``, or what the connection throws.
    func readBody(upTo limit: Int) async throws -> [UInt8] {
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
        let body: BodyReader
        let fields: KnownFields
        let isAskedForBody = Atomic(false)

        init(
            _ head: HTTPRequest,
            _ path: String,
            _ kind: MCPRoute.Kind,
            _ isOnLoopback: Bool,
            _ connection: Connection?,
            _ body: @escaping BodyReader
        ) {
            self.head = head
            self.path = path
            self.kind = kind
            self.isOnLoopback = isOnLoopback
            self.connection = connection
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
