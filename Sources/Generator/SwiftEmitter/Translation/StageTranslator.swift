import ToolModel

/// Writes the stages of a route, each as the call that creates it.
struct StageTranslator {
    private let route: Route

    init(_ route: Route) {
        self.route = route
    }

    func statement(_ stage: StageUse) -> Statement {
        let call = Statement.expression(.call(.name(stage.kind.typeName), arguments(of: stage.kind)))
        return stage.isInserted ? .commented(call, "inserted: the YAML does not list it") : call
    }

    private func arguments(of kind: StageUse.Kind) -> [Expression.Argument] {
        let arguments: [Expression.Argument?] =
            switch kind {
            case .correlation(let header): [text("header", header)]
            case .requestLog(let settings): [number("sample", settings.sample), duration("slow", settings.slow)]
            case .securityHeaders(let hsts): [duration("hsts", hsts)]
            case .cors(let settings):
                [.init("origins", origins(settings.origins)), boolean("credentials", settings.credentials)]
            case .originGuard(let allow):
                [
                    .init("allowing", origins(shared)),
                    allow.flatMap { $0.literal == [] ? nil : .init("servedAt", origins($0)) },
                ]
            case .ipAllowlist(let networks): [.init(nil, networks.expression(as: "networks", Expression.strings))]
            case .bodyLimit(let size): [.init(nil, size.expression(as: "byteCount", Expression.grouped))]
            case .timeout(let limit): [.init(nil, limit.expression(as: "duration", Expression.duration))]
            case .authenticate(let settings): self.arguments(of: settings)
            case .rateLimit(let settings): self.arguments(of: settings)
            case .concurrency(let settings): [count("calls", settings.calls), count("streams", settings.streams)]
            case .webhookSignature(let settings): self.arguments(of: settings)
            case .custom: []
            }
        return arguments.compactMap(\.self)
    }

    // MARK: - Origins

    /// The origins of `cors`, for the guard, too: a page that may ask in advance may also call.
    private var shared: SettingValue<[String]>? {
        for case .cors(let settings) in route.stages.map(\.kind) { return settings.origins }
        return nil
    }

    private func origins(_ value: SettingValue<[String]>?) -> Expression {
        value?.expression(as: "origins", Expression.strings) ?? .array([])
    }

    // MARK: - Who calls, and how often

    private func arguments(of settings: AuthenticateSettings) -> [Expression.Argument?] {
        var authenticators: [Expression] = []
        if let keys = settings.keys {
            let keys = keys.expression(as: "apiKeys", Expression.strings)
            authenticators.append(.call(.name("APIKeys"), [.init(nil, keys)]))
        }
        if let jwt = settings.jwt { authenticators.append(authenticator(jwt)) }
        return [
            .init("by", .array(authenticators)),
            settings.probeKey.map { .init("probeKey", $0.expression(as: "keyDigest") { .string($0) }) },
            boolean("required", settings.isRequired), boolean("publicHandshake", settings.publicHandshake),
            settings.metadata.map { .init("metadata", metadata($0)) },
        ]
    }

    private func authenticator(_ jwt: JWTSettings) -> Expression {
        let arguments: [Expression.Argument?] = [
            text("issuer", jwt.issuer), texts("audience", jwt.audience), text("jwks", jwt.jwks),
            jwt.algorithms.map { .init("algorithms", .strings($0)) }, duration("clockSkew", jwt.clockSkew),
        ]
        return .call(.name("JWTAuthenticator"), arguments.compactMap(\.self))
    }

    private func metadata(_ metadata: ResourceMetadataSettings) -> Expression {
        let arguments: [Expression.Argument?] = [
            text("resource", metadata.resource), texts("authorizationServers", metadata.authorizationServers),
            .init("scopes", .strings(metadata.scopes)),
        ]
        return .call(.name("ResourceMetadata"), arguments.compactMap(\.self))
    }

    private func arguments(of settings: WebhookSignatureSettings) -> [Expression.Argument?] {
        let scheme = Expression.member(nil, settings.scheme.rawValue)
        let secrets = settings.secret.expression(
            as: "webhookSecrets",
            with: [.init("for", scheme)],
            Expression.strings
        )
        return [.init(nil, scheme), .init("secrets", secrets), duration("tolerance", settings.tolerance)]
    }

    private func arguments(of settings: RateLimitSettings) -> [Expression.Argument?] {
        let key: Expression =
            switch settings.key {
            case .principal: .member(nil, "principal")
            case .session: .member(nil, "session")
            case .ip: .member(nil, "ip")
            case .network: .member(nil, "network")
            case .argument(let name): .call(.member(nil, "argument"), [.init(nil, .string(name.text))])
            }
        return [
            count("requests", settings.requests), duration("per", settings.period), count("burst", settings.burst),
            .init("by", key), settings.headers.map { .init("headers", .member(nil, $0.rawValue)) },
        ]
    }
}

// MARK: - Arguments that may be left out

extension StageTranslator {
    private func text(_ label: String, _ value: SettingValue<String>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "text") { .string($0) }) }
    }

    private func texts(_ label: String, _ value: SettingValue<[String]>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "texts", Expression.strings)) }
    }

    private func number(_ label: String, _ value: SettingValue<Double>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "number") { .double($0) }) }
    }

    private func boolean(_ label: String, _ value: SettingValue<Bool>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "boolean") { .boolean($0) }) }
    }

    private func count(_ label: String, _ value: SettingValue<Int>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "integer", Expression.grouped)) }
    }

    private func duration(_ label: String, _ value: SettingValue<Duration>?) -> Expression.Argument? {
        value.map { .init(label, $0.expression(as: "duration", Expression.duration)) }
    }
}
