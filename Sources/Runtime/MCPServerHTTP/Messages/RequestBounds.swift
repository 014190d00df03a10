#if HTTP
import HTTPTypes
import MCPServer

/// What the stages on its way let a request have, for the endpoint to heed, which alone knows what the request wants.
struct RequestBounds: Sendable {
    /// How many bytes the body may have.
    var bodySize = Int.max
    /// When there must be an answer, or the beginning of one.
    var deadline: ContinuousClock.Instant?
    /// What the stages that count have granted.
    var grants: [any Grant] = []
}

/// What a stage that counts has granted a request, and may be asked to extend.
protocol Grant: AnyObject, Sendable {
    /// Grants what a message turns out to want, besides the one request that was granted unseen.
    ///
    /// - Returns: Why it does not; `nil` where it does.
    func extend(to demand: Demand) async throws -> GrantRefusal?

    /// Takes note of a call that runs under this grant: it may outlast the request.
    func callBegan()

    /// Takes note of its end.
    func callEnded()
}

extension Grant {
    func callBegan() {}
    func callEnded() {}
}

/// What a message wants.
struct Demand: Sendable {
    /// How many messages there are; more than one in a batch.
    var messages = 1
    /// The calls among them.
    var calls: [Call] = []
    /// Whether the answer is a stream that belongs to no call.
    var isStream = false

    /// One call.
    struct Call: Sendable {
        var cost: Int
        /// The value of the argument that clients repeat in a header field `Mcp-Param-…`, by the name in the field's.
        var argument: @Sendable (String) -> String?
    }
}

/// Why a grant is not extended, and when it may be.
struct GrantRefusal: Sendable {
    /// The name of the limit, from the settings.
    var policy: String
    var message: String
    var retryAfter: Duration
}

extension ServerResponse {
    /// Refuses a request because there were too many (RFC 6585, section 4).
    static func tooMany(_ refusal: GrantRefusal, for request: ServerRequest, id: RequestID? = nil) -> ServerResponse {
        request.metrics?.limited(by: refusal.policy)
        let (seconds, attoseconds) = refusal.retryAfter.components
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        var response = ServerResponse.denial(
            .tooManyRequests,
            "Too Many Requests: \(refusal.message)",
            for: request,
            id: id,
            data: ["retryAfterMs": .number(Double(milliseconds))]
        )
        response.headers[.retryAfter] = String(refusal.retryAfter.roundedUpSeconds)
        return response
    }
}
#endif
