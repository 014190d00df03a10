#if HTTP
import HTTPTypes
import MCPServer

/// What the user answers requests with, given the body.
typealias CustomHandler = @Sendable (ServerRequest, [UInt8]) async throws -> ServerResponse

/// Hands a request with its body to a handler of the user's.
struct CustomEndpoint: Sendable {
    let path: String
    let handler: CustomHandler
    let activity: Activity
    let boundary: ErrorBoundary

    func respond(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        guard !activity.isStopping else { return .shuttingDown }
        let body: [UInt8]
        do throws(BodyRefusal) {
            body = try await request.receiveBody()
        } catch {
            trace.refused("the body cannot be read")
            return error.response
        }
        let running = activity.run { await perform(request, body, trace) }
        let connection = request.connection
        connection?.whenGone { running.handle.cancel() }
        defer { connection?.forget() }
        guard let response = await request.result(of: running) else {
            trace.refused("the handler took too long")
            return .tooSlow
        }
        return response
    }

    private func perform(_ request: ServerRequest, _ body: [UInt8], _ trace: RequestTrace) async -> ServerResponse {
        do {
            return try await RequestTrace.$current.withValue(trace) { try await handler(request, body) }
        } catch {
            boundary.report(error, of: .route(path), trace)
            trace.note { $0.outcome = .error }
            return .plainError(.internalServerError, "internal error")
        }
    }
}
#endif
