#if HTTP
import Logging
import MCPServer

/// Makes an answer of what a stage throws, so that the stages before it always see one.
struct ErrorBoundary: Sendable {
    let logger: Logger
    /// Who learns of errors that nobody foresaw.
    let observer: (any FailureObserver)?

    /// Answers with status 500. The text of an unforeseen error may name files, queries or secrets: it goes into the log
    /// alone, beside the id that the client gets.
    func response(
        to error: any Error,
        of stage: String,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) -> ServerResponse {
        logger.error("The stage \(stage) failed: \(error)", metadata: trace.metadata)
        // A stage before `Correlation` has no trace bound, and an observer asks for it.
        RequestTrace.$current.withValue(trace) { observer?.observe(error, of: .stage(stage)) }
        trace.note { $0.outcome = .error }
        request.metrics?.failedUnexpectedly()
        guard request.routeKind == .mcp else { return .plainError(.internalServerError, "internal error") }
        let data = trace.requestID.map { JSONValue.object(["requestId": .string($0)]) }
        let failure = ProtocolFailure(code: .internalError, message: "Internal error", data: data)
        return .error(.internalServerError, failure, id: trace.read(\.messageID))
    }
}

/// Joins stages and the endpoint behind them, once for all requests.
func join(_ stages: [any Stage], _ endpoint: @escaping RequestHandler, _ boundary: ErrorBoundary) -> RequestHandler {
    stages.reversed().reduce(endpoint) { next, stage in
        let next = Next(handler: next)
        return { request, trace in
            do {
                return try await stage.handle(request, trace, next: next)
            } catch {
                return boundary.response(to: error, of: stage.name, request, trace)
            }
        }
    }
}
#endif
