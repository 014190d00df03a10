import ArgumentParser
import Foundation
import ModelReader
import Testing
import ToolModel
import YAMLReader

@testable import RouteChart
@testable import mcp_generator

/// The routes of a YAML, as text and as a flowchart.
@Suite struct RoutesTests {
    private static let chart = RouteChart([
        .init(path: "/mcp", kind: "mcp", stages: [.init("Correlation"), .init("OriginGuard", isInserted: true)]),
        .init(path: "/healthz", kind: "health", stages: []),
    ])

    @Test func standsInColumns() {
        #expect(
            Self.chart.text == """
                /mcp      mcp     Correlation -> OriginGuard (inserted)
                /healthz  health  -
                """
        )
        #expect(RouteChart([]).text.isEmpty)
    }

    @Test func isDrawn() {
        #expect(
            Self.chart.mermaid == """
                flowchart LR
                    r0(["/mcp"]) --> r0s0["Correlation"] --> r0s1["OriginGuard (inserted)"]:::inserted --> r0end[["mcp"]]
                    r1(["/healthz"]) --> r1end[["health"]]
                    classDef inserted stroke-dasharray: 4 4
                """
        )
    }

    @Test("What Mermaid or HTML would read in a way of its own is told by its number")
    func escapesLabels() {
        let name = "A<b>\"];#quot; `x` & {y} | é\n--> z"
        let chart = RouteChart([.init(path: "/a\"b", kind: "mcp", stages: [.init(name)])])
        let lines = chart.mermaid.split(separator: "\n")
        #expect(lines.count == 2, "nothing is marked, and no label breaks a line")
        #expect(lines[1].contains(#"r0(["/a#34;b"])"#))
        let label = "A#60;b#62;#34;#93;#59;#35;quot#59; #96;x#96; #38; #123;y#125; #124; #233; --#62; z"
        #expect(lines[1].contains("r0s0[\"\(label)\"]"))
    }

    @Test("The chart of a YAML names what the server names, metadata routes among them")
    func readsYAML() throws {
        let yaml = """
            server: { name: s, version: 1 }
            http:
              routes:
                /mcp:
                  kind: mcp
                  middleware:
                    - correlation
                    - cors
                    - ipAllowlist: $NETWORKS ?? 10.0.0.0/8
                    - rateLimit: { by: network, requests: 60, per: 90s }
                    - bodyLimit: 1536KiB
                    - timeout: $TIMEOUT
                    - authenticate: { keys: $A, resource: 'https://a.b/api/mcp', authorizationServers: ['https://c.d'] }
                    - concurrency: { calls: 2, streams: 3 }
                    - custom: Audit.Stage
            """
        let (server, diagnostics) = ModelReader.read([YAMLReader.read(path: "tools.yaml", bytes: Array(yaml.utf8))])
        #expect(diagnostics.isEmpty)
        let wellKnown = "/.well-known/oauth-protected-resource"
        let stages = [
            "Correlation", "CORS(no origin)", "OriginGuard (inserted)", "IPAllowlist($NETWORKS ?? 10.0.0.0/8)",
            "RateLimit(60 per 90s, by network)", "BodyLimit(1536KiB)", "RequestTimeout($TIMEOUT)", "Authenticate(keys)",
            "Concurrency(calls: 2, streams: 3)", "Stage",
        ]
        let expected = [
            ("/mcp", "mcp", stages.joined(separator: " -> ")), (wellKnown, "metadata", "Correlation"),
            ("\(wellKnown)/mcp", "metadata", "Correlation"), ("\(wellKnown)/api/mcp", "metadata", "Correlation"),
        ]
        let chart = RouteChart(try #require(server?.http))
        let lines = chart.text.split(separator: "\n").map { line in
            line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(lines == expected.map { [$0.0, $0.1, $0.2] })
    }

    // MARK: - Files

    @Test func findsTheFilesOfATarget() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "routes-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["tools.yaml", "b.tools.yaml", "a.tools.yaml", "tools.yml", "other.yaml"] {
            try Data().write(to: folder.appending(path: name))
        }
        let path = folder.appending(path: "tools.yaml").path(percentEncoded: false)
        let names = ToolFileSearch.files(beside: path).map { URL(filePath: $0).lastPathComponent }
        #expect(names == ["tools.yaml", "a.tools.yaml", "b.tools.yaml"])
    }

    @Test func takesFilesAndAFlag() throws {
        let command = try #require(
            try MCPGenerator.parseAsRoot(["routes", "a.yaml", "--mermaid", "b.yaml"]) as? RoutesCommand
        )
        #expect(command.mermaid)
        #expect(command.files == ["a.yaml", "b.yaml"])
    }
}
