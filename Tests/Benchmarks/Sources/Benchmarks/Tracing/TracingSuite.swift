import Foundation

/// What a call costs more when its spans are made and sent: two for each call, to a receiver that takes them.
struct TracingSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        #if os(Linux)
        let receiver = try HTTPServer(["\(folders.scratch)/release/EchoServer", "PORT"])
        let endpoint = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": receiver.url("/answer")]
        let (ours, theirs) = (try server(endpoint), try server([:]))
        let load = Load(
            folders: folders,
            connections: 16,
            message: .method("tools/call", tool: "look_up_00000")
        )
        let pairs = try load.pairs(ours, theirs, count: 9)
        report.add(
            Figure(
                name: "tracing: a call",
                value: median(pairs.map { $0.0.processorTime - $0.1.processorTime }) / 1e3,
                unit: "us/call more",
                against: "the processor time of a call that is not traced",
                ratio: median(pairs.map { $0.0.processorTime / $0.1.processorTime }),
                budget: .atMost(2)
            )
        )
        #else
        report.add(.missing("tracing: a call", against: "-", reason: "needs Linux", nil))
        #endif
    }

    #if os(Linux)
    private func server(_ environment: [String: String]) throws -> HTTPServer {
        let base = ["TOOLS": "1", "STAGES": "full"]
        return try HTTPServer(
            ["\(folders.scratch)/release/ManyTools", "--port", "PORT"],
            environment: base.merging(environment) { $1 }
        )
    }
    #endif
}
