import Diagnostics
import Foundation
import GeneratorPipeline
import SwiftEmitter
import Testing

/// Each folder beside this file is a case: a `tools.yaml` with the Swift that it makes, which is compiled into this very
/// target, or with the errors that it gives. `make cases` writes what comes out today.
@Suite struct SnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    @Test(arguments: [
        "Basics", "Hostile", "Language", "Limits", "WithHTTP", "DefaultHTTP", "InsertedHTTP", "Stack", "Webhooks",
    ])
    func emitsWhatIsExpected(name: String) throws {
        let case_ = Self.folder.appending(path: name)
        let output = try TemporaryFolder()
        let report = try Generation(
            inputs: [case_.appending(path: "tools.yaml").path(percentEncoded: false)],
            target: name,
            access: .public,
            outputDirectory: output.path
        ).run()
        #expect(!report.hasErrors)
        #expect(report.written.count == 2)
        if !report.diagnostics.isEmpty {
            let path = case_.appending(path: "tools.yaml").path(percentEncoded: false)
            let text = DiagnosticRenderer(sources: report.sources).render(report.diagnostics)
            try compare(text.replacingOccurrences(of: path, with: "tools.yaml"), with: case_, "stderr.txt")
        }
        for path in report.written {
            try compare(try String(contentsOfFile: path, encoding: .utf8), with: case_, path.lastComponent)
        }
    }

    private static let orders = try? FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "Orders").path(percentEncoded: false)
    )

    /// Orders of stages that would fail in production, a file for each with what is said of it.
    @Test(arguments: (orders ?? []).filter { $0.hasSuffix(".yaml") }.sorted())
    func saysWhatAnOrderWouldDo(name: String) throws {
        let orders = Self.folder.appending(path: "Orders")
        let path = orders.appending(path: name).path(percentEncoded: false)
        let report = try Generation(inputs: [path], target: "Orders").run()
        let text = DiagnosticRenderer(sources: report.sources).render(report.diagnostics)
        let expected = name.replacingOccurrences(of: ".yaml", with: ".txt")
        try compare(text.replacingOccurrences(of: path, with: name), with: orders, expected)
    }

    @Test func everyOrderIsThere() throws {
        let names = try #require(Self.orders)
        #expect(names.count { $0.hasSuffix(".yaml") } == 29)
        #expect(names.count { $0.hasSuffix(".txt") } == 29)
    }

    @Test(arguments: ["Refused", "RefusedHTTP"])
    func reportsWhatIsExpected(name: String) throws {
        let case_ = Self.folder.appending(path: name)
        let path = case_.appending(path: "tools.yaml").path(percentEncoded: false)
        let output = try TemporaryFolder()
        let report = try Generation(inputs: [path], target: name, outputDirectory: output.path).run()
        #expect(report.hasErrors)
        #expect(report.written == [], "nothing is written while there is an error")
        let text = DiagnosticRenderer(sources: report.sources).render(report.diagnostics)
        try compare(text.replacingOccurrences(of: path, with: "tools.yaml"), with: case_, "stderr.txt")
    }

    @Test(arguments: [("Basics", "MCPServer"), ("WithHTTP", "MCPServerHTTP")])
    func stubsImportTheModuleThatRunsTheServer(name: String, module: String) throws {
        let output = try TemporaryFolder()
        let yaml = Self.folder.appending(path: name).appending(path: "tools.yaml").path(percentEncoded: false)
        for isExecutable in [true, false] {
            let folder = "\(output.path)/\(isExecutable)"
            let report = try Generation(
                inputs: [yaml],
                target: name,
                stubsDirectory: folder,
                isExecutable: isExecutable
            ).run()
            let stub = try #require(report.stubs.first)
            #expect(stub == "\(folder)/\(name)App.swift")
            #expect(try String(contentsOfFile: stub, encoding: .utf8).hasPrefix("import \(module)\n"))
        }
    }

    @Test func stubsOfRoutesAreWrittenOnce() throws {
        let folder = try TemporaryFolder()
        let generation = Generation(
            inputs: [Self.folder.appending(path: "Webhooks/tools.yaml").path(percentEncoded: false)],
            target: "Webhooks",
            stubsDirectory: folder.path
        )
        let names = [
            "WebhooksApp.swift", "Tools/ListOrders.swift", "Routes/OrderEvent.swift", "Routes/PaymentEvent.swift",
            "Routes/Default.swift", "Routes/ChatEvents.swift", "Routes/Hello.swift", "Routes/Bye.swift",
        ]
        #expect(try generation.run().stubs == names.map { "\(folder.path)/\($0)" })
        #expect(try generation.run().stubs == [])
        #expect(
            try String(contentsOfFile: folder.path + "/Routes/OrderEvent.swift", encoding: .utf8) == """
                import MCPServerHTTP

                extension WebhooksApp {
                    /// Handles a webhook that came to `/webhooks/orders`.
                    func orderEvent(_ event: OrderEvent, _ context: WebhookContext) async throws {
                        throw ToolError("orderEvent is not implemented yet")
                    }
                }

                """
        )
        let hello = try String(contentsOfFile: folder.path + "/Routes/Hello.swift", encoding: .utf8)
        #expect(
            hello.contains("func hello(_ request: ServerRequest, body: [UInt8]) async throws -> ServerResponse {\n")
        )
    }

    @Test func importsFoundationForATypeOfAnotherFile() throws {
        let folder = try TemporaryFolder()
        let sources = [
            "tools.yaml":
                "server: { name: a, version: 1.0.0 }\ntypes:\n  Day: { type: string, format: date, as: date }\n",
            "b.tools.yaml": "tools:\n  - { name: b, description: d, input: { days: 'Day[]' } }\n",
            "c.tools.yaml": "tools:\n  - { name: c, description: d, input: { days: integer } }\n",
        ]
        for (name, text) in sources {
            try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
        }
        let inputs = sources.keys.sorted().map { "\(folder.path)/\($0)" }
        let report = try Generation(inputs: inputs, target: "A", outputDirectory: folder.path).run()
        #expect(!report.hasErrors)
        for (name, isImported) in [("A", true), ("b", true), ("c", false)] {
            let text = try String(contentsOfFile: "\(folder.path)/\(name).tools.swift", encoding: .utf8)
            #expect(text.contains("import Foundation\n") == isImported, "\(name).tools.swift")
        }
    }

    private func compare(_ text: String, with folder: URL, _ name: String) throws {
        let file = folder.appending(path: name)
        let expected = try String(contentsOf: file, encoding: .utf8)
        guard text != expected else { return }
        let pairs = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
        let line = pairs.first { $0 != $1 }
        Issue.record("\(name) differs: \(line?.0 ?? "(one is longer)") instead of \(line?.1 ?? "")")
    }
}

/// A folder that is removed with its owner.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "mcp-generator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension String {
    /// What stands behind the last slash.
    var lastComponent: String { String(split(separator: "/").last ?? "") }
}
