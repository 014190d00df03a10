#if os(Linux)
import Foundation

/// What it costs that a server has many tools: a call of one of them, and their list.
struct ManyToolsSuite {
    let folders: Folders

    private static let connections = 16

    func run(_ report: inout Report) throws {
        let one = try server(of: 1)
        for count in [100, 10_000] {
            // The first tool, which all of them have: which tool is called makes no difference.
            let pairs = try load(.method("tools/call", tool: "look_up_00000")).pairs(server(of: count), one, count: 9)
            report.add(
                Figure(
                    name: "HTTP: a call with \(grouped(count)) tools",
                    value: median(pairs.map(\.0.rate)),
                    unit: "calls/s",
                    against: "the rate with 1 tool",
                    ratio: median(pairs.map { $0.0.rate / $0.1.rate }),
                    budget: .atLeast(0.95)
                )
            )
        }
        try compareList(&report)
    }

    private func compareList(_ report: inout Report) throws {
        let ours = try server(of: 1000)
        let size = try listSize(ours)
        let theirs = try HTTPServer(["\(folders.scratch)/release/EchoServer", "PORT", "\(size)"])
        let pairs = try load(.method("tools/list")).pairs(ours, theirs, theirPath: "/answer", count: 9)
        report.add(
            Figure(
                name: "HTTP: a list of 1,000 tools",
                value: median(pairs.map(\.0.rate)),
                unit: "lists/s",
                against: "the rate of a bare server that answers as many bytes",
                ratio: median(pairs.map { $0.0.rate / $0.1.rate }),
                budget: .atLeast(0.9)
            )
        )
    }

    private func server(of count: Int) throws -> HTTPServer {
        try HTTPServer(["\(folders.scratch)/release/ManyTools", "--port", "PORT"], environment: ["TOOLS": "\(count)"])
    }

    private func load(_ message: Load.Message) -> Load {
        Load(folders: folders, connections: Self.connections, message: message)
    }

    private func listSize(_ server: HTTPServer) throws -> Int {
        let message = """
            {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
            """
        let headers = [
            "Content-Type: application/json", "Accept: application/json, text/event-stream",
            "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/list",
        ]
        let arguments = ["-sS", server.url(), "-d", message] + headers.flatMap { ["-H", $0] }
        return try Command(path: "curl", arguments: arguments).run().output.utf8.count
    }
}
#endif
