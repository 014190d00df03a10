import ArgumentParser
import ToolValidation

/// `mcp-generator list`: shows the tools of a server.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the tools of an MCP server with their arguments.",
        usage: """
            mcp-generator list [<options>] <url>
            mcp-generator list --stdio [<options>] -- <command> ...
            """,
        discussion: """
            Optional arguments have a question mark. --json prints the list as the server sent it.

            EXAMPLES:
              mcp-generator list http://127.0.0.1:3000/mcp
              mcp-generator list --stdio -- swift run Calculator
            """
    )

    @Flag(help: "Print the tools as a JSON array, with their schemas.")
    var json = false

    @Argument(help: ArgumentHelp("The server's URL.", valueName: "url"))
    var words: [String] = []

    @OptionGroup var server: ServerOptions

    /// Where the server is.
    func address() throws -> ServerOptions.Address {
        var words = words[...]
        let address = try server.address(from: &words)
        if let word = words.first { throw ValidationError("Unexpected argument '\(word)'.") }
        return address
    }

    func validate() throws {
        _ = try address()
    }

    func run() throws {
        let address = try address()
        try reportingFailures {
            let client = try server.connect(to: address)
            defer { client.close() }
            let tools = try client.tools()
            if json {
                print(JSONValue.array(tools.map(JSONValue.object)).jsonText)
            } else {
                show(tools)
            }
        }
    }

    private func show(_ tools: [JSONObject]) {
        if tools.isEmpty { print("the server has no tools") }
        for tool in tools {
            print(Terminal.styled(Terminal.harmless(ToolOutput.signature(of: tool)), .bold))
            for line in (ToolOutput.description(of: tool) ?? "").split(whereSeparator: \.isNewline) {
                print("    \(Terminal.harmless(String(line)))")
            }
        }
    }
}
