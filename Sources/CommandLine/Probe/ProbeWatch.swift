import Dispatch
import Foundation
import Synchronization
import ToolValidation

/// Probes again and again until somebody interrupts it.
final class ProbeWatch: Sendable {
    private struct Tally {
        var begin = ContinuousClock.now
        var probes = 0
        var failures = 0
        var outages = 0
        /// Since when it is broken.
        var brokenSince: ContinuousClock.Instant?
        var brokenTime = Duration.zero
        var slowest = Duration.zero
    }

    private let printsJSON: Bool
    private let tally = Mutex(Tally())

    init(printsJSON: Bool) {
        self.printsJSON = printsJSON
    }

    /// Repeats a probe; the time between is counted from its beginning.
    func run(_ probe: Probe, every interval: Duration) -> Never {
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { self.end() }
            source.resume()
            return source
        }
        return withExtendedLifetime(signals) {
            while true {
                let start = ContinuousClock.now
                let report = probe.run()
                tally.withLock { Self.write(line(for: report, &$0)) }
                let rest = interval - (.now - start)
                if rest > .zero { Thread.sleep(forTimeInterval: rest / .seconds(1)) }
            }
        }
    }

    /// Writes a line at once, also where `print` would gather some.
    private static func write(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
    }

    private func line(for report: ProbeReport, _ tally: inout Tally) -> String {
        let change = Self.count(report, in: &tally)
        if printsJSON {
            var json = report.json
            json["changed"] = .bool(change != nil)
            return JSONValue.object(json).jsonText
        }
        let words = report.finding.map(ProbeText.broken) ?? Self.well(report)
        let mark = change.map { Terminal.styled("  <- \($0)", .bold) } ?? ""
        return "\(report.date.formatted(.iso8601))  \(words)\(mark)"
    }

    private static func well(_ report: ProbeReport) -> String {
        let tools = report.toolCount.map { "  \($0) tools" } ?? ""
        return "\(Terminal.styled("well", .green))  \(ProbeText.text(report.time))\(tools)"
    }

    /// Counts a report, and says what changed with it.
    private static func count(_ report: ProbeReport, in tally: inout Tally) -> String? {
        tally.probes += 1
        tally.slowest = max(tally.slowest, report.time)
        guard report.isWell else {
            tally.failures += 1
            guard tally.brokenSince == nil else { return nil }
            tally.brokenSince = .now
            tally.outages += 1
            return tally.probes == 1 ? nil : "was well before"
        }
        guard let since = tally.brokenSince else { return nil }
        tally.brokenSince = nil
        let time = ContinuousClock.now - since
        tally.brokenTime += time
        return "well again, after \(Int((time / .seconds(1)).rounded())) s"
    }

    /// Prints the summary and ends the process: 0 where all went well, 1 otherwise.
    private func end() {
        tally.withLock { tally in
            if let since = tally.brokenSince { tally.brokenTime += .now - since }
            Self.write(printsJSON ? Self.json(tally) : Self.summary(tally))
            exit(tally.failures == 0 ? 0 : 1)
        }
    }

    private static func summary(_ tally: Tally) -> String {
        let time = Int(((.now - tally.begin) / .seconds(1)).rounded())
        let broken = Int((tally.brokenTime / .seconds(1)).rounded())
        return
            "\n\(tally.probes) probes in \(time) s: \(tally.probes - tally.failures) well, \(tally.failures) broken, "
            + "\(tally.outages == 1 ? "1 outage" : "\(tally.outages) outages") of \(broken) s in all; the slowest took \(ProbeText.text(tally.slowest))"
    }

    private static func json(_ tally: Tally) -> String {
        let summary: JSONObject = [
            "probes": .number(Double(tally.probes)), "well": .number(Double(tally.probes - tally.failures)),
            "broken": .number(Double(tally.failures)), "outages": .number(Double(tally.outages)),
            "broken_ms": .number(tally.brokenTime.milliseconds), "slowest_ms": .number(tally.slowest.milliseconds),
        ]
        return JSONValue.object(["summary": .object(summary)]).jsonText
    }
}
