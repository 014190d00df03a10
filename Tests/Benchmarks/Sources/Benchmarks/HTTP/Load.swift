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

    /// What is sent, again and again.
    enum Message {
        /// A call of `calculate`, in a legacy session or as the stateless revisions have it.
        case calculate(session: String?)
        /// A message of the stateless revisions: its method, and the tool of a call.
        case method(String, tool: String? = nil)
    }

    let folders: Folders
    var connections: Int
    var message: Message
    /// What is called, on servers that have more than one path.
    var path = "/mcp"

    /// Sends messages to a server for a second.
    func run(on server: HTTPServer) throws -> Outcome {
        let (script, arguments) =
            switch message {
            case .calculate(let session): ("call", session.map { [$0] } ?? [])
            case .method(let method, let tool): ("message", [method] + (tool.map { [$0] } ?? []))
            }
        let load = [
            "wrk", "-t", "1", "-c", "\(connections)", "-d", "1s", "-s", "\(folders.package)/Peers/\(script).lua",
        ]
        let command = Command(path: "taskset", arguments: ["-c", "1"] + load + [server.url(path), "--"] + arguments)
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

    /// Puts the load on two servers by turns, once more at the beginning to warm up.
    func pairs(
        _ ours: HTTPServer,
        _ theirs: HTTPServer,
        theirPath: String? = nil,
        count: Int
    ) throws -> [(Outcome, Outcome)] {
        var theirLoad = self
        theirLoad.path = theirPath ?? path
        let all = try (0...count).map { _ in (try run(on: ours), try theirLoad.run(on: theirs)) }
        return Array(all.dropFirst())
    }
}
#endif
