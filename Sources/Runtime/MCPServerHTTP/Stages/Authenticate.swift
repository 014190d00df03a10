#if HTTP
import Digests
import HTTPTypes
import MCPServer

/// Lets in who has a credential: an API key or a token, in `Authorization: Bearer …` or in `X-API-Key`.
///
/// ```swift
/// MCPRoute.mcp("/mcp") {
///     Correlation()
///     RequestLog()
///     CORS(origins: ["https://app.example.com"])
///     OriginGuard(servedAt: ["https://mcp.example.com"])
///     Authenticate(by: [APIKeys(keys)])
/// }
/// ```
///
/// It sets ``ServerRequest/principal``. Everybody else gets status 401 with a challenge, status 400 for what is no
/// credential, or 503 while it cannot be told whether a credential is good. Behind it a call of a tool gets status 403
/// where its caller lacks a scope.
public struct Authenticate: Stage {
    /// What is wrong with how the stage was made, in words.
    let faults: [String]
    /// What clients need to know to get a token.
    let metadata: ResourceMetadata?

    private let authenticators: [any Authenticator]
    private let probeKey: KeyDigest?
    /// How far callers without a credential may go.
    private let extentOfNobody: Admission.Extent?
    private let challenge: Challenge

    /// Whether callers without a credential get nowhere.
    var refusesNobodies: Bool { extentOfNobody == nil }

    private static let retryAfter = "5"

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - authenticators: Who judges credentials. They are asked in this order, until one knows a credential.
    ///   - probeKey: The SHA-256, in digits of base 16, of a key for monitors: its bearer may begin a session, discover and
    ///     list the tools without scopes, and gets status 403 for all else. `nil` and `""` are none.
    ///   - required: Whether there must be a credential. Without one a caller has no principal and no scopes. A bad
    ///     credential is refused in any case.
    ///   - publicHandshake: Whether callers without a credential may do what the bearer of the probe key may. All else is
    ///     refused with status 401.
    ///   - metadata: What clients need to know to get a token. It is published, and named in challenges.
    public init(
        by authenticators: [any Authenticator],
        probeKey: String? = nil,
        required: Bool = true,
        publicHandshake: Bool = false,
        metadata: ResourceMetadata? = nil
    ) {
        self.authenticators = authenticators
        self.probeKey = probeKey.flatMap(KeyDigest.init(hexadecimal:))
        self.metadata = metadata
        extentOfNobody = required ? publicHandshake ? .handshake : nil : .everything
        challenge = Challenge(metadata)
        let hasProbeFault = self.probeKey == nil && probeKey?.isEmpty == false
        faults =
            authenticators.flatMap(\.faults) + (metadata?.faults ?? [])
            + (hasProbeFault ? ["The probe key must be a SHA-256 in base 16."] : [])
    }

    /// Finds out who calls, and passes on or refuses.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        switch Credential(request.fields) {
        case .token(let token):
            let verdict = await judge(token)
            return await follow(verdict.authentication, verdict.extent, request, trace, next)
        case .none:
            if let extentOfNobody { return await admit(nil, extentOfNobody, request, trace, next) }
            request.refused("there is no credential", as: .noCredential, trace)
            return challenge.refusalOfNobody(request)
        case .foreign:
            request.refused("the credential is of another scheme than Bearer", as: .otherScheme, trace)
            return challenge.refusalOfNobody(request)
        case .malformed:
            let fault = "the credential is malformed, or there is more than one"
            request.refused(fault, as: .malformedCredential, trace)
            return challenge.refusal(.badRequest, "Bad Request: \(fault)", fault: .invalidRequest, for: request)
        }
    }

    private func judge(_ token: String) async -> (authentication: Authentication, extent: Admission.Extent) {
        if let probeKey, probeKey.matches(KeyDigest(of: token)) {
            return (.accepted(Principal(subject: APIKey.probeID), label: APIKey.probeID), .handshake)
        }
        for authenticator in authenticators {
            let authentication = await authenticator.authenticate(token)
            if case .unknown = authentication { continue }
            return (authentication, .everything)
        }
        return (.unknown, .everything)
    }

    private func follow(
        _ authentication: Authentication,
        _ extent: Admission.Extent,
        _ request: ServerRequest,
        _ trace: RequestTrace,
        _ next: Next
    ) async -> ServerResponse {
        switch authentication {
        case .accepted(let principal, let label):
            trace.note {
                $0.principal = principal.subject
                $0.credentialLabel = label
            }
            return await admit(principal, extent, request, trace, next)
        case .unknown: request.refused("nobody knows the credential", as: .unknownCredential, trace)
        case .refused(let reason): request.refused(reason, as: .refusedCredential, trace)
        case .unavailable(let reason):
            request.refused(reason, as: .unavailable, trace)
            let message = "Unavailable: the credential cannot be checked at the moment"
            var response = ServerResponse.denial(.serviceUnavailable, message, for: request)
            response.headers[.retryAfter] = Self.retryAfter
            return response
        }
        let message = "Unauthorized: the credential is not valid"
        return challenge.refusal(.unauthorized, message, fault: .invalidToken, for: request)
    }

    private func admit(
        _ principal: Principal?,
        _ extent: Admission.Extent,
        _ request: ServerRequest,
        _ trace: RequestTrace,
        _ next: Next
    ) async -> ServerResponse {
        var request = request
        request.principal = principal
        request.admission = Admission(extent: extent, challenge: challenge)
        // Only the endpoint of the protocol knows what a handshake is.
        if let refusal = request.routeKind == .mcp ? nil : request.refusalBeyondHandshake(trace) { return refusal }
        return await next(request, trace)
    }
}

extension Authenticate {
    /// Who judges, and what is allowed, for the table of routes.
    public var name: String {
        var parts = authenticators.map(Self.name)
        if probeKey != nil { parts.append("probe key") }
        switch extentOfNobody {
        case .everything: parts.append("not required")
        case .handshake: parts.append("public handshake")
        case nil: break
        }
        return "Authenticate(\(parts.joined(separator: ", ")))"
    }

    /// What an authenticator says of itself, or its type: the members of a value may be secrets.
    private static func name(_ authenticator: any Authenticator) -> String {
        (authenticator as? any CustomStringConvertible)?.description ?? "\(type(of: authenticator))"
    }
}

extension ServerRequest {
    /// Takes note of a refusal, with a reason for logs alone and a word for metrics.
    func refused(_ reason: String, as failure: AuthenticationFailure, _ trace: RequestTrace) {
        trace.refused(reason)
        metrics?.refused(failure)
    }
}
#endif
