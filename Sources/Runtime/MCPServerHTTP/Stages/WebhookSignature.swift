#if HTTP
import HTTPTypes
import MCPServer

/// Lets in webhooks that were signed with one of the secrets, not long ago.
///
/// ```swift
/// MCPRoute.webhook("/webhooks/orders", handler: tools.orderEvent) {
///     Correlation()
///     RequestLog()
///     WebhookSignature(.standard, secrets: settings.webhookSecrets("ORDERS_SECRET", for: .standard, at: "tools.yaml:9"))
/// }
/// ```
///
/// It is for routes of kind `webhook`, whose body it reads as it came and hands on to the endpoint. Everything else gets
/// status 401, or 400 where what should say how it was signed cannot be understood; why is in the log alone.
public struct WebhookSignature: BoundedStage {
    /// The scheme, for the table of routes.
    public var name: String { "WebhookSignature(\(scheme.name))" }

    private let scheme: WebhookScheme
    private let secrets: [WebhookSecret]
    private let tolerance: Duration
    private let replays: any WebhookReplayStore
    private let now: @Sendable () -> Int

    /// For a day: that is how long senders try again, mostly.
    private static let retention = Duration.seconds(86_400)

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - scheme: How the sender signs.
    ///   - secrets: What it may sign with: two while one takes the place of the other.
    ///   - tolerance: How far the time of a signature may be from the server's, in the past and in the future. GitHub signs
    ///     no time.
    ///   - replays: What remembers which webhooks have been handled.
    public init(
        _ scheme: WebhookScheme,
        secrets: [WebhookSecret],
        tolerance: Duration = .seconds(300),
        replays: any WebhookReplayStore = MemoryWebhookReplayStore()
    ) {
        self.init(scheme, secrets: secrets, tolerance: tolerance, replays: replays) {
            TimeText.milliseconds() / 1000
        }
    }

    init(
        _ scheme: WebhookScheme,
        secrets: [WebhookSecret],
        tolerance: Duration = .seconds(300),
        replays: any WebhookReplayStore = MemoryWebhookReplayStore(),
        now: @escaping @Sendable () -> Int
    ) {
        self.scheme = scheme
        self.secrets = secrets
        self.tolerance = tolerance
        self.replays = replays
        self.now = now
    }

    var faults: [String] {
        (secrets.isEmpty ? ["webhookSignature has no secret. Name the one that the sender signs with."] : [])
            + (tolerance > .zero ? [] : ["tolerance is \(tolerance). Name a duration above zero, such as 5m."])
    }

    /// Reads the body, and passes on or refuses.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        guard request.routeKind == .webhook else { throw MisplacedSignature() }
        guard request.method == .post else { return .methodNotAllowed(.webhook) }
        let fields: SignatureFields
        do throws(SignatureFields.Fault) {
            fields = try SignatureFields(scheme, request.headers)
        } catch {
            return refusal(error, trace)
        }
        if let age = fields.age(now()), .seconds(age) > tolerance {
            return unauthorized("the signature is \(age) s away from now", trace)
        }
        let body: [UInt8]
        do throws(BodyRefusal) {
            body = try await request.receiveBody()
        } catch {
            trace.refused("the body cannot be read")
            return error.response
        }
        guard fields.isSigned(body, with: secrets) else { return unauthorized("the signature is wrong", trace) }
        var request = request
        // A time in the future may come again until it lies as far in the past.
        let retention = max(Self.retention, tolerance + tolerance)
        request.delivery = SignedDelivery(body, fields, scheme, replays, retention: retention)
        return await next(request, trace)
    }

    private func refusal(_ fault: SignatureFields.Fault, _ trace: RequestTrace) -> ServerResponse {
        switch fault {
        case .unsigned(let reason): return unauthorized(reason, trace)
        case .malformed(let reason):
            trace.refused(reason)
            return .plainError(.badRequest, "Bad Request: the header fields of the webhook are malformed")
        }
    }

    private func unauthorized(_ reason: String, _ trace: RequestTrace) -> ServerResponse {
        trace.refused(reason)
        return .plainError(.unauthorized, "Unauthorized: the signature of the webhook is not valid")
    }
}

/// The endpoint alone reads the bodies of other routes.
private struct MisplacedSignature: Error {}
#endif
