#if HTTP
/// One step on the way of a request to its endpoint, and of the response on its way out.
///
/// ```swift
/// struct Audit: Stage {
///     func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
///         var response = await next(request, trace)
///         response.headers[.auditID] = await journal.note(request.path, response.status.code)
///         return response
///     }
/// }
/// ```
///
/// A stage returns an answer of its own or the one that `next` returned, with headers added. The endpoint alone reads the
/// body of a request, and owns the stream that it opens: no stage can end, compress or buffer it. To learn of the end
/// use ``ServerResponse/whenEnded(_:)``.
public protocol Stage: Sendable {
    /// What the table of routes shows; the type's name by default.
    var name: String { get }

    /// Answers a request, or lets those behind answer it.
    ///
    /// - Parameters:
    ///   - request: The request. Its body is the endpoint's.
    ///   - trace: What is known about the request so far.
    ///   - next: What stands behind this stage. Call it once at most.
    /// - Returns: The answer.
    /// - Throws: Any error: it is logged, and the client gets status 500 without its text.
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse
}

extension Stage {
    /// The type's name.
    public var name: String { String(describing: Self.self) }
}

/// What stands behind a stage: the next one, or the endpoint.
///
/// It never throws: what a stage behind throws has become a response with status 500 by then.
public struct Next: Sendable {
    let handler: RequestHandler

    /// Passes a request on.
    ///
    /// - Returns: The response, whose body may still be to come.
    public func callAsFunction(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        await handler(request, trace)
    }
}

/// Answers requests: an endpoint, or one with stages before it.
typealias RequestHandler = @Sendable (ServerRequest, RequestTrace) async -> ServerResponse

/// Lists the stages of a route in the order in which they run.
@resultBuilder
public enum StageBuilder {
    /// Takes one stage.
    public static func buildExpression(_ stage: some Stage) -> [any Stage] { [stage] }
    /// Takes stages that were listed elsewhere.
    public static func buildExpression(_ stages: [any Stage]) -> [any Stage] { stages }
    /// Joins stages.
    public static func buildBlock(_ stages: [any Stage]...) -> [any Stage] { stages.flatMap(\.self) }
    /// Takes the stages of an `if` without `else`.
    public static func buildOptional(_ stages: [any Stage]?) -> [any Stage] { stages ?? [] }
    /// Takes the stages of an `if`.
    public static func buildEither(first stages: [any Stage]) -> [any Stage] { stages }
    /// Takes the stages of an `else`.
    public static func buildEither(second stages: [any Stage]) -> [any Stage] { stages }
    /// Takes the stages of a loop.
    public static func buildArray(_ stages: [[any Stage]]) -> [any Stage] { stages.flatMap(\.self) }
}
#endif
