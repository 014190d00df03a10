import ArgumentParser

/// `mcp-generator key`: what has to do with the API keys of a server.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make API keys for the stage 'authenticate'.",
        subcommands: [NewKey.self]
    )
}
