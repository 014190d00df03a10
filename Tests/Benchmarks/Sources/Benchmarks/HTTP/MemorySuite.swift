import Foundation

/// What sessions and streams hold while nothing happens.
struct MemorySuite {
    let folders: Folders

    #if os(Linux)
    private static let sessionCount = 10_000
    private static let streamCount = 1_000
    private static let common = ["Content-Type: application/json", "Accept: application/json, text/event-stream"]

    func run(_ report: inout Report) throws {
        let sessions = try bytesPerSession()
        report.add(
            Figure(
                name: "memory: idle session of \(grouped(Self.sessionCount))",
                value: sessions,
                unit: "bytes",
                against: "2 KB",
                ratio: sessions / 2048,
                budget: .atMost(1)
            )
        )
        let ours = try bytesPerStream("Everything", ["--port", "PORT"]) { try Self.listen(on: $0) }
        let theirs = try bytesPerStream("EchoServer", ["PORT"]) {
            try $0.ask(["GET /stream HTTP/1.1"], until: ": open\n\n")
        }
        report.add(
            Figure(
                name: "memory: open stream of \(grouped(Self.streamCount))",
                value: ours,
                unit: "bytes",
                against: "4 KB above the \(Figure.rounded(theirs)) of a bare server",
                ratio: (ours - theirs) / 4096,
                budget: .atMost(1)
            )
        )
    }

    private func bytesPerSession() throws -> Double {
        let server = try HTTPServer(["\(folders.scratch)/release/Calculator", "--port", "PORT"])
        let connection = try ClientConnection(port: server.port)
        let message = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"benchmarks","version":"1.0"}}}
            """
        func open(_ count: Int) throws {
            for _ in 0..<count {
                try connection.ask(["POST /mcp HTTP/1.1"] + Self.common, body: message, until: "\"id\":1,\"result\"")
            }
        }
        // The first ones set up what all share.
        let warmUp = Self.sessionCount / 10
        try open(warmUp)
        let before = try server.anonymousMemory()
        try open(Self.sessionCount - warmUp)
        return (try server.anonymousMemory() - before) / Double(Self.sessionCount - warmUp)
    }

    private func bytesPerStream(
        _ program: String,
        _ arguments: [String],
        _ open: (ClientConnection) throws -> Void
    ) throws -> Double {
        let server = try HTTPServer(["\(folders.scratch)/release/\(program)"] + arguments)
        func connections(_ count: Int) throws -> [ClientConnection] {
            try (0..<count).map { _ in
                let connection = try ClientConnection(port: server.port)
                try open(connection)
                return connection
            }
        }
        let first = try connections(Self.streamCount / 10)
        let before = try server.anonymousMemory()
        let others = try connections(Self.streamCount - first.count)
        let after = try server.anonymousMemory()
        return withExtendedLifetime((first, others)) { (after - before) / Double(others.count) }
    }

    private static func listen(on connection: ClientConnection) throws {
        let message = """
            {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},\
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}}
            """
        let fields = ["MCP-Protocol-Version: 2026-07-28", "Mcp-Method: subscriptions/listen"]
        try connection.ask(["POST /mcp HTTP/1.1"] + common + fields, body: message, until: "acknowledged")
    }
    #else
    func run(_ report: inout Report) {
        report.add(.missing("memory", against: "-", reason: "needs Linux", nil))
    }
    #endif
}
