import Foundation
import Testing

@testable import MCPServerMetrics

struct DocumentationTests {
    /// The table as `Documentation/Metrics.md` has to have it.
    private static var table: [String] {
        ServerMetric.all.map { metric in
            let labels = metric.labels.map { "`\($0.replacing(".", with: "_"))`" }.joined(separator: ", ")
            return "| `\(metric.expositionName)` | \(metric.kind) | \(labels) | \(metric.description.help) |"
        }
    }

    @Test("The documentation lists each metric as the code describes it")
    func table() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Documentation/Metrics.md"), encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("| `") }
        #expect(lines == Self.table)
    }
}
