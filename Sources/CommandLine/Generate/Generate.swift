import ArgumentParser
import Diagnostics
import Foundation
import GeneratorPipeline
import SwiftEmitter

/// `mcp-generator generate`: from YAML files to Swift files, once.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Generate Swift from tools.yaml files.",
        discussion: """
            Writes one Swift file for each YAML file and one for the server, and leaves files alone whose content would \
            not change. With --stubs it also writes an implementation to fill in for every tool that has none; what \
            stands there already is never overwritten. While the YAML has errors, nothing is written.

            EXAMPLE:
              mcp-generator generate --output Generated --stubs . tools.yaml
            """
    )

    @Option(help: ArgumentHelp("The folder for the generated files.", valueName: "dir"))
    var output: String

    @Option(help: ArgumentHelp("The folder of the target, to write missing stubs into.", valueName: "dir"))
    var stubs: String?

    @Option(
        help: "Who may use the generated types: public, package or internal.",
        transform: Self.accessLevel(named:)
    )
    var access = AccessLevel.internal

    @Option(
        help: ArgumentHelp(
            "The Swift target that the code is for, which its types are named after. (default: the YAML's folder)",
            valueName: "name"
        )
    )
    var target: String?

    @Argument(help: ArgumentHelp("The YAML files of one target.", valueName: "file"))
    var files: [String]

    func run() throws {
        let generation = Generation(
            inputs: files,
            target: target ?? folderName(of: files[0]),
            access: access,
            outputDirectory: output,
            stubsDirectory: stubs
        )
        let report: Generation.Report
        do {
            report = try generation.run()
        } catch {
            Terminal.complain("error: \(error)")
            throw ExitCode.failure
        }
        let renderer = DiagnosticRenderer(
            sources: report.sources,
            showsExcerpts: Terminal.errorIsTerminal,
            usesColor: Terminal.errorTakesColor
        )
        Terminal.complain(renderer.render(report.diagnostics))
        for path in report.written + report.stubs { print("wrote \(path)") }
        if report.written.isEmpty, report.stubs.isEmpty, !report.hasErrors { print("everything is up to date") }
        if report.hasErrors { throw ExitCode.failure }
    }

    private static func accessLevel(named name: String) throws -> AccessLevel {
        guard let access = AccessLevel(rawValue: name) else {
            throw ValidationError("--access is public, package or internal, not '\(name)'")
        }
        return access
    }

    private func folderName(of file: String) -> String {
        URL(filePath: file).standardizedFileURL.deletingLastPathComponent().lastPathComponent
    }
}
