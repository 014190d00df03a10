import ArgumentParser
import RouteChart
import ToolModel

/// `mcp-generator routes`: prints the routes of a tools.yaml and the stages that guard them.
struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Print the routes of a tools.yaml with the stages that guard them, in the order in which they run.",
        discussion: """
            A stage that the YAML does not list, and the generator inserts, is marked. The server itself prints what it \
            runs, with the values of its settings, when it is started with --routes.

            EXAMPLES:
              mcp-generator routes
              mcp-generator routes --mermaid Sources/Weather/tools.yaml > routes.mmd
            """
    )

    @Flag(help: "Print a Mermaid flowchart.")
    var mermaid = false

    @Argument(
        help: ArgumentHelp(
            "The YAML files of one target. (default: those here, or in the only folder of Sources with some)",
            valueName: "file"
        )
    )
    var files: [String] = []

    func run() throws {
        let server = try ServerReader.read(files)
        guard let http = server.http else {
            Terminal.complain("there are no routes: without 'http' the server speaks over stdio alone")
            return
        }
        print(mermaid ? RouteChart(http).mermaid : RouteChart(http).text)
    }
}
