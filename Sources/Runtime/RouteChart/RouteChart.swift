/// The routes of a server with the stages that guard them, for people to read: as text in columns, or as a flowchart.
///
/// `mcp-generator routes` makes it from the YAML, and a server from what it runs.
package struct RouteChart: Sendable {
    /// A path and what a request to it passes.
    package struct Route: Sendable {
        let path: String
        let kind: String
        let stages: [Stage]

        /// Creates a route; its stages stand in the order in which they run.
        package init(path: String, kind: String, stages: [Stage]) {
            self.path = path
            self.kind = kind
            self.stages = stages
        }
    }

    /// A stage by the name that is shown.
    package struct Stage: Sendable {
        let name: String
        let isInserted: Bool

        /// Creates a stage; one that is inserted is marked, since nobody has listed it.
        package init(_ name: String, isInserted: Bool = false) {
            self.name = name
            self.isInserted = isInserted
        }
    }

    private let routes: [Route]

    /// Creates a chart.
    package init(_ routes: [Route]) { self.routes = routes }

    /// A line for each route: its path, its kind, and its stages from the first to the last.
    package var text: String {
        let pathWidth = routes.map(\.path.count).max() ?? 0
        let kindWidth = routes.map(\.kind.count).max() ?? 0
        return routes.map { route in
            let stages = route.stages.isEmpty ? "-" : route.stages.map(\.label).joined(separator: " -> ")
            return "\(padded(route.path, pathWidth))  \(padded(route.kind, kindWidth))  \(stages)"
        }.joined(separator: "\n")
    }

    /// A flowchart in the language of Mermaid, with a row for each route. What is inserted has a dashed border.
    package var mermaid: String {
        var lines = ["flowchart LR"]
        for (number, route) in routes.enumerated() {
            var nodes = ["r\(number)([\"\(escaped(route.path))\"])"]
            for (place, stage) in route.stages.enumerated() {
                let style = stage.isInserted ? ":::inserted" : ""
                nodes.append("r\(number)s\(place)[\"\(escaped(stage.label))\"]\(style)")
            }
            nodes.append("r\(number)end[[\"\(escaped(route.kind))\"]]")
            lines.append("    \(nodes.joined(separator: " --> "))")
        }
        if routes.contains(where: { $0.stages.contains(where: \.isInserted) }) {
            lines.append("    classDef inserted stroke-dasharray: 4 4")
        }
        return lines.joined(separator: "\n")
    }
}

extension RouteChart.Stage {
    fileprivate var label: String { isInserted ? "\(name) (inserted)" : name }
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A text for a label in quotes: Mermaid reads `#quot;` and the like as the character, and the result as HTML.
private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", " ", "/", ".", ",", ":", "-", "_", "(", ")", "$", "?", "=", "~", "+":
            String(scalar)
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: " "
        default: "#\(scalar.value);"
        }
    }.joined()
}
