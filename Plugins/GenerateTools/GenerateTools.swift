import Foundation
import PackagePlugin

/// `swift package generate-tools`: writes the stubs that are missing, and on request checks the generated code in.
@main
struct GenerateTools: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let options: Options
        do {
            options = try Options(arguments)
        } catch let misuse as Options.Misuse {
            Diagnostics.error("\(misuse.message); see swift package generate-tools --help")
            return
        }
        guard !options.wantsHelp else { return print(Options.help) }
        let targets = try self.targets(options, in: context.package)
        for target in context.package.targets.compactMap({ $0 as? SwiftSourceModuleTarget }) {
            for fault in ToolFiles.misnamed(below: target.directoryURL) { Diagnostics.warning(fault) }
        }
        guard !targets.isEmpty else {
            Diagnostics.error(
                "no target of this package holds a tools.yaml; create one, such as Sources/App/tools.yaml, beside a Swift "
                    + "file, which may be empty: SwiftPM passes over targets without one"
            )
            return
        }
        let tool = try context.tool(named: "GenerateTool").url
        var lines: [String] = []
        for target in targets {
            guard let written = try run(tool, on: target, options, package: context.package.directoryURL) else {
                return
            }
            lines += written
        }
        print(lines.isEmpty ? "Nothing to write: every tool has its stub." : lines.joined(separator: "\n"))
    }

    private func targets(_ options: Options, in package: Package) throws -> [SwiftSourceModuleTarget] {
        let named = options.targets.isEmpty ? package.targets : try package.targets(named: options.targets)
        let candidates = named.compactMap { $0 as? SwiftSourceModuleTarget }
        let targets = candidates.filter { !ToolFiles.inputs(below: $0.directoryURL).isEmpty }
        for name in options.targets where !targets.contains(where: { $0.name == name }) {
            Diagnostics.error("target '\(name)' holds no tools.yaml")
        }
        return targets
    }

    /// Runs the tool on one target.
    ///
    /// - Returns: What it wrote, a line for each file, or `nil` if it failed.
    private func run(_ tool: URL, on target: SwiftSourceModuleTarget, _ options: Options, package: URL) throws
        -> [String]?
    {
        let inputs = ToolFiles.inputs(below: target.directoryURL)
        if let (first, second) = ToolFiles.clash(of: inputs, target: target.name) {
            Diagnostics.error("\(second.path) and \(first.path) would be generated into the same Swift file")
            return nil
        }
        let directory = target.directoryURL.path(percentEncoded: false)
        var arguments = ["--verbose", "--target", target.name, "--stubs", directory]
        if target.kind != .executable { arguments.append("--library") }
        if let checkedIn = ToolFiles.checkedIn(below: target.directoryURL).first {
            arguments += ["--output", checkedIn.deletingLastPathComponent().path(percentEncoded: false)]
        } else if options.checksIn {
            arguments += ["--output", target.directoryURL.appending(path: "Generated").path(percentEncoded: false)]
        }

        let process = Process()
        let output = Pipe()
        process.executableURL = tool
        process.arguments = arguments + inputs.map { $0.path(percentEncoded: false) }
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            // The tool has said what is wrong, and where.
            Diagnostics.error("the tools of target '\(target.name)' were not generated")
            return nil
        }
        let root = package.path(percentEncoded: false)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map {
            $0.replacingOccurrences(of: root, with: "")
        }
    }
}

/// The command line of `generate-tools`.
struct Options {
    /// A command line that makes no sense.
    struct Misuse: Error {
        var message: String
    }

    static let help = """
        USAGE: swift package --allow-writing-to-package-directory generate-tools [--target NAME] [--check-in]

        Writes a stub for every tool of a tools.yaml that has no implementation yet, once: a stub is yours from then on
        and is never overwritten.

        OPTIONS:
          --target NAME   Only this target; may be given several times. Otherwise every target with a tools.yaml.
          --check-in      Also write the generated code into the target's folder 'Generated', to be committed, instead
                          of having the plugin ToolGenerator make it during the build. Code that is checked in already
                          is always brought up to date.
          --help          Show this text.
        """

    private(set) var targets: [String] = []
    private(set) var checksIn = false
    private(set) var wantsHelp = false

    init(_ arguments: [String]) throws {
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--target":
                guard let name = words.popFirst() else { throw Misuse(message: "--target needs a name") }
                targets.append(name)
            case "--check-in": checksIn = true
            case "--help", "-h": wantsHelp = true
            // SwiftPM hands its own flags on when they stand behind the verb.
            case "--allow-writing-to-package-directory", "--disable-sandbox", "--": break
            case "--allow-writing-to-directory", "--allow-network-connections": _ = words.popFirst()
            default: throw Misuse(message: "unknown option \(word)")
            }
        }
    }
}
