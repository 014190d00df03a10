import Testing

/// Faults of stages and their settings, and of servers that other machines reach.
@Suite struct StageDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfStages(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "a stage twice",
            stagesFile("correlation, cors: { credentials: false }, cors"),
            report: """
                tools.yaml:5:69: error: 'cors' stands twice on this route, so that every request would pass it twice: remove one [duplicate-stage]
                  note: tools.yaml:5:39: 'cors' stands here
                """
        ),
        Example(
            "stages of wrong kinds",
            stagesFile("[cors], ~, '', {}, { cors: {}, originGuard: {} }, cors: [a], originGuard: yes, custom"),
            report: """
                tools.yaml:5:26: error: expected a stage's name, or a mapping of it to its settings for an element of 'middleware', found a list [wrong-kind]
                tools.yaml:5:34: error: unknown stage '~': expected correlation, requestLog, securityHeaders, cors, originGuard, ipAllowlist, bodyLimit, timeout, authenticate, rateLimit, concurrency or custom [unknown-stage]
                tools.yaml:5:37: error: unknown stage '': expected correlation, requestLog, securityHeaders, cors, originGuard, ipAllowlist, bodyLimit, timeout, authenticate, rateLimit, concurrency or custom [unknown-stage]
                tools.yaml:5:41: error: expected one stage in an element of 'middleware', found none [wrong-kind]
                tools.yaml:5:45: error: expected one stage in an element of 'middleware', found 2 [wrong-kind]
                tools.yaml:5:82: error: expected a mapping of its settings for 'cors', found a list [wrong-kind]
                tools.yaml:5:100: error: expected a mapping of its settings for 'originGuard', found text [wrong-kind]
                tools.yaml:5:105: error: 'custom' alone says too little: write 'custom: AuditStage' [missing-key]
                """
        ),
        Example(
            "stages that are unknown",
            stagesFile("request-log, authentication, Audit, AUDIT, custom: 1, zebra"),
            report: """
                tools.yaml:5:26: error: unknown stage 'request-log'; did you mean 'requestLog'? [unknown-stage]
                tools.yaml:5:39: error: unknown stage 'authentication'; did you mean 'authenticate'? [unknown-stage]
                tools.yaml:5:55: error: unknown stage 'Audit': one of your own is written 'custom: Audit' [unknown-stage]
                tools.yaml:5:62: error: unknown stage 'AUDIT': one of your own is written 'custom: AUDIT' [unknown-stage]
                tools.yaml:5:77: error: '1' is no name of a Swift type [swift-name]
                tools.yaml:5:80: error: unknown stage 'zebra': expected correlation, requestLog, securityHeaders, cors, originGuard, ipAllowlist, bodyLimit, timeout, authenticate, rateLimit, concurrency or custom [unknown-stage]
                """
        ),
        Example(
            "stages that come later",
            stagesFile("webhookSignature"),
            report: """
                tools.yaml:5:26: error: stage 'webhookSignature' is not supported yet [not-supported]
                """
        ),
        Example(
            "stages without their values",
            stagesFile("ipAllowlist, bodyLimit, timeout, authenticate, rateLimit, concurrency, custom"),
            report: """
                tools.yaml:5:26: error: 'ipAllowlist' alone says too little: write 'ipAllowlist: [10.0.0.0/8]' [missing-key]
                tools.yaml:5:39: error: 'bodyLimit' alone says too little: write 'bodyLimit: 1MiB' [missing-key]
                tools.yaml:5:50: error: 'timeout' alone says too little: write 'timeout: 60s' [missing-key]
                tools.yaml:5:59: error: 'authenticate' alone says too little: write 'authenticate: { keys: $API_KEYS }' [missing-key]
                tools.yaml:5:73: error: 'rateLimit' alone says too little: write 'rateLimit: { by: ip, requests: 60, per: 1m }' [missing-key]
                tools.yaml:5:84: error: 'concurrency' alone says too little: write 'concurrency: { calls: 32 }' [missing-key]
                tools.yaml:5:97: error: 'custom' alone says too little: write 'custom: AuditStage' [missing-key]
                """
        ),
        Example(
            "settings that are unknown",
            stagesFile(
                "correlation: { headers: a }, requestLog: { sampled: 1 }, cors: { origin: [] }, "
                    + "originGuard: { allowed: [] }"
            ),
            report: """
                tools.yaml:5:41: error: unknown key 'headers' in 'correlation'; did you mean 'header'? [unknown-key]
                tools.yaml:5:69: error: unknown key 'sampled' in 'requestLog'; did you mean 'sample'? [unknown-key]
                tools.yaml:5:91: error: unknown key 'origin' in 'cors'; did you mean 'origins'? [unknown-key]
                tools.yaml:5:120: error: unknown key 'allowed' in 'originGuard'; did you mean 'allow'? [unknown-key]
                """
        ),
        Example(
            "settings of wrong kinds",
            stagesFile("cors: { origins: https://a.b, credentials: yes }, originGuard: { allow: { a: b } }"),
            report: """
                tools.yaml:5:43: error: expected a list of origins ([https://example.com]) or a setting ($NAME) for 'origins', found text [wrong-kind]
                tools.yaml:5:69: error: 'yes' is neither true nor false [setting-value]
                tools.yaml:5:98: error: expected a list of origins ([https://example.com]) or a setting ($NAME) for 'allow', found a mapping [wrong-kind]
                """
        ),
        Example(
            "settings without a value",
            stagesFile("cors: { origins: , credentials: }"),
            report: """
                tools.yaml:5:43: error: 'origins' has no value: expected a list of origins ([https://example.com]) or a setting ($NAME) [empty-value]
                tools.yaml:5:58: error: 'credentials' has no value: expected true or false or a setting ($NAME) [empty-value]
                """
        ),
        Example(
            "origins that are none",
            stagesFile(
                "cors: { origins: ['https://a.b/', '*', null, $A, [b]] }, originGuard: { allow: $A ?? a.b }"
            ),
            report: """
                tools.yaml:5:44: error: 'https://a.b/' is no origin: leave out what stands behind the host and the port [setting-value]
                tools.yaml:5:60: error: '*' would let the pages of every site call the tools: list the origins that may [setting-value]
                tools.yaml:5:65: error: 'null' is no origin: write the scheme too, such as https://example.com [setting-value]
                tools.yaml:5:71: error: a setting stands for the whole list, its text being separated by commas: write it without [ ] [setting-syntax]
                tools.yaml:5:75: error: expected an origin for an element of 'origins', found a list [wrong-kind]
                tools.yaml:5:105: error: the default 'a.b' is no origin: write the scheme too, such as https://example.com [setting-value]
                """
        ),
        Example(
            "flags that are none",
            stagesFile("cors: { credentials: $A ?? maybe }"),
            report: """
                tools.yaml:5:47: error: the default 'maybe' is neither true nor false [setting-value]
                """
        ),
        Example(
            "a type that is none",
            stagesFile("custom: My Stage"),
            report: """
                tools.yaml:5:34: error: 'My Stage' is no name of a Swift type [swift-name]
                """
        ),
        Example(
            "a host that others reach",
            stagesFile("correlation, requestLog, cors, originGuard", host: "0.0.0.0"),
            report: """
                tools.yaml:3:9: warning: '0.0.0.0' is reached from other machines, and '/mcp' has no 'authenticate': everybody who reaches the port could call the tools; add it to 'middleware', or listen on 127.0.0.1 behind a proxy that authenticates [open-server]
                  note: tools.yaml:5:5: '/mcp' is of kind mcp
                tools.yaml:5:57: warning: 'originGuard' has no 'allow', and '0.0.0.0' is reached from other machines: the Host of a request would not be checked, so that a page could reach the server by rebinding its own host name; list the server's origins under 'allow' [unchecked-host]
                  note: tools.yaml:3:9: the host stands here
                """
        ),
        Example(
            "a host that others reach where nothing is set",
            stagesFile("originGuard: { allow: [] }", host: "$HOST ?? '::'"),
            report: """
                tools.yaml:3:9: warning: '::' is reached from other machines, and '/mcp' has no 'authenticate': everybody who reaches the port could call the tools; add it to 'middleware', or listen on 127.0.0.1 behind a proxy that authenticates [open-server]
                  note: tools.yaml:5:5: '/mcp' is of kind mcp
                tools.yaml:5:26: warning: 'originGuard' has no 'allow', and '::' is reached from other machines: the Host of a request would not be checked, so that a page could reach the server by rebinding its own host name; list the server's origins under 'allow' [unchecked-host]
                  note: tools.yaml:3:9: the host stands here
                """
        ),
        Example(
            "a host that others reach, with its origins",
            stagesFile("originGuard: { allow: $ORIGINS ?? '' }", host: "mcp.example.com"),
            report: """
                tools.yaml:3:9: warning: 'mcp.example.com' is reached from other machines, and '/mcp' has no 'authenticate': everybody who reaches the port could call the tools; add it to 'middleware', or listen on 127.0.0.1 behind a proxy that authenticates [open-server]
                  note: tools.yaml:5:5: '/mcp' is of kind mcp
                """
        ),
        Example(
            "a host that others reach, with a guard that is put in",
            stagesFile("correlation", host: "10.0.0.1"),
            report: """
                tools.yaml:3:9: warning: '10.0.0.1' is reached from other machines, and '/mcp' has no 'authenticate': everybody who reaches the port could call the tools; add it to 'middleware', or listen on 127.0.0.1 behind a proxy that authenticates [open-server]
                  note: tools.yaml:5:5: '/mcp' is of kind mcp
                tools.yaml:5:5: warning: 'originGuard', which is put in here, has no 'allow', and '10.0.0.1' is reached from other machines: the Host of a request would not be checked, so that a page could reach the server by rebinding its own host name; list the server's origins under 'allow' [unchecked-host]
                  note: tools.yaml:3:9: the host stands here
                """
        ),
        Example(
            "no word of what is missing where a stage could not be read",
            stagesFile("authentikate", host: "0.0.0.0"),
            report: """
                tools.yaml:5:26: error: unknown stage 'authentikate'; did you mean 'authenticate'? [unknown-stage]
                """
        ),
        Example(
            "a host that is known at the start alone",
            stagesFile("originGuard", host: "$HOST"),
            report: ""
        ),
    ]
}
