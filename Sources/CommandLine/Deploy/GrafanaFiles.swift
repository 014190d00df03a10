import Digests
import TemplateRenderer
import ToolValidation

/// The files of `Templates/Grafana` for one server.
struct GrafanaFiles {
    var target: MetricsTarget

    /// What stands in the templates for Grafana and Prometheus to fill in.
    private static let kept =
        [
            "error_type", "http_response_status_code", "http_route", "instance", "issuer", "le", "mcp_method_name",
            "outcome", "policy", "reason", "route", "rule", "tool",
        ]
        + ["http_route", "instance", "issuer", "job", "policy", "reason", "route", "tool"].map { " $labels.\($0) " }
        + ["", "| humanize ", "| humanizeDuration ", "| humanizePercentage "].map { " $value \($0)" }

    /// All files, in the order of their names.
    func files() throws(DeployFailure) -> [DeployFile] {
        guard !target.job.isEmpty, target.job.unicodeScalars.allSatisfy(Self.isVisible) else {
            throw DeployFailure(message: "the name of the scrape job must be visible characters: say --job weather")
        }
        var values = Dictionary(uniqueKeysWithValues: Self.kept.map { ($0, "{{\($0)}}") })
        values["title"] = Self.literal("MCP server \(target.title)")
        values["uid"] = Self.literal("mcp-\(Hexadecimal.text(SHA256.hash(Array(target.job.utf8))).prefix(16))")
        values["job"] = Self.literal(target.job)
        values["group"] = Self.literal("MCP server \(target.job)")
        values["selector"] = Self.selector(target.job)
        values["scheme"] = target.isSecure ? "https" : "http"
        values["path"] = Self.literal(target.path)
        values["target"] = Self.literal("127.0.0.1:\(target.port)")
        var files: [DeployFile] = []
        for template in [Template.grafanaAlerts, .grafanaDashboard, .grafanaPrometheus] {
            let name = template.name.dropFirst("Grafana/".count).dropLast(".template".count)
            do throws(Template.Fault) {
                files.append(DeployFile(name: String(name), text: try template.rendered(values)))
            } catch {
                throw DeployFailure(message: "the template \(template.name) is broken: \(error)")
            }
        }
        return files
    }

    /// Whether a character can stand in a block of YAML, which knows no escapes.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: false
        default: true
        }
    }

    /// A text in double quotes, as JSON has it. YAML reads it the same.
    private static func literal(_ text: String) -> String { JSONValue.string(text).jsonText }

    /// A text between the double quotes of PromQL, which escapes as Go does.
    private static func selector(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
