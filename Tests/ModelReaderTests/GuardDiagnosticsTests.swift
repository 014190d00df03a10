import Testing

/// Faults of the settings of stages that decide who may call, and how often.
@Suite struct GuardDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfSettings(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    private static let digest = String(repeating: "0a", count: 32)

    /// Settings of `authenticate`, which stand on line 5 from column 42.
    private static func authenticate(_ settings: String) -> String { stagesFile("authenticate: { \(settings) }") }

    static let examples: [Example] = [
        Example(
            "ids, lines and headers",
            stagesFile(
                "correlation: { header: 'X Id' }, requestLog: { sample: 1.5, slow: 1 }, securityHeaders: { hsts: 366d }"
            ),
            report: """
                tools.yaml:5:49: error: 'X Id' is no name of a header field: use letters, digits and hyphens, such as X-Correlation-Id [setting-value]
                tools.yaml:5:81: error: '1.5' is no share: write a number from 0 to 1, such as 0.1 [setting-value]
                tools.yaml:5:92: error: '1' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:5:122: error: '366d' is out of range: write a duration from 1ms to 365d [setting-value]
                """
        ),
        Example(
            "networks and bounds",
            stagesFile("ipAllowlist: [], bodyLimit: 0, timeout: [], ipAllowlist: $A ?? '', concurrency: { call: 1 }"),
            report: """
                tools.yaml:5:39: error: 'ipAllowlist' is empty: list a network at least [empty-value]
                tools.yaml:5:54: error: '0' would refuse every request: write a size above zero [setting-value]
                tools.yaml:5:66: error: expected a duration (60s) or a setting ($NAME) for 'timeout', found a list [wrong-kind]
                tools.yaml:5:70: error: 'ipAllowlist' stands twice on this route, so that every request would pass it twice: remove one [duplicate-stage]
                  note: tools.yaml:5:26: 'ipAllowlist' stands here
                tools.yaml:5:83: error: the default '' is empty: list a network at least [setting-value]
                tools.yaml:5:108: error: unknown key 'call' in 'concurrency'; did you mean 'calls'? [unknown-key]
                """
        ),
        Example(
            "limits",
            stagesFile(
                "rateLimit: { by: user, requests: 0, per: 1, burst: a, headers: all }, rateLimit: { per: 1m }, "
                    + "rateLimit: { by: { header: A }, requests: 1, per: 1s, onStoreFailure: deny }, concurrency: {}"
            ),
            report: """
                tools.yaml:5:43: error: 'by' cannot be 'user': expected principal, session, ip or network [unknown-word]
                tools.yaml:5:59: error: '0' is no number above zero: write it in digits [setting-value]
                tools.yaml:5:67: error: '1' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:5:77: error: 'a' is no number above zero: write it in digits [setting-value]
                tools.yaml:5:89: error: 'headers' cannot be 'all': expected draft, legacy or none [unknown-word]
                tools.yaml:5:96: error: 'rateLimit' needs 'by' and 'requests': write 'rateLimit: { by: ip, requests: 60, per: 1m }' [missing-key]
                tools.yaml:5:137: error: expected { argument: … } for 'by', with the name of a header that repeats an argument [missing-key]
                tools.yaml:5:174: error: 'onStoreFailure' of 'rateLimit' is not supported yet [not-supported]
                tools.yaml:5:198: error: 'concurrency' bounds nothing: write 'calls', 'streams' or both [missing-key]
                """
        ),
        Example(
            "an argument that no header repeats",
            stagesFile("correlation, rateLimit: { by: { argument: Region }, requests: 1, per: 1s }"),
            report: """
                tools.yaml:5:68: error: no tool has an argument with 'header: Region', so that all requests would share one limit: name a header of an argument [unknown-word]
                """
        ),
        Example(
            "secrets in YAML, which no message repeats",
            authenticate("keys: mcp_hunter2, probeKey: hunter2"),
            report: """
                tools.yaml:5:48: error: 'keys' is not written into YAML, which more people read than may call: write a setting, $API_KEYS, and set it where the server runs [plain-secret]
                tools.yaml:5:71: error: 'probeKey' is not written into YAML, which more people read than may call: write a setting, $PROBE_KEY, and set it where the server runs [plain-secret]
                """
        ),
        Example(
            "lists of keys, and other values",
            authenticate("keys: [a], probeKey: $$A, required: yes, publicHandshake: $P ?? no"),
            report: """
                tools.yaml:5:48: error: expected a setting ($API_KEYS) for 'keys', found a list [wrong-kind]
                tools.yaml:5:63: error: 'probeKey' is not written into YAML, which more people read than may call: write a setting, $PROBE_KEY, and set it where the server runs [plain-secret]
                tools.yaml:5:78: error: 'yes' is neither true nor false [setting-value]
                tools.yaml:5:100: error: the default 'no' is neither true nor false [setting-value]
                """
        ),
        Example(
            "defaults that are keys and no hashes",
            authenticate("keys: '$A ?? \"demo:hunter2\"', probeKey: $P ?? hunter2"),
            report: """
                tools.yaml:5:48: error: the default of 'keys' is no list of keys: write id:hash or id:hash:scope for each, the hash being the SHA-256 of the key in 64 hexadecimal digits ('mcp-generator key new' makes both), and commas between them [setting-value]
                tools.yaml:5:82: error: the default of 'probeKey' is no hash of a key: write its SHA-256 in 64 hexadecimal digits, or "" for none [setting-value]
                """
        ),
        Example(
            "defaults that are hashes",
            authenticate(
                "keys: '$A ?? demo:\(digest):orders:read orders:write,b:\(digest)', probeKey: $P ?? \(digest)"
            ),
            report: ""
        ),
        Example(
            "nobody to know",
            authenticate("required: true"),
            report: """
                tools.yaml:5:26: error: 'authenticate' knows nobody: write 'keys: $API_KEYS', 'jwt: { … }' or both [missing-key]
                """
        ),
        Example(
            "tokens of anybody for anybody",
            authenticate("jwt: {}"),
            report: """
                tools.yaml:5:42: error: 'jwt' needs 'issuer': without it a token of any other issuer could pass [missing-key]
                tools.yaml:5:42: error: 'jwt' needs 'audience': without it a token for any other server of the issuer would pass [missing-key]
                """
        ),
        Example(
            "algorithms that prove nothing",
            authenticate("jwt: { issuer: $I, audience: $A, algorithms: [None, HS256, RS257, ES256, ES256] }"),
            report: """
                tools.yaml:5:88: error: 'none' takes tokens that nobody has signed, so that everybody could make one: remove it [insecure-algorithm]
                tools.yaml:5:94: error: 'HS256' signs with a secret that every server that checks tokens has, so that each could make them; and whoever knows the public keys could, where they are taken for the secret: use ES256 [insecure-algorithm]
                tools.yaml:5:101: error: unknown algorithm 'RS257'; did you mean 'RS256'? [unknown-word]
                tools.yaml:5:115: error: the value "ES256" stands twice in this list [duplicate-value]
                  note: tools.yaml:5:108: it is first listed here
                """
        ),
        Example(
            "no algorithm, and clocks that are wrong",
            authenticate("jwt: { issuer: $I, audience: '', algorithms: [], clockSkew: 2m, leeway: 1s }"),
            report: """
                tools.yaml:5:71: error: '' is empty: list a text at least [setting-value]
                tools.yaml:5:87: error: 'algorithms' is empty, so that no token could pass: leave it out for the usual ones [empty-value]
                tools.yaml:5:102: error: '2m' lets tokens live on for too long: write 60s at most [setting-value]
                tools.yaml:5:106: error: unknown key 'leeway' in 'jwt': expected issuer, audience, jwks, algorithms or clockSkew [unknown-key]
                """
        ),
        Example(
            "issuers and keys in the clear",
            authenticate("jwt: { issuer: http://auth.example.com, audience: a, jwks: auth.example.com/keys }"),
            report: """
                tools.yaml:5:57: error: 'http://auth.example.com' would be fetched in the clear, so that whoever is on the way could put keys of their own in its place: write https (http is for loopback alone) [setting-value]
                tools.yaml:5:101: error: 'auth.example.com/keys' is no URL: write the scheme too, such as https://auth.example.com [setting-value]
                """
        ),
        Example(
            "issuers of this machine",
            authenticate("jwt: { issuer: 'http://127.0.0.1:9000', audience: [a], jwks: 'http://[::1]:9000/keys' }"),
            report: ""
        ),
        Example(
            "metadata without the server's URL",
            authenticate("keys: $A, scopes: [a], authorizationServers: ['https://a.b']"),
            report: """
                tools.yaml:5:52: error: 'scopes' is told to clients beside the server's own URL: write it as 'resource' [missing-key]
                tools.yaml:5:65: error: 'authorizationServers' is told to clients beside the server's own URL: write it as 'resource' [missing-key]
                """
        ),
        Example(
            "metadata without an issuer",
            authenticate("keys: $A, resource: 'https://a.b/mcp', scopes: ['a b']"),
            report: """
                tools.yaml:5:62: error: 'resource' tells clients where to get a token: write 'authorizationServers', or leave it out where only keys are taken [missing-key]
                tools.yaml:5:90: error: 'a b' is no scope: use visible ASCII characters, but no space, quote or backslash [scope]
                """
        ),
    ]
}
