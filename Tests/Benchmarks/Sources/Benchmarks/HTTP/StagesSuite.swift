import Foundation

/// What stages cost: the stack that every server has which others reach, held against a bare echo, and each of twelve.
struct StagesSuite {
    let folders: Folders

    #if os(Linux)
    private static let names = [
        "correlation", "requestLog", "securityHeaders", "cors", "originGuard", "ipAllowlist", "rateLimit by ip",
        "bodyLimit",
        "timeout", "authenticate", "rateLimit by principal", "concurrency",
    ]

    func run(_ report: inout Report) throws {
        let (ours, theirs) = (try server("full"), try HTTPServer(["\(folders.scratch)/release/EchoServer", "PORT"]))
        for connections in [1, 16, 64] {
            let pairs = try load(connections).pairs(ours, theirs, count: 9)
            report.add(
                Figure(
                    name: "HTTP full stack, \(connections) \(connections == 1 ? "connection" : "connections")",
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
                    name: "HTTP full stack, \(connections): CPU",
                    value: time,
                    unit: "us/call",
                    against: "the time of a bare echo",
                    ratio: median(pairs.map { $0.0.processorTime / $0.1.processorTime }),
                    budget: .atMost(1.25)
                )
            )
        }
        try compareEach(&report)
    }

    /// Each stage behind all before it, held against what there was without it.
    private func compareEach(_ report: inout Report) throws {
        var before = try server("0")
        for (place, name) in Self.names.enumerated() {
            let with = try server("\(place + 1)")
            let pairs = try load(16).pairs(with, before, count: 7)
            report.add(
                Figure(
                    name: "HTTP stage \(place + 1): \(name)",
                    value: median(pairs.map { $0.0.processorTime - $0.1.processorTime }) / 1e3,
                    unit: "us/call more",
                    against: "the processor time of a call without it",
                    ratio: median(pairs.map { $0.0.processorTime / $0.1.processorTime })
                )
            )
            before = with
        }
    }

    private func server(_ stages: String) throws -> HTTPServer {
        try HTTPServer(["\(folders.scratch)/release/ManyTools", "--port", "PORT"], environment: ["STAGES": stages])
    }

    private func load(_ connections: Int) -> Load {
        Load(folders: folders, connections: connections, message: .method("tools/call", tool: "look_up_00000"))
    }
    #else
    func run(_ report: inout Report) {
        report.add(.missing("stages", against: "-", reason: "needs Linux", nil))
    }
    #endif
}
