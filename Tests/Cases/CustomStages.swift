#if HTTP
import MCPServerHTTP

/// The stages of the user's that the case `WithHTTP` names.
struct AuditStage: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        await next(request, trace)
    }
}

enum Audit {
    struct `default`: Stage {
        func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
            await next(request, trace)
        }
    }
}
#endif
