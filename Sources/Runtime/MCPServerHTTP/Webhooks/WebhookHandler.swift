#if HTTP
import MCPServer

/// When the sender of a webhook is answered.
public struct WebhookAnswer: Sendable, Hashable {
    let isAtOnce: Bool

    /// When the handler has ended: with status 204, or with 500 if it threw, so that the sender tries again.
    public static let handled = WebhookAnswer(isAtOnce: false)
    /// At once, with status 202: nothing tells the sender whether the handler throws. The server waits for it when it stops.
    public static let accepted = WebhookAnswer(isAtOnce: true)
}

/// What the user does with a webhook.
struct WebhookHandler: Sendable {
    /// What is left to do once the body has been read.
    typealias Work = @Sendable (WebhookContext) async throws -> Void

    let answer: WebhookAnswer
    /// Whether the body must be JSON.
    let readsJSON: Bool
    let prepare: @Sendable ([UInt8]) throws(InvalidInput) -> Work

    init(_ answer: WebhookAnswer, _ handler: @escaping @Sendable ([UInt8], WebhookContext) async throws -> Void) {
        self.answer = answer
        readsJSON = false
        prepare = { body in { try await handler(body, $0) } }
    }

    init<Payload: ToolValue>(
        _ answer: WebhookAnswer,
        _ handler: @escaping @Sendable (Payload, WebhookContext) async throws -> Void
    ) {
        self.answer = answer
        readsJSON = true
        prepare = { (body) throws(InvalidInput) in
            let payload = try Payload.read(body)
            return { try await handler(payload, $0) }
        }
    }
}
#endif
