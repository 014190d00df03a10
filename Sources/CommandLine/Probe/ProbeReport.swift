import Foundation
import ToolValidation

/// What a probe found.
struct ProbeReport {
    /// Where the fault of a server lies, from the outside to the inside.
    enum Layer: String, CaseIterable {
        case dns, tcp, tls, http, stage, stream, `protocol`, session, tool
    }

    /// A part of what a client does, with the time that it took.
    struct Step: Equatable {
        enum Name: String {
            case dns, tcp, tls, http, `protocol`, session, list, call
        }

        var name: Name
        var time: Duration
        var detail: String
        var isGood = true
    }

    /// What is broken, and what to do about it.
    struct Finding: Error, Equatable {
        var layer: Layer
        /// The stage that refused, as `tools.yaml` names it, if it is one of those and can be told.
        var stage: String?
        var message: String
        var advice: String?
    }

    var url: URL
    var date = Date()
    var steps: [Step] = []
    var finding: Finding?
    /// What is not as it should be, and stops nobody.
    var notes: [String] = []
    /// The revision that was spoken.
    var revision: String?
    /// The server as it calls itself.
    var server: String?
    var toolCount: Int?
    /// The HTTP status of the last answer.
    var status: Int?
    /// The name of the last request in the server's log.
    var requestID: String?

    var isWell: Bool { finding == nil }

    /// How long all steps took.
    var time: Duration { steps.reduce(.zero) { $0 + $1.time } }
}

extension Duration {
    /// The duration in milliseconds with one decimal.
    var milliseconds: Double { ((self / .milliseconds(1)) * 10).rounded() / 10 }
}

// MARK: - JSON

extension ProbeReport {
    /// The report for programs.
    var json: JSONObject {
        var json: JSONObject = [
            "time": .string(date.formatted(.iso8601)), "url": .string(url.absoluteString),
            "verdict": isWell ? "well" : "broken", "ms": .number(time.milliseconds),
        ]
        if let finding {
            json["layer"] = .string(finding.layer.rawValue)
            json["stage"] = finding.stage.map(JSONValue.string)
            json["message"] = .string(finding.message)
            json["advice"] = finding.advice.map(JSONValue.string)
        }
        json["status"] = status.map { .number(Double($0)) }
        json["request_id"] = requestID.map(JSONValue.string)
        json["revision"] = revision.map(JSONValue.string)
        json["server"] = server.map(JSONValue.string)
        json["tools"] = toolCount.map { .number(Double($0)) }
        json["notes"] = .array(notes.map(JSONValue.string))
        json["steps"] = .array(steps.map { .object($0.json) })
        return json
    }
}

extension ProbeReport.Step {
    fileprivate var json: JSONObject {
        [
            "name": .string(name.rawValue), "ok": .bool(isGood), "ms": .number(time.milliseconds),
            "detail": .string(detail),
        ]
    }
}
