import ArgumentParser
import Foundation
import ToolModel

/// `mcp-generator deploy grafana`: writes a dashboard, alerts and a scrape config.
struct DeployGrafana: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grafana",
        abstract: "Write a Grafana dashboard and Prometheus alerts for a server.",
        discussion: """
            Writes dashboard.json for Grafana 10 and later, alerts.yml with alerting rules, and prometheus.yml, a scrape \
            config to take over. The server's name, port and metrics route come from its tools.yaml. The files are yours \
            from then on; files that are there already are replaced with --force alone.

            EXAMPLES:
              mcp-generator deploy grafana
              mcp-generator deploy grafana --job weather-production --output deployment
              mcp-generator deploy grafana Sources/Weather/tools.yaml --force
            """
    )

    @Option(
        help: ArgumentHelp("What Prometheus calls the server. (default: its name in tools.yaml)", valueName: "name")
    )
    var job: String?

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var output = "grafana"

    @Flag(help: "Replace files that are there already.")
    var force = false

    @Argument(
        help: ArgumentHelp(
            "The YAML files of one target. (default: those here, or in the only folder of Sources with some)",
            valueName: "file"
        )
    )
    var files: [String] = []

    func run() throws {
        let server = try server()
        let target = MetricsTarget(server, job: job)
        if server != nil, !target.hasRoute {
            Terminal.complain(
                """
                warning: tools.yaml has no route of kind metrics, so that Prometheus finds nothing to read; add to 'routes:'
                    /metrics: { kind: metrics, middleware: [ipAllowlist: ['127.0.0.1/32', '10.0.0.0/8']] }
                """
            )
        }
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        do throws(DeployFailure) {
            let files = try GrafanaFiles(target: target).files()
            try DeployFile.write(files, into: folder, replacing: force)
        } catch {
            Terminal.complain("\(Terminal.styledError("error:", .red)) \(Terminal.harmless(error.message))")
            throw ExitCode.failure
        }
        print(nextSteps)
    }

    /// What the YAML says; nothing where there is none, and a job is named.
    private func server() throws -> ServerDefinition? {
        if files.isEmpty, job != nil, (try? ToolFileSearch.onlyFile()) == nil { return nil }
        return try ServerReader.read(files)
    }

    private var nextSteps: String {
        let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
        let path = ShellWord.quoted(folder)
        return """
            wrote dashboard.json, alerts.yml and prometheus.yml into \(folder)

            What to do next:
              1. Set the targets in prometheus.yml, then check and try it:
                   promtool check config \(path)/prometheus.yml
                   prometheus --config.file \(path)/prometheus.yml
              2. In Grafana, choose Dashboards > New > Import, and upload dashboard.json; it asks for the data source.
              3. Set the thresholds of alerts.yml, and have Alertmanager tell you of what fires.
            """
    }
}
