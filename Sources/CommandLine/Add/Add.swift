import ArgumentParser
import Diagnostics
import Foundation

/// `mcp-generator add`: adds to what a package has.
struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add a tool to a tools.yaml.",
        subcommands: [AddTool.self]
    )
}

/// `mcp-generator add tool`: appends a tool to a YAML file.
struct AddTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tool",
        abstract: "Append a tool to a tools.yaml, leaving everything else in it as it is.",
        discussion: """
            Then run 'swift package --allow-writing-to-package-directory generate-tools' to have a Swift file written \
            for it.

            EXAMPLES:
              mcp-generator add tool list_sessions --description "Lists the open sessions"
              mcp-generator add tool refund --file Sources/Shop/billing.tools.yaml
            """
    )

    @Argument(help: "The tool's name: letters, digits, '_', '.' and '-'.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "The YAML file. (default: tools.yaml here, or the only one in Sources)",
            valueName: "file"
        )
    )
    var file: String?

    @Option(help: "What the tool does and when to call it, for the model that chooses.")
    var description: String?

    func run() throws {
        do throws(ToolAppender.Failure) {
            let path = if let file { file } else { try Self.onlyFile() }
            try append(to: path)
        } catch {
            Self.report(error)
            throw ExitCode.failure
        }
    }

    private func append(to path: String) throws(ToolAppender.Failure) {
        // An atomic write would put a file in the place of a link.
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let before: [UInt8]
        do {
            before = Array(try Data(contentsOf: url))
        } catch {
            throw .refused("cannot read \(path): \(error.localizedDescription)")
        }
        let after = try ToolAppender.append(name, description: description, to: before, path: path)
        do {
            try Data(after).write(to: url, options: .atomic)
        } catch {
            throw .refused("cannot write \(path): \(error.localizedDescription)")
        }
        print("added \(name) to \(path)")
        if description == nil { print("give it a description there: models choose tools by it") }
        print("next: swift package --allow-writing-to-package-directory generate-tools")
    }

    /// The file that is meant where none is named.
    private static func onlyFile() throws(ToolAppender.Failure) -> String {
        do throws(ToolFileSearch.Failure) {
            return try ToolFileSearch.onlyFile()
        } catch {
            throw .refused(error.message)
        }
    }

    private static func report(_ failure: ToolAppender.Failure) {
        switch failure {
        case .refused(let message):
            Terminal.complain("\(Terminal.styledError("error:", .red)) \(Terminal.harmless(message))")
        case .faulty(let diagnostics, let source):
            let renderer = DiagnosticRenderer(
                sources: [source],
                showsExcerpts: Terminal.errorIsTerminal,
                usesColor: Terminal.errorTakesColor
            )
            Terminal.complain(renderer.render(diagnostics))
            Terminal.complain("nothing was added, since the file has errors")
        }
    }
}
