#if HTTP
import HTTPTypes

/// Bounds how long calls may take to be answered.
///
/// Where the endpoint has nothing to answer in time, the call is cancelled, and answered with status 504 and a JSON-RPC error
/// that names it. In a session the call ends, too. An event stream that has begun goes on as long as it likes, and so does one
/// that belongs to no call. How long a request may take to arrive is what `HTTPOptions.readTimeout` bounds.
public struct RequestTimeout: BoundedStage {
    /// How long, for the table of routes.
    public var name: String { "RequestTimeout(\(shortText(limit)))" }

    private let limit: Duration

    /// Creates the stage.
    ///
    /// - Parameter limit: How long, from this stage on.
    public init(_ limit: Duration) { self.limit = limit }

    var faults: [String] {
        limit > .zero ? [] : ["timeout is \(limit). Name a duration above zero, such as 60s."]
    }

    /// Passes on, with the time at which there must be an answer. The endpoint heeds it: it alone can end a call.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        let deadline = ContinuousClock.now + limit
        request.bounds.deadline = min(request.bounds.deadline ?? deadline, deadline)
        return await next(request, trace)
    }
}
#endif
