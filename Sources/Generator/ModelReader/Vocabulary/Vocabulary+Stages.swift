internal import ToolModel

extension Vocabulary {
    static let stages = KeySet(
        [
            stage(.correlation, "Gives every request an id for logs and answers."),
            stage(.requestLog, "Writes a line of log about every request."),
            stage(.securityHeaders, "Has browsers make less of the answers: no sniffing, no framing, HTTPS alone."),
            stage(.cors, "Lets the pages of other origins call the server."),
            stage(.originGuard, "Refuses what the pages of other origins send."),
            Keyword("ipAllowlist", list, "Refuses clients outside of these networks, such as 10.0.0.0/8."),
            Keyword("bodyLimit", .setting, "The longest body of a request to this route, such as 1MiB."),
            Keyword("timeout", .setting, "How long an answer may take, such as 60s; streams are exempt."),
            stage(.authenticate, "Finds out who calls, and refuses who may not."),
            stage(.rateLimit, "Refuses requests that come too fast."),
            stage(.concurrency, "Refuses more calls or streams of a caller at a time."),
            Keyword("custom", .text, "A stage of your own, by the name of its Swift type."),
        ],
        planned: ["webhookSignature"]
    )

    private static func stage(_ name: StageName, _ summary: String) -> Keyword {
        Keyword(name.rawValue, .keys(settings(of: name)), summary)
    }

    static func settings(of stage: StageName) -> KeySet {
        switch stage {
        case .correlation:
            KeySet([Keyword("header", .setting, "The header field with the id; X-Request-Id by default.")])
        case .requestLog:
            KeySet([
                Keyword("sample", .setting, "Which share of the requests that went well is logged, from 0 to 1."),
                Keyword("slow", .setting, "From which duration on a request is logged in any case, such as 1s."),
            ])
        case .securityHeaders:
            KeySet([Keyword("hsts", .setting, "For how long browsers shall insist on HTTPS; 365d by default.")])
        case .cors:
            KeySet([
                Keyword("origins", list, "The origins whose pages may call."),
                Keyword("credentials", .setting, "Whether their requests may carry cookies and the like."),
            ])
        case .originGuard: KeySet([Keyword("allow", list, "The origins whose requests are let through.")])
        case .authenticate: authenticate
        case .rateLimit: rateLimit
        case .concurrency:
            KeySet([
                Keyword("calls", .setting, "How many calls a caller may have running."),
                Keyword("streams", .setting, "How many streams a caller may have open."),
            ])
        case .ipAllowlist, .bodyLimit, .timeout, .custom: KeySet()
        }
    }

    static let authenticate = KeySet([
        Keyword("keys", .setting, "The setting with the hashes of API keys: $API_KEYS."),
        Keyword("jwt", .keys(jwt), "How JSON Web Tokens are judged."),
        Keyword("probeKey", .setting, "The setting with the hash of a key that may do no more than list tools."),
        Keyword("required", .setting, "Whether who shows no credentials is refused; true by default."),
        Keyword("publicHandshake", .setting, "Whether anybody may open a session and list tools; false by default."),
        Keyword("resource", .setting, "The URL under which clients know the server, for its metadata."),
        Keyword("authorizationServers", list, "The issuers of tokens; by default that of 'jwt'."),
        Keyword("scopes", .texts, "The scopes that clients shall ask for."),
    ])

    static let jwt = KeySet([
        Keyword("issuer", .setting, "Who issues the tokens: the URL in 'iss'."),
        Keyword("audience", list, "For whom the tokens must be: what stands in 'aud'."),
        Keyword("jwks", .setting, "The URL of the issuer's keys; without it, the issuer's metadata says so."),
        Keyword("algorithms", .list(of: .word(JWTSettings.knownAlgorithms)), "The algorithms that may sign."),
        Keyword("clockSkew", .setting, "How wrong clocks may be, such as 30s."),
    ])

    static let rateLimit = KeySet(
        [
            Keyword("by", .either([.word(limitKeys), .keys(limitedArgument)]), "Whose requests share a limit."),
            Keyword("requests", .setting, "How many requests may come in a period."),
            Keyword("per", .setting, "The period, such as 1m."),
            Keyword("burst", .setting, "How many may come at once; a sixth of 'requests' by default."),
            Keyword(
                "headers",
                .word(RateLimitSettings.Headers.allCases.map(\.rawValue)),
                "What tells callers of the limit: RateLimit (draft), X-RateLimit-… (legacy) or nothing (none)."
            ),
        ],
        planned: ["onStoreFailure"]
    )

    static let limitKeys = ["principal", "session", "ip", "network"]

    static let limitedArgument = KeySet([
        Keyword("argument", .text, "The header by which clients repeat an argument.")
    ])
}
