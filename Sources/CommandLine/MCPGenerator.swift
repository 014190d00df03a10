import ArgumentParser

/// The commands of a person who makes an MCP server.
@main
struct MCPGenerator: ParsableCommand {
    static let version = "0.1.0"

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        main(["call", "list"].contains(arguments.first) ? ServerOptions.folding(arguments) : arguments)
    }

    static let configuration = CommandConfiguration(
        commandName: "mcp-generator",
        abstract: "Turns a tools.yaml into a typed MCP server in Swift, and tries servers out.",
        discussion: """
            Begin with 'mcp-generator new'. In the package that it makes you rarely need this command: the plugin \
            ToolGenerator generates on every build, and 'swift package generate-tools' writes the stubs of new tools. \
            'list', 'call' and 'probe' ask any MCP server, whatever it is written in.
            """,
        version: version,
        subcommands: [
            New.self, Add.self, Generate.self, RoutesCommand.self, SchemaCommand.self, PatternCommand.self, List.self,
            Call.self, ProbeCommand.self, KeyCommand.self, DeployCommand.self,
        ]
    )
}
