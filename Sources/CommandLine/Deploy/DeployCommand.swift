import ArgumentParser

/// `mcp-generator deploy`: writes files that a server in production needs around it.
struct DeployCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Write the files that a server in production needs around it.",
        subcommands: [DeployGrafana.self]
    )
}
