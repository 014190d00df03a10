import ArgumentParser
import Foundation
import MCPServerMetrics
import ModelReader
import Testing
import ToolModel
import ToolValidation
import YAMLReader

@testable import mcp_generator

/// The dashboard and the alerts. `Tests/Integration` shows them to Prometheus.
@Suite struct GrafanaTests {
    private static let hostileJob = #"a"b\c{{ $x }} 'd' #é: - &"#

    private func texts(_ job: String) throws -> [String: String] {
        let files = try GrafanaFiles(target: MetricsTarget(job: job)).files()
        #expect(files.map(\.name) == ["alerts.yml", "dashboard.json", "prometheus.yml"])
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    }

    // MARK: - Queries

    /// The members of a JSON value, however deep, that have a key.
    private func texts(of key: String, in value: JSONValue) -> [String] {
        switch value {
        case .object(let object):
            object.members.flatMap { member -> [String] in
                if member.key == key, case .string(let text) = member.value { return [text] }
                return texts(of: key, in: member.value)
            }
        case .array(let elements): elements.flatMap { texts(of: key, in: $0) }
        default: []
        }
    }

    private func queries(_ job: String = "weather") throws -> [String] {
        let texts = try texts(job)
        let dashboard = try JSONValue.read(try #require(texts["dashboard.json"]).utf8)
        let alerts = try #require(texts["alerts.yml"])
            .matches(of: #/expr: \|-\n(?<query>(?: {10}.*\n)+)/#).map { String($0.output.query) }
        let result = self.texts(of: "expr", in: dashboard) + alerts
        #expect(alerts.count == 13 && result.count > 45, "none is missed")
        return result
    }

    /// The samples of the exposition by their names, with the labels that they may have.
    private static let samples: [String: Set<String>] = {
        var samples: [String: Set<String>] = ["up": []]
        for metric in ServerMetric.all {
            let labels = Set(metric.labels.map { $0.replacing(".", with: "_") })
            guard metric.kind == .histogram else {
                samples[metric.expositionName] = labels
                continue
            }
            samples["\(metric.expositionName)_bucket"] = labels.union(["le"])
            for part in ["sum", "count"] { samples["\(metric.expositionName)_\(part)"] = labels }
        }
        return samples
    }()

    @Test("Each query names what servers export, with labels that it has there")
    func namesWhatThereIs() throws {
        for query in try queries() {
            var labels: Set<String> = ["job", "instance"]
            let selectors = query.matches(of: #/(?<name>[a-z_]+)\{(?<labels>[^}]*)\}/#)
            #expect(!selectors.isEmpty, "\(query)")
            for selector in selectors {
                let known = Self.samples[String(selector.output.name)]
                #expect(known != nil, "\(selector.output.name) in \(query)")
                labels.formUnion(known ?? [])
                for label in selector.output.labels.matches(of: #/(?<name>[a-z_]+)(?:=|!)/#) {
                    #expect(labels.contains(String(label.output.name)), "\(label.output.name) in \(query)")
                }
            }
            for grouping in query.matches(of: #/by \((?<labels>[^)]*)\)/#) {
                let names = grouping.output.labels.split(separator: ", ").map(String.init)
                #expect(labels.isSuperset(of: names), "\(query)")
            }
        }
    }

    @Test func showsEachMetric() throws {
        let text = try queries().joined()
        for metric in ServerMetric.all {
            #expect(text.contains(metric.expositionName), "\(metric.expositionName) is on no panel")
        }
    }

    // MARK: - Names

    @Test func escapesTheJob() throws {
        let texts = try texts(Self.hostileJob)
        let dashboard = try JSONValue.read(try #require(texts["dashboard.json"]).utf8)
        #expect(self.texts(of: "title", in: dashboard).first == "MCP server \(Self.hostileJob)")
        #expect(self.texts(of: "value", in: dashboard).contains(Self.hostileJob))
        let alerts = try #require(texts["alerts.yml"])
        #expect(alerts.contains(##"up{job="a\"b\\c{{ $x }} 'd' #é: - &"} == 0"##))
        #expect(alerts.contains("{{ $value | humanizePercentage }} of the calls of {{ $labels.tool }} fail"))
    }

    @Test(arguments: ["", "a\nb", "a\u{2028}b", "a\u{202E}b", "\u{0}"])
    func refusesAJobThatNobodySees(_ job: String) {
        #expect(throws: DeployFailure.self) { try GrafanaFiles(target: MetricsTarget(job: job)).files() }
    }

    @Test func readsWhereTheMetricsAre() throws {
        func target(_ http: String, job: String? = nil) throws -> MetricsTarget {
            let yaml = "server: { name: s, version: 1, title: Tea }\nhttp: \(http)\n"
            let (server, _) = ModelReader.read([YAMLReader.read(path: "tools.yaml", bytes: Array(yaml.utf8))])
            return MetricsTarget(server, job: job)
        }
        let plain = try target("{}")
        #expect((plain.job, plain.title, plain.port) == ("s", "Tea", 3000))
        #expect((plain.path, plain.isSecure, plain.hasRoute) == ("/metrics", false, false))
        let route =
            "routes: { /mcp: { kind: mcp }, /numbers: { kind: metrics, middleware: [ipAllowlist: [10.0.0.0/8]] } }"
        let own = try target("{ port: $PORT ?? 80, tls: { certificate: a, key: b }, \(route) }", job: "j")
        #expect((own.job, own.path, own.port) == ("j", "/numbers", 80))
        #expect(own.isSecure && own.hasRoute)
        #expect(try target("{ port: 0 }").port == 3000)
        #expect(MetricsTarget(nil, job: nil).job == "mcp")
    }

    // MARK: - Files

    @Test func replacesNothingUnasked() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "grafana-\(UUID().uuidString)/deep")
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        try DeployFile.write([.init(name: "b", text: "old")], into: folder, replacing: false)
        let files = [DeployFile(name: "a", text: "new"), DeployFile(name: "b", text: "new")]
        #expect(throws: DeployFailure.self) { try DeployFile.write(files, into: folder, replacing: false) }
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "a").path(percentEncoded: false)))
        try DeployFile.write(files, into: folder, replacing: true)
        #expect(try String(contentsOf: folder.appending(path: "b"), encoding: .utf8) == "new")
    }
}
