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
            Keyword("trustedProxies", list, "The networks of proxies that are believed when they say who asks."),
            Keyword("tls", .keys(tls), "HTTPS on the listener: the files of its certificate."),
            Keyword("routes", .mapping(to: .route), "Paths with what is served there."),
        ]
    )

    static let tls = KeySet([
        Keyword("certificate", .setting, "The path of the certificate and those that vouch for it, in PEM."),
        Keyword("key", .setting, "The path of its private key, in PEM."),
    ])

    /// A list of values, or a setting that has them separated by commas.
    static let list = ValueKind.either([.setting, .list(of: .setting)])

    static let route = KeySet(
        [
            Keyword("kind", .word(Route.Kind.allCases.map(\.rawValue)), "What is served at the path."),
            Keyword("handler", .text, "The function of yours that answers, for kinds webhook and custom."),
            Keyword(
                "payload",
                .either([.text, .properties]),
                "What a webhook says: names with their schemas, or the name of a type."
            ),
            Keyword(
                "answer",
                .word(RouteHandler.Answer.allCases.map(\.rawValue)),
                "When a webhook's sender is answered: when it has been handled, or at once (accepted)."
            ),
            Keyword("middleware", .list(of: .stage), "The stages that a request passes, from the first to the last."),
        ]
    )

    static let routeKinds = KeySet(Route.Kind.allCases.map(\.rawValue))
}
