#if JWT
import Logging
public import MCPServerHTTP

/// Recognizes callers by access tokens that an authorization server has signed: JSON Web Tokens (RFC 7519, RFC 9068).
///
/// ```swift
/// Authenticate(by: [
///     JWTAuthenticator(issuer: "https://auth.example.com", audience: ["https://mcp.example.com/mcp"])
/// ])
/// ```
///
/// A token is accepted if
/// - one of the algorithms that are allowed has signed it, with a key of the issuer that is made for it. Keys that a token
///   brings along or points to are not looked at;
/// - `iss` is the issuer, `aud` has one of the audience, and there is a `sub`;
/// - it has an `exp` that is not past; `nbf` and `iat`, if there are any, are not in the future;
/// - `typ`, if there is one, says `JWT` or `at+jwt`, and there is no `crit`.
///
/// The caller is `sub`, its client `azp` or `client_id`, and its scopes are those of `scope` or `scp`. A text that is not of
/// the shape of a token is left to the next authenticator.
///
/// The keys are fetched with the first token, and kept for ten minutes. They are fetched again in the background, and, at
/// most every 30 seconds, for a token with a key that is not known. While the issuer cannot be reached known keys are good
/// for another hour. Only where there are none the answer is that it cannot be told, status 503. Each failure is a
/// line in the log.
public struct JWTAuthenticator: Authenticator, CustomStringConvertible {
    private let rules: ClaimRules
    private let algorithms: [SignatureAlgorithm]
    private let time: any TimeSource
    /// `nil` where the settings have faults.
    let keys: KeyCache?

    /// What is wrong with the settings, in words. Where there is something no token is accepted.
    public let faults: [String]

    /// Creates an authenticator.
    ///
    /// - Parameters:
    ///   - issuer: The authorization server, exactly as `iss` names it: an `https` address, or one of this machine.
    ///   - audience: What the server is called by in `aud`. One of them is enough.
    ///   - jwks: The address of the issuer's keys. Where it is `nil` the issuer's metadata say it (RFC 8414, else OpenID
    ///     Connect Discovery).
    ///   - algorithms: The algorithms that are allowed, of ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512
    ///     and EdDSA.
    ///   - clockSkew: By how much the clocks of the issuer and of this machine may differ, a minute at most.
    public init(
        issuer: String,
        audience: [String],
        jwks: String? = nil,
        algorithms: [String] = ["ES256", "RS256", "EdDSA", "PS256"],
        clockSkew: Duration = .seconds(30)
    ) {
        self.init(
            issuer: issuer,
            audience: audience,
            jwks: jwks,
            algorithms: algorithms,
            clockSkew: clockSkew,
            fetcher: HTTPDocumentFetcher(),
            time: SystemTime(),
            logger: { .ofTokens }
        )
    }

    init(
        issuer: String,
        audience: [String],
        jwks: String?,
        algorithms names: [String],
        clockSkew: Duration,
        timeout: Duration = .seconds(5),
        fetcher: any DocumentFetcher,
        time: any TimeSource,
        logger: @escaping @Sendable () -> Logger
    ) {
        let algorithms = names.compactMap(SignatureAlgorithm.init)
        self.algorithms = algorithms
        self.time = time
        rules = ClaimRules(issuer: issuer, audience: audience, clockSkew: clockSkew / .seconds(1))
        faults = settingFaults(issuer, audience, jwks, names, clockSkew)
        guard faults.isEmpty, let address = EndpointURL(issuer) else {
            keys = nil
            return
        }
        let source = KeySource(
            issuer: address,
            issuerName: issuer,
            jwks: jwks.flatMap(EndpointURL.init),
            algorithms: algorithms,
            timeout: timeout,
            fetcher: fetcher,
            time: time
        )
        keys = KeyCache(source, time: time, logger: logger)
    }

    /// The kind and the issuer.
    public var description: String { "jwt \(rules.issuer)" }

    /// Judges a token.
    public func authenticate(_ token: String) async -> Authentication {
        guard let token = CompactToken(token) else { return .unknown }
        guard let keys else { return .unavailable(faults.joined(separator: " ")) }
        guard token.size <= CompactToken.maximumSize else {
            return .refused("the token has more than \(CompactToken.maximumSize) bytes")
        }
        do {
            let header = try TokenHeader(token.header, accepting: algorithms)
            switch await keys.lookUp(header) {
            case .unavailable(let reason): return .unavailable(reason)
            case .unknown: return .refused("the issuer has no such key")
            case .found(let verifiers):
                try token.verify(with: verifiers)
                let claims = try JSONObject(tokenPart: token.payload, "payload")
                return .accepted(try rules.principal(claims, at: time.secondsSince1970))
            }
        } catch {
            return .refused(error.reason)
        }
    }
}

/// What is wrong with settings, in words.
private func settingFaults(
    _ issuer: String,
    _ audience: [String],
    _ jwks: String?,
    _ algorithms: [String],
    _ clockSkew: Duration
) -> [String] {
    var faults: [String] = []
    let address = "an https address; http is for this machine alone"
    if EndpointURL(issuer)?.hasQuery ?? true {
        faults.append("jwt.issuer is \"\(printable(issuer))\". Name \(address).")
    }
    if let jwks, EndpointURL(jwks) == nil { faults.append("jwt.jwks is \"\(printable(jwks))\". Name \(address).") }
    if audience.isEmpty || audience.contains("") {
        faults.append("jwt.audience is empty. Name what tokens for this server have in 'aud'.")
    }
    let names = SignatureAlgorithm.allCases.map(\.rawValue)
    let unknown = algorithms.filter { !names.contains($0) }
    if algorithms.isEmpty || !unknown.isEmpty {
        let given = algorithms.isEmpty ? "is empty" : "has \(printable(unknown.joined(separator: ", ")))"
        faults.append(
            "jwt.algorithms \(given). Name some of \(names.joined(separator: ", ")): others need no key or a shared one."
        )
    }
    if !(.zero ... .seconds(60)).contains(clockSkew) {
        faults.append("jwt.clockSkew is \(clockSkew). Name a duration from 0s to 60s.")
    }
    return faults
}

extension Logger {
    /// What logs failures to get keys, as the environment's `LOG_LEVEL` wants it.
    fileprivate static var ofTokens: Logger {
        var logger = Logger(label: "MCPServerJWT")
        if let level = Logger.Level.ofEnvironment { logger.logLevel = level }
        return logger
    }
}
#endif
