#if os(Linux)
import Foundation

/// Clients that call without a pause, on the core that the servers do not have.
struct Load {
    /// What a server did under the load.
    struct Outcome {
        /// Calls a second.
        var rate: Double
        /// Processor time of the server for each call, in nanoseconds.
        var processorTime: Double
    }

    let folders: Folders
    var connections: Int
    /// A legacy session; none means calls of the stateless revisions.
    var session: String?

    /// Calls a server for a second.
    func run(on server: HTTPServer) throws -> Outcome {
        let script = "\(folders.package)/Peers/call.lua"
        let words = ["-c", "1", "wrk", "-t", "1", "-c", "\(connections)", "-d", "1s", "-s", script, server.url, "--"]
        let command = Command(path: "taskset", arguments: words + (session.map { [$0] } ?? []))
        let before = try server.processorTime()
        let output = try command.run().output
        let time = try server.processorTime() - before
        let line = output.split(separator: "\n").last { $0.hasPrefix("figures ") }
        let figures = line?.split(separator: " ").compactMap { Double($0) } ?? []
        guard figures.count == 3, figures[0] > 0, figures[2] == 0 else {
            throw Command.Failure(description: "calls failed:\n\(output)")
        }
        return Outcome(rate: figures[0] / figures[1] * 1e6, processorTime: time / figures[0])
    }
}
#endif
