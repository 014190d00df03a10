import Testing

/// Routes on which nobody finds out who calls, or those are kept away who should not be.
@Suite struct CallerDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfRoutes(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    private static let scoped = "\ntools: [{ name: t, description: d, scopes: [a] }]"
    private static let bound = """

        tools:
          - { name: t, description: d, input: { a: string, b: { type: string, bind: principal.subject } } }
          - { name: u, description: d, input: { c: { type: string, bind: principal.subject } } }
        """
    private static let perCaller = "rateLimit: { by: principal, requests: 1, per: 1s }"
    private static let perAddress = "rateLimit: { by: network, requests: 1, per: 1s }"

    static let examples: [Example] = [
        Example(
            "scopes that nobody carries",
            stagesFile("correlation") + scoped,
            report: """
                tools.yaml:5:5: error: '/mcp' has no 'authenticate', and the tool 't' needs scopes, which nobody could ever carry: add it to 'middleware', or take the scopes away [missing-authentication]
                  note: tools.yaml:6:17: 't' needs scopes
                """
        ),
        Example(
            "scopes on the routes of 'http: {}'",
            httpFile("{}") + scoped,
            report: """
                tools.yaml:2:1: error: '/mcp' has no 'authenticate', and the tool 't' needs scopes, which nobody could ever carry: add it to 'middleware', or take the scopes away [missing-authentication]
                  note: tools.yaml:3:17: 't' needs scopes
                """
        ),
        Example(
            "values of callers that nobody knows",
            stagesFile("correlation") + bound,
            report: """
                tools.yaml:5:5: error: '/mcp' has no 'authenticate', and the tool 't' binds 'b' to who calls, so that every call would fail: add it to 'middleware', or take 'bind' away [missing-authentication]
                  note: tools.yaml:7:55: 'b' is bound
                """
        ),
        Example("scopes and values of known callers", stagesFile("authenticate: { keys: $A }") + scoped, report: ""),
        Example("a stage of the user's may know callers", stagesFile("custom: A") + scoped, report: ""),
        Example(
            "without 'http' the owner of the process calls",
            "server: { name: s, version: 1 }" + scoped,
            report: ""
        ),
        Example(
            "a stage that could not be read may have known callers",
            stagesFile("authentikate, \(perCaller)", host: "0.0.0.0") + scoped,
            report: """
                tools.yaml:5:26: error: unknown stage 'authentikate'; did you mean 'authenticate'? [unknown-stage]
                """
        ),
        Example(
            "a limit for each of nobody",
            stagesFile(perCaller),
            report: """
                tools.yaml:5:26: error: 'rateLimit by principal' needs 'authenticate' in front of it: without it there is no principal whose requests could be counted; add it, or limit 'by: ip' [missing-authentication]
                """
        ),
        Example(
            "a limit for each caller that a stage of the user's knows",
            stagesFile("custom: A, \(perCaller)"),
            report: ""
        ),
        Example(
            "a stage of the user's behind the limit",
            stagesFile("\(perCaller), custom: A"),
            report: """
                tools.yaml:5:26: error: 'rateLimit by principal' needs 'authenticate' in front of it: without it there is no principal whose requests could be counted; add it, or limit 'by: ip' [missing-authentication]
                """
        ),
        Example(
            "guessing without a limit",
            stagesFile("originGuard: { allow: $O }, authenticate: { keys: $A }, \(perCaller)", host: "0.0.0.0"),
            report: """
                tools.yaml:5:54: warning: no 'rateLimit' by ip or network stands before 'authenticate', and '0.0.0.0' is reached from other machines: anonymous floods would reach the checking of tokens, and credentials could be guessed without a limit; put 'rateLimit: { by: ip, requests: 60, per: 1m }' in front of it [unlimited-guessing]
                  note: tools.yaml:3:9: the host stands here
                """
        ),
        Example(
            "guessing with a limit",
            stagesFile("originGuard: { allow: $O }, \(perAddress), authenticate: { keys: $A }", host: "0.0.0.0"),
            report: ""
        ),
        Example(
            "guessing on this machine alone",
            stagesFile("originGuard: { allow: $O }, authenticate: { keys: $A }"),
            report: ""
        ),
        Example(
            "guards of health",
            """
            server: { name: s, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp, middleware: [correlation] }
                /healthz: { kind: health, middleware: [ipAllowlist: ['10.0.0.0/8'], \(perAddress), authenticate: { keys: $A }] }
            """,
            report: """
                tools.yaml:5:73: warning: 'rateLimit by network' stands on '/healthz', which is of kind health: probes that come too often would get 429, and a process in good health be taken out of service; remove it, and use 'ipAllowlist' to keep others away [guarded-health]
                  note: tools.yaml:5:5: '/healthz' is of kind health
                tools.yaml:5:123: warning: 'authenticate' stands on '/healthz', which is of kind health: the next change of credentials would fail its probes, and a process in good health be taken out of service; remove it, and use 'ipAllowlist' to keep others away [guarded-health]
                  note: tools.yaml:5:5: '/healthz' is of kind health
                """
        ),
        Example(
            "a body that another limit refuses",
            """
            server: { name: s, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp, middleware: [bodyLimit: 2MiB] }
              maxBodySize: 1MiB
            """,
            report: """
                tools.yaml:4:48: warning: 'bodyLimit' is never reached: 'maxBodySize' of 'http' refuses bodies of more than 1048576 bytes already; raise that one, or lower this one [unreached-limit]
                """
        ),
        Example("a body within the default", stagesFile("bodyLimit: 4MiB"), report: ""),
    ]
}
