import Foundation

/// The sample Calculator under load, one core for it, held against other servers that get the same bytes.
struct HTTPSuite {
    let folders: Folders

    #if os(Linux)
    private var calculator: [String] { ["\(folders.scratch)/release/Calculator", "--port", "PORT"] }
    private var echo: [String] { ["\(folders.scratch)/release/EchoServer", "PORT"] }

    func run(_ report: inout Report) throws {
        for tool in ["wrk", "taskset", "curl"] where (try? Command(path: "which", arguments: [tool]).run()) == nil {
            report.add(.missing("HTTP", against: tool, reason: "not installed", nil))
            return
        }
        try compareMemory(&report)
        let (ours, theirs) = (try HTTPServer(calculator), try HTTPServer(echo))
        for session in [nil, try ours.openSession()] {
            for connections in [1, 16, 64] {
                let load = Load(folders: folders, connections: connections, message: .calculate(session: session))
                try compare(load, title(connections, session), ours, theirs, &report)
            }
        }
        try comparePeers(ours, &report)
        try ManyToolsSuite(folders: folders).run(&report)
    }

    private func title(_ connections: Int, _ session: String?) -> String {
        let clients = connections == 1 ? "1 connection" : "\(connections) connections"
        return "HTTP \(session == nil ? "modern" : "legacy"), \(clients)"
    }

    private func compare(
        _ load: Load,
        _ title: String,
        _ ours: HTTPServer,
        _ theirs: HTTPServer,
        _ report: inout Report
    ) throws {
        let pairs = try load.pairs(ours, theirs, count: 9)
        report.add(
            Figure(
                name: title,
                value: median(pairs.map(\.0.rate)),
                unit: "calls/s",
                against: "the rate of a bare echo",
                ratio: median(pairs.map { $0.0.rate / $0.1.rate }),
                budget: .atLeast(0.8)
            )
        )
        let time = median(pairs.map(\.0.processorTime)) / 1e3
        report.add(
            Figure(
                name: "\(title): CPU",
                value: time,
                unit: "us/call",
                against: "the time of a bare echo",
                ratio: median(pairs.map { $0.0.processorTime / $0.1.processorTime }),
                budget: .atMost(1.25)
            )
        )
        report.add(
            Figure(
                name: "\(title): CPU",
                value: time,
                unit: "us/call",
                against: "100 us",
                ratio: time / 100,
                budget: .atMost(1)
            )
        )
    }

    private func comparePeers(_ ours: HTTPServer, _ report: inout Report) throws {
        let python = "\(folders.package)/../../.venv-bench/bin/python"
        for (module, name, bound) in [("mcp", "the mcp SDK on uvicorn", 15.0), ("fastmcp", "FastMCP on uvicorn", 30)] {
            let load = Load(folders: folders, connections: 16, message: .calculate(session: nil))
            let title = title(load.connections, nil)
            guard (try? Command(path: python, arguments: ["-c", "import uvicorn, \(module)"]).run()) != nil else {
                report.add(
                    .missing(title, against: name, reason: "peer not installed", .atLeast(bound))
                )
                continue
            }
            let theirs = try HTTPServer([python, "\(folders.package)/Peers/mcp_peer.py", module, "PORT"])
            let pairs = try load.pairs(ours, theirs, count: 5)
            report.add(
                Figure(
                    name: title,
                    value: median(pairs.map(\.0.rate)),
                    unit: "calls/s",
                    against: "the rate of \(name)",
                    ratio: median(pairs.map { $0.0.rate / $0.1.rate }),
                    budget: .atLeast(bound)
                )
            )
        }
    }

    private func compareMemory(_ report: inout Report) throws {
        let pairs = try (0..<5).map { _ in
            (try HTTPServer(calculator).anonymousMemory(), try HTTPServer(echo).anonymousMemory())
        }
        let more = median(pairs.map { $0.0 - $0.1 }) / 0x10_0000
        report.add(
            Figure(
                name: "HTTP: anonymous memory after start",
                value: more,
                unit: "MB more",
                against: "4 MB above a bare echo",
                ratio: more / 4,
                budget: .atMost(1)
            )
        )
    }
    #else
    func run(_ report: inout Report) {
        report.add(.missing("HTTP", against: "-", reason: "needs Linux", nil))
    }
    #endif
}
