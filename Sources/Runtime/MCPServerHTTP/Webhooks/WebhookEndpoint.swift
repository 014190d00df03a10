#if HTTP
import HTTPTypes
import Logging
import MCPServer

/// Hands a webhook to its handler, once, and tells the sender what became of it.
struct WebhookEndpoint: Sendable {
    let path: String
    let handler: WebhookHandler
    let server: ServerContext
    let activity: Activity
    let outcomes: WebhookOutcomes?
    let boundary: ErrorBoundary

    /// Senders are told to stay far below.
    static let defaultBodySize = 1 << 20

    func respond(_ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse {
        guard request.method == .post else { return .methodNotAllowed(.webhook) }
        guard !activity.isStopping else { return .shuttingDown }
        if handler.readsJSON, !request.hasJSON {
            trace.refused("the body is not JSON by its Content-Type")
            return .plainError(.unsupportedMediaType, "Unsupported Media Type: Content-Type must be application/json")
        }
        let work: WebhookHandler.Work
        do {
            let body = if let delivery = request.delivery { delivery.body } else { try await request.receiveBody() }
            if let challenge = request.delivery?.challenge { return ServerResponse(status: .ok, text: challenge) }
            work = try handler.prepare(body)
        } catch let refusal as BodyRefusal {
            trace.refused("the body cannot be read")
            return refusal.response
        } catch {
            return invalid(error, trace)
        }
        do {
            switch try await request.delivery?.claim(path) ?? .granted {
            case .completed: return duplicate(.ok, trace)
            case .running: return duplicate(.conflict, trace)
            default: return await handle(work, request, trace)
            }
        } catch {
            boundary.logger.error("The store of webhooks failed: \(error)", metadata: trace.metadata)
            trace.note { $0.outcome = .error }
            return .unavailable("the webhook cannot be taken at the moment")
        }
    }

    // MARK: - What is not handled

    /// The sender has signed it, and may know what is wrong.
    private func invalid(_ error: any Error, _ trace: RequestTrace) -> ServerResponse {
        boundary.logger.warning("The payload of \(path) is not valid: \(error)", metadata: trace.metadata)
        trace.refused("\(error)")
        guard case InvalidInput.invalid(let issues) = error else {
            return .plainError(.badRequest, "Bad Request: the body is no JSON")
        }
        trace.note { $0.outcome = .invalid }
        let body: JSONObject = [
            "error": "Unprocessable Content: the payload is not valid", "issues": .array(issues.map(\.json)),
        ]
        var json = JSONWriter()
        JSONValue.object(body).write(to: &json)
        return ServerResponse(status: .unprocessableContent, json: json.bytes)
    }

    /// What was handled is done. What is being handled may fail yet, so that the sender must ask again.
    private func duplicate(_ status: HTTPResponse.Status, _ trace: RequestTrace) -> ServerResponse {
        trace.note { $0.outcome = .duplicate }
        guard status == .conflict else { return ServerResponse(status: status) }
        var response = ServerResponse.plainError(status, "Conflict: the webhook is being handled")
        response.headers[.retryAfter] = "5"
        return response
    }

    // MARK: - What is handled

    private func handle(
        _ work: @escaping WebhookHandler.Work,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) async -> ServerResponse {
        let running = activity.run { await perform(work, request, trace) }
        guard !handler.answer.isAtOnce else {
            trace.note { $0.outcome = .accepted }
            return ServerResponse(status: .accepted)
        }
        switch await request.result(of: running) {
        case true?:
            trace.note { $0.outcome = .ok }
            return ServerResponse(status: .noContent)
        case false?:
            trace.note { $0.outcome = .error }
            return .plainError(.internalServerError, "internal error")
        case nil:
            trace.refused("the handler took too long")
            return .tooSlow
        }
    }

    /// Runs the handler.
    ///
    /// - Returns: Whether it did not throw.
    private func perform(
        _ work: WebhookHandler.Work,
        _ request: ServerRequest,
        _ trace: RequestTrace
    ) async -> Bool {
        let delivery = request.delivery
        var logger = boundary.logger
        if let delivery { logger[metadataKey: "webhook_id"] = .string(printable(delivery.id)) }
        let context = WebhookContext(
            id: delivery?.id,
            timestamp: delivery?.timestamp,
            headers: request.headers,
            logger: logger,
            server: server
        )
        do {
            try await RequestTrace.$current.withValue(trace) { try await work(context) }
        } catch {
            boundary.report(error, of: .route(path), trace)
            if handler.answer.isAtOnce { outcomes?.count(.failed) }
            await keep(trace) { try await delivery?.release(path) }
            return false
        }
        await keep(trace) { try await delivery?.complete(path) }
        return true
    }

    /// Tells the store how it ended. What was handled stays so, though the store may not know.
    private func keep(_ trace: RequestTrace, _ operation: () async throws -> Void) async {
        do {
            try await operation()
        } catch {
            boundary.logger.error("The store of webhooks failed: \(error)", metadata: trace.metadata)
        }
    }
}

extension ServerRequest {
    /// Whether the body is JSON, or of a format that is made of it, such as `application/cloudevents+json`.
    fileprivate var hasJSON: Bool {
        guard let type = fields.contentType, !fields.repeated.contains(.contentType) else { return false }
        return isJSON(type) || trimmed(type.prefix { $0 != ";" }).lowercased().hasSuffix("+json")
    }
}
#endif
