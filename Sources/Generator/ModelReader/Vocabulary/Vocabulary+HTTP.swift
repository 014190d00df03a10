internal import ToolModel

extension Vocabulary {
    static let http = KeySet(
        [
            Keyword("host", .setting, "The address to listen at; 127.0.0.1 by default."),
            Keyword("port", .setting, "The port to listen at; 3000 by default."),
            Keyword("maxBodySize", .setting, "The longest body of a request, such as 4MiB."),
            Keyword("maxConnections", .setting, "How many connections there may be at a time."),
            Keyword("maxSessions", .setting, "How many sessions there may be at a time."),
            Keyword("sessionTimeout", .setting, "How long a session may be idle, such as 30m."),
            Keyword("idleTimeout", .setting, "How long a connection may be idle, such as 60s."),
            Keyword("readTimeout", .setting, "How long the sending of a request may take, such as 30s."),
            Keyword("drainTimeout", .setting, "How long requests may go on when the server stops, such as 10s."),
            Keyword("routes", .mapping(to: .route), "Paths with what is served there."),
        ],
        planned: ["trustedProxies"]
    )

    static let route = KeySet(
        [
            Keyword("kind", .word(Route.Kind.allCases.map(\.rawValue)), "What is served at the path."),
            Keyword("middleware", .list(of: .stage), "The stages that a request passes, from the first to the last."),
        ],
        planned: ["handler"]
    )

    static let routeKinds = KeySet(
        Route.Kind.allCases.map(\.rawValue),
        planned: ["readiness", "metrics", "webhook", "custom"]
    )

    static let stages = KeySet(
        [
            Keyword(
                "correlation",
                .keys(settings(of: .correlation)),
                "Gives every request an id for logs and answers."
            ),
            Keyword("requestLog", .keys(settings(of: .requestLog)), "Writes a line of log about every request."),
            Keyword("cors", .keys(settings(of: .cors)), "Lets the pages of other origins call the server."),
            Keyword("originGuard", .keys(settings(of: .originGuard)), "Refuses what the pages of other origins send."),
            Keyword("custom", .text, "A stage of your own, by the name of its Swift type."),
        ],
        planned: [
            "securityHeaders", "ipAllowlist", "bodyLimit", "timeout", "authenticate", "rateLimit", "concurrency",
            "webhookSignature", "tracing", "metrics",
        ]
    )

    static func settings(of stage: StageName) -> KeySet {
        switch stage {
        case .correlation: KeySet(planned: ["headers"])
        case .requestLog: KeySet(planned: ["sample", "slow"])
        case .cors:
            KeySet([
                Keyword("origins", .either([.setting, .list(of: .setting)]), "The origins whose pages may call."),
                Keyword("credentials", .setting, "Whether their requests may carry cookies and the like."),
            ])
        case .originGuard:
            KeySet([
                Keyword(
                    "allow",
                    .either([.setting, .list(of: .setting)]),
                    "The origins whose requests are let through."
                )
            ])
        case .custom: KeySet()
        }
    }
}
