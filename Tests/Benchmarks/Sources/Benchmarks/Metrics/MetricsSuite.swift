import Foundation
import MCPServerMetrics
import Metrics

/// What it costs to measure: one observation, a call of a server that measures, and a scrape of many tools.
struct MetricsSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        try observations(&report)
        #if os(Linux)
        try calls(&report)
        try scrapes(&report)
        #else
        report.add(.missing("metrics: calls", against: "-", reason: "needs Linux", nil))
        #endif
    }

    private func observations(_ report: inout Report) throws {
        let registry = MetricRegistry()
        let counter = Metrics.Counter(label: "counter", factory: registry)
        let timer = Metrics.Timer(label: "timer", factory: registry)
        let meter = Meter(label: "meter", factory: registry)
        let works: [(String, () -> Void)] = [
            ("counter", { counter.increment() }), ("gauge", { meter.increment() }),
            ("histogram", { timer.recordNanoseconds(30_000_000) }),
        ]
        for (name, work) in works {
            let contender = Contender(work: work)
            let pairs = try Pairs(contender, against: contender)
            report.add(
                Figure(
                    name: "metrics: \(name)",
                    value: pairs.ours,
                    unit: "ns",
                    against: "100 ns",
                    ratio: pairs.ours / 100,
                    budget: .atMost(1)
                )
            )
        }
    }

    #if os(Linux)
    private func server(tools: Int, isMeasured: Bool, stages: String? = nil) throws -> HTTPServer {
        var environment = ["TOOLS": "\(tools)"]
        environment["STAGES"] = stages
        if isMeasured { environment["METRICS"] = "1" }
        return try HTTPServer(["\(folders.scratch)/release/ManyTools", "--port", "PORT"], environment: environment)
    }

    private func calls(_ report: inout Report) throws {
        let ours = try server(tools: 1, isMeasured: true, stages: "full")
        let theirs = try server(tools: 1, isMeasured: false, stages: "full")
        let load = Load(
            folders: folders,
            connections: 16,
            message: .method("tools/call", tool: "look_up_00000")
        )
        let pairs = try load.pairs(ours, theirs, count: 9)
        report.add(
            Figure(
                name: "metrics: a call",
                value: median(pairs.map { $0.0.processorTime - $0.1.processorTime }) / 1e3,
                unit: "us/call more",
                against: "the processor time of a call that is not measured",
                ratio: median(pairs.map { $0.0.processorTime / $0.1.processorTime }),
                budget: .atMost(1.05)
            )
        )
    }

    private static let toolCount = 1000
    private static let scrapeCount = 20

    private func scrapes(_ report: inout Report) throws {
        let (measured, plain) = (
            try server(tools: Self.toolCount, isMeasured: true), try server(tools: Self.toolCount, isMeasured: false)
        )
        for server in [measured, plain] { try callEachTool(of: server) }
        let memory = try measured.anonymousMemory() - plain.anonymousMemory()
        report.add(
            Figure(
                name: "metrics: memory of 1,000 tools",
                value: memory / Double(Self.toolCount),
                unit: "bytes/tool",
                against: "8 KB more than without",
                ratio: memory / Double(Self.toolCount) / 8192,
                budget: .atMost(1)
            )
        )
        let size = try scrape(measured)
        let before = try measured.processorTime()
        for _ in 0..<Self.scrapeCount { _ = try scrape(measured) }
        let time = (try measured.processorTime() - before) / Double(Self.scrapeCount)
        report.add(
            Figure(
                name: "metrics: a scrape of \(size / 1000) kB",
                value: time / 1e6,
                unit: "ms",
                against: "50 ms",
                ratio: time / 5e7,
                budget: .atMost(1)
            )
        )
    }

    /// In a batch, which one revision has.
    private func callEachTool(of server: HTTPServer) throws {
        let session = try server.openSession("2025-03-26")
        let messages = (0..<Self.toolCount).map { number in
            let name = String(format: "look_up_%05d", number)
            return #"{"jsonrpc":"2.0","id":\#(number),"method":"tools/call","params":{"name":"\#(name)"}}"#
        }
        let fields = [
            "Content-Type: application/json", "Accept: application/json, text/event-stream",
            "Mcp-Session-Id: \(session)",
        ]
        let body = "\(folders.work)/batch.json"
        try "[\(messages.joined(separator: ","))]".write(toFile: body, atomically: true, encoding: .utf8)
        let arguments = ["-sS", server.url(), "--data-binary", "@\(body)"] + fields.flatMap { ["-H", $0] }
        let answer = try Command(path: "curl", arguments: arguments).run().output
        guard answer.components(separatedBy: "\"result\"").count == Self.toolCount + 1 else {
            throw Command.Failure(description: "not every tool answered: \(answer.prefix(200))")
        }
    }

    private func scrape(_ server: HTTPServer) throws -> Int {
        try Command(path: "curl", arguments: ["-sSf", server.url("/metrics")]).run().output.utf8.count
    }
    #endif
}
