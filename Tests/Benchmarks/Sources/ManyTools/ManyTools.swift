import Foundation
import MCPServerHTTP
import MCPServerOTLP

/// A server of as many tools as `TOOLS` in the environment says: of 1, 100, 1,000 or 10,000. They take nothing and do nothing,
/// so that what is measured is finding and listing them, and the stages before them. Their catalogs are written by `Tests/Benchmarks/run`.
@main
struct ManyTools: HTTPToolServer {
    struct Client: ToolClient {
        init(_ caller: any ToolCaller) {}
    }

    let tools = Self.count

    static let count = ProcessInfo.processInfo.environment["TOOLS"].flatMap { Int($0) } ?? 1
    static let info = ServerInfo(name: "many-tools", version: "1.0.0")
    static var catalog: ToolCatalog {
        switch count {
        case 100: Catalogs.of100
        case 1000: Catalogs.of1000
        case 10_000: Catalogs.of10000
        default: Catalogs.of1
        }
    }

    static func tool(at index: Int) -> Tool<Int>? {
        Tool { _, _ in .text("done") }
    }

    static func options(_ settings: inout SettingsReader) -> HTTPOptions { HTTPOptions() }

    func routes(_ settings: inout SettingsReader) -> [MCPRoute] {
        MCPRoute.mcp("/mcp") { Stack.ofEnvironment }
        // Without it nothing is measured.
        if ProcessInfo.processInfo.environment["METRICS"] != nil { MCPRoute.metrics("/metrics") }
    }

    /// Without an endpoint in the environment nothing is traced.
    static var telemetry: (any TelemetryExporter)? { OTLPExporter() }

    static func main() async throws { try await ManyTools().run() }
}
