import Foundation
import PackagePlugin

/// Regenerates the Swift code of a target's tool files whenever one of them changes.
@main
struct ToolGenerator: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        if let missing = missingDependency(of: target) {
            Diagnostics.error(missing)
            return []
        }
        return try commands(
            directory: target.directoryURL,
            target: target.name,
            tool: context.tool(named: "GenerateTool").url,
            workDirectory: context.pluginWorkDirectoryURL
        )
    }

    /// What to add to the package where it does not depend on the modules that the generated code imports.
    private func missingDependency(of target: SwiftSourceModuleTarget) -> String? {
        let modules = ToolFiles.modules(of: ToolFiles.inputs(below: target.directoryURL))
        let present = Set(target.recursiveTargetDependencies.map(\.name))
        guard let missing = modules.first(where: { !present.contains($0.name) }) else { return nil }
        let product = ".product(name: \"\(missing.name)\", package: \"swift-mcp-generator\")"
        guard let reason = missing.reason else {
            return "target '\(target.name)' uses the plugin ToolGenerator, but does not depend on \(missing.name): add "
                + "\(product) to its dependencies"
        }
        let trait = ToolFiles.trait(of: modules)
        return "the tool files of target '\(target.name)' have \(reason), but the target does not depend on "
            + "\(missing.name): add \(product) to its dependencies, and traits: [\"\(trait)\"] to the .package line of "
            + "swift-mcp-generator, in place of other traits"
    }

    /// One command for all files of a target, since the server file is made from all of them.
    fileprivate func commands(directory: URL, target: String, tool: URL, workDirectory: URL) throws -> [Command] {
        let inputs = ToolFiles.inputs(below: directory)
        let misnamed = ToolFiles.misnamed(below: directory)
        for fault in misnamed { Diagnostics.warning(fault) }
        guard !inputs.isEmpty else {
            guard misnamed.isEmpty else { return [] }
            Diagnostics.warning(
                "target '\(target)' uses the plugin ToolGenerator, but there is no tool file: create "
                    + "\(directory.appending(path: "tools.yaml").path(percentEncoded: false))"
            )
            return []
        }
        if let (first, second) = ToolFiles.clash(of: inputs, target: target) {
            Diagnostics.error(
                "\(second.path(percentEncoded: false)) and \(first.path(percentEncoded: false)) would be generated into "
                    + "the same Swift file: rename one of them"
            )
            return []
        }
        if let checkedIn = ToolFiles.checkedIn(below: directory).first {
            Diagnostics.warning(
                "target '\(target)' uses the plugin ToolGenerator, but generated code is checked in "
                    + "(\(checkedIn.lastPathComponent)), so that nothing is generated during the build: remove the plugin "
                    + "from the target, or the checked-in files"
            )
            return []
        }
        let output = workDirectory.appending(path: "Generated")
        return [
            .buildCommand(
                displayName: "Generating tools of \(target)",
                executable: tool,
                arguments: ["--target", target, "--output", output.path(percentEncoded: false)]
                    + inputs.map { $0.path(percentEncoded: false) },
                inputFiles: inputs,
                outputFiles: ToolFiles.outputNames(of: inputs, target: target).map { output.appending(path: $0) }
            )
        ]
    }
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension ToolGenerator: XcodeBuildToolPlugin {
    func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
        guard let file = target.inputFiles.first(where: { $0.url.lastPathComponent == "tools.yaml" }) else { return [] }
        return try commands(
            directory: file.url.deletingLastPathComponent(),
            target: target.displayName,
            tool: context.tool(named: "GenerateTool").url,
            workDirectory: context.pluginWorkDirectoryURL
        )
    }
}
#endif
