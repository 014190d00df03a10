import Foundation
import ToolValidation

/// Does what an uptime monitor does: what a client needs of a server, step by step, with the time of each.
struct Probe {
    /// A call of a tool.
    struct Call: Equatable {
        var tool: String
        var arguments: JSONObject
    }

    var url: URL
    var headers: [HeaderField]
    /// How long to wait in each step.
    var timeout: Duration
    var era = EraChoice.auto
    var call: Call?

    /// Probes once, over connections of its own.
    func run() -> ProbeReport {
        var run = ProbeRun(probe: self)
        return run.report()
    }

    /// The host to look up.
    var host: String {
        (url.host() ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    }

    var isSecure: Bool { url.scheme?.lowercased() == "https" }

    var port: Int { url.port ?? (isSecure ? 443 : 80) }

    /// When a step that begins now is given up.
    var deadline: ContinuousClock.Instant { .now + timeout }
}
