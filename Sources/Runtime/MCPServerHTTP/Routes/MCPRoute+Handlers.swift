#if HTTP
public import MCPServer

extension MCPRoute {
    /// Takes webhooks whose body is JSON, and hands over what it says.
    ///
    /// A body that is no JSON gets status 400, one that breaks rules of the schema 422 with the issues.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - handler: What is done with a webhook.
    ///   - answer: When its sender is answered.
    ///   - stages: The stages in the order in which they run: ``WebhookSignature`` at least.
    /// - Returns: The route.
    public static func webhook<Payload: ToolValue>(
        _ path: String,
        handler: @escaping @Sendable (Payload, WebhookContext) async throws -> Void,
        answer: WebhookAnswer = .handled,
        @StageBuilder _ stages: () -> [any Stage] = { [] }
    ) -> MCPRoute {
        MCPRoute(.webhook(WebhookHandler(answer, handler)), at: path, stages())
    }

    /// Takes webhooks, and hands over their bodies as they came.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - handler: What is done with a webhook.
    ///   - answer: When its sender is answered.
    ///   - stages: The stages in the order in which they run: ``WebhookSignature`` at least.
    /// - Returns: The route.
    public static func webhook(
        _ path: String,
        handler: @escaping @Sendable ([UInt8], WebhookContext) async throws -> Void,
        answer: WebhookAnswer = .handled,
        @StageBuilder _ stages: () -> [any Stage] = { [] }
    ) -> MCPRoute {
        MCPRoute(.webhook(WebhookHandler(answer, handler)), at: path, stages())
    }

    /// Answers requests of every method by a function of the user's. What it throws becomes status 500.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - handler: Answers a request, given its body.
    ///   - stages: The stages in the order in which they run.
    /// - Returns: The route.
    public static func custom(
        _ path: String,
        handler: @escaping @Sendable (ServerRequest, [UInt8]) async throws -> ServerResponse,
        @StageBuilder _ stages: () -> [any Stage] = { [] }
    ) -> MCPRoute {
        MCPRoute(.custom(handler), at: path, stages())
    }
}

extension MCPRoute.Kind {
    /// What others tell the server.
    public static let webhook = Self(rawValue: "webhook")
    /// What a function of the user's answers.
    public static let custom = Self(rawValue: "custom")
}

extension MCPRoute {
    /// What is wrong with the places of stages that go with a kind of route, in words.
    var placementFaults: [String] {
        guard kind != .webhook, stages.contains(where: { $0 is WebhookSignature }) else { return [] }
        return ["webhookSignature is for routes of kind webhook, and this one is of kind \(kind.rawValue)."]
    }

    /// Bounds what its stages and its endpoint may read, and counts what became of webhooks.
    func bounding(
        _ handler: @escaping RequestHandler,
        _ options: HTTPOptions,
        _ outcomes: WebhookOutcomes?
    ) -> RequestHandler {
        guard kind == .webhook || kind == .custom else { return handler }
        let bodySize = bodySize(options)
        return { request, trace in
            var request = request
            request.bounds.bodySize = bodySize
            let response = await handler(request, trace)
            outcomes?.count(response, trace)
            return response
        }
    }

    /// How many bytes the bodies of its requests may have, unless a stage says so.
    private func bodySize(_ options: HTTPOptions) -> Int {
        guard kind == .webhook, !stages.contains(where: { $0 is BodyLimit }) else { return options.maxBodySize }
        return min(options.maxBodySize, WebhookEndpoint.defaultBodySize)
    }
}
#endif
