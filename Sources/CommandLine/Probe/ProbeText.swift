import Foundation

/// A report for people.
enum ProbeText {
    /// The steps as a small table, and what is broken in a sentence.
    static func table(_ report: ProbeReport) -> String {
        let times = report.steps.map { text($0.time) }
        let width = times.map(\.count).max() ?? 0
        var lines = [Terminal.styled(report.url.absoluteString, .bold)]
        for (step, time) in zip(report.steps, times) {
            let mark = step.isGood ? Terminal.styled("ok    ", .green) : Terminal.styled("BROKEN", .red)
            let padding = String(repeating: " ", count: width - time.count)
            let name = step.name.title.padding(to: ProbeReport.Step.Name.widestTitle)
            let detail = step.isGood || step.detail != report.finding?.message ? Terminal.oneLine(step.detail) : ""
            lines.append("  \(mark)  \(name)  \(padding)\(time)  \(detail)".trimmedEnd)
        }
        lines += report.notes.map { "  note    \(Terminal.oneLine($0))" }
        return (lines + [verdict(report)]).joined(separator: "\n")
    }

    /// What came of the probe, in a sentence or two.
    static func verdict(_ report: ProbeReport) -> String {
        guard let finding = report.finding else {
            return "\(Terminal.styled("well", .green)) after \(text(report.time))"
        }
        let advice = finding.advice.map { "\n\(Terminal.styled("what to do:", .bold)) \(Terminal.oneLine($0))" } ?? ""
        return broken(finding) + advice
    }

    /// What is broken, in one line.
    static func broken(_ finding: ProbeReport.Finding) -> String {
        let place = finding.layer.rawValue + (finding.stage.map { " \($0)" } ?? "")
        return "\(Terminal.styled("broken", .red)) in layer \(place): \(Terminal.oneLine(finding.message))"
    }

    static func text(_ time: Duration) -> String { "\(time.milliseconds) ms" }
}

extension ProbeReport.Step.Name {
    /// The name in the table.
    fileprivate var title: String {
        switch self {
        case .dns: "DNS"
        case .tcp: "TCP"
        case .tls: "TLS"
        case .http: "HTTP"
        case .protocol: "protocol"
        case .session: "session"
        case .list: "tools/list"
        case .call: "tools/call"
        }
    }

    fileprivate static let widestTitle = "tools/list".count
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }

    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
