import Diagnostics
import Testing
import ToolModel

@testable import ModelReader

@Suite struct HTTPModelTests {
    @Test(
        arguments: [
            (
                "{}",
                """
                127.0.0.1 3000 4194304
                /mcp mcp: +correlation +requestLog +originGuard
                /healthz health:
                /readyz readiness:
                """
            ),
            (
                "{ host: $HOST ?? localhost, port: 0, maxBodySize: 512KiB }",
                """
                $HOST(localhost)@2:15 0 524288
                /mcp mcp: +correlation +requestLog +originGuard
                /healthz health:
                /readyz readiness:
                """
            ),
            (
                "{ port: $PORT, routes: { /api/v1/mcp: { kind: mcp } } }",
                """
                127.0.0.1 $PORT@2:15 4194304
                /api/v1/mcp mcp: +correlation +requestLog +originGuard
                """
            ),
            (
                "{ host: '::1', maxBodySize: $MAX ?? 1GiB, routes: { /: { kind: mcp, middleware: [] } } }",
                """
                ::1 3000 $MAX(1GiB)@2:35
                / mcp: +originGuard
                """
            ),
            (
                """
                { routes: { /h: { kind: health, middleware: [requestLog] }, /m: { kind: mcp, middleware: [
                  correlation, { requestLog: {} }, custom: A.B, cors: { origins: $O ?? '', credentials: $C }] } } }
                """,
                """
                127.0.0.1 3000 4194304
                /h health: requestLog
                /m mcp: correlation requestLog custom(A.B) cors($O()@3:66, $C@3:89) +originGuard
                """
            ),
            (
                "{ routes: { /m: { kind: mcp, middleware: [requestLog, custom: A] } } }",
                """
                127.0.0.1 3000 4194304
                /m mcp: requestLog +originGuard custom(A)
                """
            ),
            (
                """
                { routes: { /m: { kind: mcp, middleware: [custom: A, custom: B,
                  cors: { origins: [] }, originGuard: { allow: ['https://a.b'] }] } } }
                """,
                """
                127.0.0.1 3000 4194304
                /m mcp: custom(A) custom(B) cors([], -) originGuard([https://a.b])
                """
            ),
            (
                """
                { routes: { /m: { kind: mcp, middleware: [correlation: { header: X-Id }, requestLog: { sample: 0.5, slow: $S },
                  securityHeaders: { hsts: 1d }, ipAllowlist: ['10.0.0.0/8', '::1/128'], bodyLimit: 1KiB, timeout: $T ?? 5s,
                  rateLimit: { by: network, requests: 60, per: 1m, burst: $B, headers: none }, concurrency: { streams: 8 }] } } }
                """,
                """
                127.0.0.1 3000 4194304
                /m mcp: correlation(X-Id) requestLog(0.5)($S@2:113) securityHeaders(86400.0 seconds) +originGuard \
                ipAllowlist([10.0.0.0/8, ::1/128]) bodyLimit(1024) timeout($T(5s)@3:100) \
                rateLimit(60 60.0 seconds)($B@4:59)(none) concurrency(8)
                """
            ),
            (
                """
                { routes: { /m: { kind: mcp, middleware: [securityHeaders, authenticate: { keys: $K, probeKey: $P ?? '',
                  required: false, publicHandshake: $H, resource: 'https://a.b/m', scopes: [s, t], jwt: {
                  issuer: $I ?? 'https://i.j', audience: 'a, b', jwks: 'https://i.j/k', algorithms: [ES256], clockSkew: 5s } }] } } }
                """,
                """
                127.0.0.1 3000 4194304
                /m mcp: securityHeaders +originGuard authenticate($K@2:88)(jwt $I(https://i.j)@4:11 [a, b](https://i.j/k)\
                (5.0 seconds) ES256)($P()@2:102)(false)($H@3:37)(for https://a.b/m by $I(https://i.j)@4:11 s|t)
                """
            ),
        ]
    )
    func readsTheSection(yaml: String, outline: String) throws {
        let (server, diagnostics) = ModelReader.read(documents([httpFile(yaml)]))
        #expect(diagnostics.map(\.line) == [])
        #expect(try #require(server?.http).outline == outline)
    }

    @Test func aServerWithoutTheSectionHasNone() throws {
        let (server, _) = ModelReader.read(documents(["server: { name: s, version: 1 }"]))
        #expect(try #require(server).http == nil)
    }

    @Test(
        arguments: [
            ("", .literal("")),
            ("a b", .literal("a b")),
            ("$$", .literal("$")),
            ("$$HOME", .literal("$HOME")),
            ("a$$b$$$$c", .literal("a$b$$c")),
            ("$A", .setting(name: "A", defaultText: nil)),
            ("$_A_1 ", .setting(name: "_A_1", defaultText: nil)),
            ("$A ?? b", .setting(name: "A", defaultText: "b")),
            ("$A??b", .setting(name: "A", defaultText: "b")),
            ("$A  ??   b ?? c ", .setting(name: "A", defaultText: "b ?? c")),
            ("$A ?? \"\"", .setting(name: "A", defaultText: "")),
            ("$A ?? ' b '", .setting(name: "A", defaultText: " b ")),
            ("$A ?? \"it's\"", .setting(name: "A", defaultText: "it's")),
            ("$A ?? b\"c\"", .setting(name: "A", defaultText: "b\"c\"")),
            ("$A ?? $$b", .setting(name: "A", defaultText: "$b")),
        ] as [(String, SettingText)]
    )
    func readsSettings(text: String, setting: SettingText) throws {
        #expect(try SettingText(text) == setting)
    }

    @Test(
        arguments: [
            "$", "$ A", "$a", "$Ab", "$1A", "${A}", "$A-B", "$A.B", "$Ä", "$A b", "$A ? b", "$A ??", "$A ?? ",
            "$A ?? \"b",
            "$A ?? '", "$A ?? 'b''c'", "$A ?? 'b' c", "$A ?? $B", "a$B", "$$$A", "http://$HOST", "$?? b",
        ]
    )
    func refusesOtherDollars(text: String) {
        #expect(throws: SettingText.Fault.self) { try SettingText(text) }
    }
}

/// A file whose `http:` section, on line 2 from column 7, is given.
func httpFile(_ section: String) -> String {
    """
    server: { name: s, version: 1 }
    http: \(section)
    """
}

/// A file with one MCP route of these stages, which stand on line 5 from column 20.
func stagesFile(_ stages: String, host: String = "localhost") -> String {
    """
    server: { name: s, version: 1 }
    http:
      host: \(host)
      routes:
        /mcp: { middleware: [\(stages)], kind: mcp }
    """
}

extension HTTPDefinition {
    fileprivate var outline: String {
        let routes = routes.map { route in
            let stages = route.stages.map { " " + ($0.isInserted ? "+" : "") + $0.kind.outline }
            return "\(route.path) \(route.kind.rawValue):\(stages.joined())"
        }
        return (["\(host.outline) \(port.outline) \(maxBodySize.outline)"] + routes).joined(separator: "\n")
    }
}

extension StageUse.Kind {
    fileprivate var outline: String {
        switch self {
        case .correlation(let header): "correlation\(header.outline)"
        case .requestLog(let settings): "requestLog\(settings.sample.outline)\(settings.slow.outline)"
        case .securityHeaders(let hsts): "securityHeaders\(hsts.outline)"
        case .cors(let settings):
            "cors(\(settings.origins?.outline ?? "-"), \(settings.credentials?.outline ?? "-"))"
        case .originGuard(let allow): "originGuard\(allow.outline)"
        case .ipAllowlist(let networks): "ipAllowlist(\(networks.outline))"
        case .bodyLimit(let size): "bodyLimit(\(size.outline))"
        case .timeout(let limit): "timeout(\(limit.outline))"
        case .authenticate(let settings): "authenticate\(settings.outline)"
        case .rateLimit(let settings):
            "rateLimit(\(settings.requests.outline) \(settings.period.outline))\(settings.burst.outline)"
                + "\(settings.headers.map { "(\($0))" } ?? "")"
        case .concurrency(let settings): "concurrency\(settings.calls.outline)\(settings.streams.outline)"
        case .custom(let type): "custom(\(type))"
        }
    }
}

extension AuthenticateSettings {
    fileprivate var outline: String {
        let jwt = jwt.map {
            "(jwt \($0.issuer.outline) \($0.audience.outline)\($0.jwks.outline)\($0.clockSkew.outline)"
                + "\($0.algorithms.map { " \($0.joined(separator: "|"))" } ?? ""))"
        }
        let metadata = metadata.map {
            "(for \($0.resource.outline) by \($0.authorizationServers.outline) \($0.scopes.joined(separator: "|")))"
        }
        return keys.outline + (jwt ?? "") + probeKey.outline + isRequired.outline + publicHandshake.outline
            + (metadata ?? "")
    }
}

/// What has an outline.
private protocol Outlined {
    var outline: String { get }
}

extension SettingValue: Outlined {}

extension Optional where Wrapped: Outlined {
    /// In parentheses, where there is a value.
    fileprivate var outline: String { map { "(\($0.outline))" } ?? "" }
}

extension SettingValue {
    /// A literal as it is, a setting with its default and its place.
    fileprivate var outline: String {
        switch source {
        case .literal(let value): "\(value)".replacing("\"", with: "")
        case .setting(let name, let defaultText):
            "$\(name)\(defaultText.map { "(\($0))" } ?? "")@\(location.start.line):\(location.start.column)"
        }
    }
}
