#if HTTP
import MCPServer
import Synchronization

/// Keeps the lines of a request log, by their events.
final class LogCollector: Sendable {
    private let probe = Probe()
    private let lines = Mutex<[String: [String]]>([:])

    var output: LineOutput {
        LineOutput { [self] bytes in
            for line in bytes.split(separator: 0x0A).map({ String(decoding: $0, as: UTF8.self) }) {
                let event = String(line.split(separator: "\"event\":\"").last?.prefix { $0 != "\"" } ?? "")
                lines.withLock { $0[event, default: []].append(line) }
                probe.note(event)
            }
        }
    }

    /// All that was written, for what must not be in it.
    var text: String { lines.withLock { $0.values.joined().joined(separator: "\n") } }

    func count(_ event: String) -> Int { probe.count(event) }

    /// Waits for a line.
    func line(_ place: Int, of event: String = "http_request") async -> String {
        await probe.wait(for: event, count: place + 1)
        return lines.withLock { $0[event, default: []][place] }
    }
}
#endif
