#if HTTP
import RouteChart
import Testing

@testable import MCPServerHTTP

/// What generated code says, written by hand.
private struct GeneratedForm: HTTPToolServer {
    typealias Client = TestClient
    var tools = TestTools()
    static var info: ServerInfo { TestServer.info }
    static var catalog: ToolCatalog { TestServer.catalog }
    static func tool(at index: Int) -> Tool<TestTools>? { TestServer.tool(at: index) }

    static func options(_ settings: inout SettingsReader) -> HTTPOptions {
        HTTPOptions(
            host: settings.text("HOST", default: "127.0.0.1", at: "tools.yaml:7"),
            port: settings.integer("PORT", default: "3000", at: "tools.yaml:8"),
            maxBodySize: 4_194_304
        )
    }

    @RouteBuilder
    func routes(_ settings: inout SettingsReader) -> [MCPRoute] {
        MCPRoute.mcp("/mcp") {
            Correlation()
            RequestLog()
            CORS(origins: settings.origins("ALLOWED_ORIGINS", default: "", at: "tools.yaml:13"), credentials: false)
            OriginGuard(allowing: settings.origins("ALLOWED_ORIGINS", default: "", at: "tools.yaml:13"))
        }
        MCPRoute.health("/healthz")
    }
}

@Suite("Settings and command line")
struct SettingsTests {
    @Test func generatedForm() {
        var settings = SettingsReader(values: [
            "PORT": "8080", "ALLOWED_ORIGINS": "https://a.example, https://b.example,",
        ])
        let options = GeneratedForm.options(&settings)
        #expect(options.host == "127.0.0.1")
        #expect(options.port == 8080)
        let routes = GeneratedForm().routes(&settings)
        #expect(settings.faults.isEmpty)
        #expect(
            MCPRoute.chart(routes).text == """
                /mcp      mcp     Correlation -> RequestLog -> CORS(https://a.example, https://b.example) -> \
                OriginGuard(loopback, https://a.example, https://b.example)
                /healthz  health  -
                """
        )
        #expect(MCPRoute.faults(routes).isEmpty)
    }

    @Test("Every fault is told, with its place")
    func faults() {
        var settings = SettingsReader(values: ["PORT": "80a", "FLAG": "maybe", "SIZE": "4 miles", "LONG": "1h"])
        #expect(settings.integer("PORT", default: "3000", at: "tools.yaml:8") == 1)
        #expect(settings.text("TOKEN", at: "tools.yaml:9").isEmpty)
        #expect(settings.boolean("FLAG", at: "tools.yaml:10") == false)
        #expect(settings.byteCount("SIZE", at: "tools.yaml:11") == 1)
        #expect(settings.duration("LONG", at: "tools.yaml:12") == .seconds(3600))
        #expect(
            settings.faults == [
                #"tools.yaml:8: PORT is not a whole number: "80a"."#,
                "tools.yaml:9: TOKEN is not set. Set it to a text, or give it a default: $TOKEN ?? …",
                #"tools.yaml:10: FLAG is not true or false: "maybe"."#,
                #"tools.yaml:11: SIZE is not a size such as 512, 64KiB or 4MiB: "4 miles"."#,
            ]
        )
    }

    @Test func values() {
        var settings = SettingsReader(values: [:])
        #expect(settings.byteCount("X", default: "4MiB", at: "") == 4_194_304)
        #expect(settings.byteCount("X", default: "12", at: "") == 12)
        #expect(settings.byteCount("X", default: "1 GiB", at: "") == 1 << 30)
        #expect(settings.duration("X", default: "250ms", at: "") == .milliseconds(250))
        #expect(settings.duration("X", default: "2d", at: "") == .seconds(172_800))
        #expect(settings.number("X", default: "1.5", at: "") == 1.5)
        #expect(settings.boolean("X", default: "TRUE", at: "") == true)
        #expect(
            settings.origins("X", default: " http://a ,, https://b:1/,*", at: "") == ["http://a", "https://b:1/", "*"]
        )
        #expect(settings.faults.isEmpty)
        _ = settings.number("X", default: "inf", at: "")
        _ = settings.duration("X", default: "5", at: "")
        _ = settings.byteCount("X", default: "99999999999GiB", at: "")
        for text in ["a.example", "null", "https://a/b", "https://a https://b"] {
            #expect(settings.origins("X", default: "http://a,\(text)", at: "") == [])
        }
        #expect(settings.faults.count == 7)
    }

    @Test func faultsOfOptionsAndRoutes() {
        #expect(HTTPOptions().faults.isEmpty)
        #expect(HTTPOptions(host: "", port: 70_000, maxBodySize: 0).faults.count == 3)
        #expect(HTTPOptions(maxConnections: 0, maxSessions: -1, drainTimeout: .zero).faults.count == 3)
        #expect(HTTPOptions(readTimeout: .seconds(1_000_000_000_000)).faults.count == 1)
        #expect(MCPRoute.faults([]).count == 1)
        #expect(MCPRoute.faults([.mcp("mcp"), .mcp("/a"), .health("/a")]).count == 2)
    }

    @Test(
        arguments: [
            ([], .http, nil, nil), (["--http"], .http, nil, nil), (["--stdio"], .stdio, nil, nil),
            (["--host", "0.0.0.0", "--port", "80"], .http, "0.0.0.0", 80), (["--port=0"], .http, nil, 0),
            (["--routes", "--stdio"], .routes, nil, nil), (["--mermaid", "--routes"], .routes, nil, nil),
            (["--mermaid"], .unknown("--mermaid goes with --routes"), nil, nil),
            (["--http", "--check-config"], .checkConfiguration, nil, nil),
            (["--describe"], .describe, nil, nil), (["--version"], .version, nil, nil),
            (["-h", "--x"], .help, nil, nil),
            (["--x"], .unknown("unknown argument '--x'"), nil, nil),
            (["--port"], .unknown("--port needs a value"), nil, nil),
            (["--port", "80a"], .unknown("--port must be a number from 0 to 65535, not '80a'"), nil, nil),
        ] as [([String], HTTPLaunchArguments.Task, String?, Int?)]
    )
    func launchArguments(_ arguments: [String], _ task: HTTPLaunchArguments.Task, _ host: String?, _ port: Int?) {
        let launch = HTTPLaunchArguments(arguments)
        #expect(launch.task == task)
        #expect(launch.host == host)
        #expect(launch.port == port)
        #expect(launch.isMermaid == arguments.contains("--mermaid"))
    }
}
#endif
