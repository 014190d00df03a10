#if HTTP
import MCPServerHTTP

@testable import MCPServer

/// Tools that do what transports find hard.
struct TestTools: Sendable {
    let probe = Probe()
    /// Opens once something was noted under this name.
    static let release = "release"
}

struct TestServer: ToolServer {
    typealias Client = TestClient
    var tools: TestTools

    static var info: ServerInfo { ServerInfo(name: "test", version: "1.2.3") }
    static var catalog: ToolCatalog { testCatalog }

    static func tool(at index: Int) -> Tool<TestTools>? {
        switch index {
        case 0: Tool { _, _ in .text("echo") }
        case 1: Tool(wait)
        case 2: Tool(count)
        case 3: Tool(flood)
        case 4: Tool { _, _ in throw ToolError("no luck") }
        case 5: Tool { _, _ in .text(RequestTrace.current?.requestID ?? "none") }
        case 6: Tool(region, headers: ["Region": "region", "Count": "count", "Dry-Run": "dry_run"])
        case 7: Tool(change)
        case 8: Tool(identify)
        case 9: Tool { _, _ in throw Breakage() }
        case 10: Tool({ _, _ in .text("costly") }, cost: 3)
        case 11: Tool({ _, _ in .text("limited") }, rateLimit: (6, .seconds(600)))
        default: nil
        }
    }

    private static func region(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult { .text("region") }

    /// Waits until it is released or cancelled, and notes which.
    private static func wait(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        await call.context.reportProgress(1)
        tools.probe.note("began")
        let isOver = OneShotFlag()
        Task {
            await tools.probe.wait(for: TestTools.release)
            isOver.set()
        }
        await withTaskCancellationHandler {
            await isOver.wait()
        } onCancel: {
            isOver.set()
        }
        tools.probe.note(Task.isCancelled ? "cancelled" : "ended")
        return .text("waited")
    }

    private static func count(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        for number in 1...3 { await call.context.reportProgress(Double(number), total: 3) }
        return .text("counted")
    }

    private static func change(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        call.context.server.toolsChanged()
        return .text("changed")
    }

    /// Tells what outgoing requests and lines of log would state.
    private static func identify(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        var texts: [String] = []
        RequestTrace.propagate { texts.append("\($0): \($1)") }
        let metadata = RequestTrace.current?.metadata.map { "\($0)=\($1)" }.sorted() ?? []
        return .text((texts + metadata).joined(separator: "; "))
    }

    /// Says more than any buffer holds, and notes each thing said.
    private static func flood(_ call: ToolCall, _ tools: TestTools) async throws -> ToolResult {
        let text = String(repeating: "x", count: 500_000)
        for number in 1...100 where !Task.isCancelled {
            await call.context.reportProgress(Double(number), message: text)
            tools.probe.note("said")
        }
        tools.probe.note("flooded")
        return .text("flooded")
    }
}

extension TestTools: FailureObserver {
    func observe(_ error: any Error, of part: FailedPart) {
        let name =
            switch part {
            case .tool(let context): context.tool
            case .stage(let name), .route(let name): name
            }
        probe.note("observed \(name) \(RequestTrace.current?.requestID ?? "-")")
    }
}

/// What nobody foresaw.
private struct Breakage: Error {}

struct TestClient: ToolClient {
    init(_ caller: any ToolCaller) {}
}

private let testCatalog = ToolCatalog(
    names: "echo\nwait\ncount\nflood\nfail\nwhoami\nregion\nchange\nidentify\nbreak\ncostly\nlimited",
    list: #"[{"name":"echo","inputSchema":{"type":"object"}}]"#,
    listChanged: true
)

/// Something that is set once.
final class OneShotFlag: Sendable {
    private let probe = Probe()

    func set() { probe.note("set") }

    func wait() async { await probe.wait(for: "set") }
}
#endif
