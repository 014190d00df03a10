#if HTTP
import HTTPTypes

/// Lets the bodies of a route have fewer bytes than `HTTPOptions.maxBodySize`.
///
/// A request that says beforehand that it has more is refused here, and its connection closed: nobody reads that body. Of one
/// that does not say how long it is, the endpoint reads so much and no more.
public struct BodyLimit: BoundedStage {
    /// How many bytes, for the table of routes.
    public var name: String { "BodyLimit(\(byteCount))" }

    private let byteCount: Int

    /// Creates the stage.
    ///
    /// - Parameter byteCount: How many bytes a body may have.
    public init(_ byteCount: Int) { self.byteCount = byteCount }

    var faults: [String] {
        byteCount > 0 ? [] : ["bodyLimit is \(byteCount). Name a size above zero, such as 1MiB."]
    }

    /// Refuses with status 413, or passes on with the limit.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        request.bounds.bodySize = min(request.bounds.bodySize, byteCount)
        guard request.fields.contentLength.map({ $0 <= byteCount }) ?? true else {
            trace.note { $0.outcome = .error }
            return .bodyTooLarge(byteCount, for: request).closingConnection()
        }
        return await next(request, trace)
    }
}

extension ServerResponse {
    /// Refuses a request because of the size of its body.
    static func bodyTooLarge(_ limit: Int, for request: ServerRequest) -> ServerResponse {
        .denial(.contentTooLarge, "Content Too Large: the body has more than \(limit) bytes", for: request)
    }
}
#endif
