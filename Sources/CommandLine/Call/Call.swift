import ArgumentParser
import Diagnostics
import ToolValidation

/// `mcp-generator call`: calls one tool of a server, as a client would.
struct Call: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Call a tool of an MCP server and show what it answers.",
        usage: """
            mcp-generator call [<options>] <url> <tool> [<key=value> ...]
            mcp-generator call --stdio [<options>] <tool> [<key=value> ...] -- <command> ...
            """,
        discussion: """
            Asks a server on HTTP, or starts one and speaks through its standard input and output. Arguments are \
            written key=value: the tool's own schema says whether 3 is a number or a text. key:=value takes the value \
            as JSON. What the tool says of its progress appears on standard error.

            The exit code is 0 if the tool answered, 1 if it answered with an error or the call failed.

            EXAMPLES:
              mcp-generator call http://127.0.0.1:3000/mcp add a=1 b=2
              mcp-generator call --bearer "$TOKEN" https://example.com/mcp find 'tags:=["a"]'
              mcp-generator call --stdio add a=1 b=2 -- swift run Calculator
            """
    )

    @Flag(help: "Print the whole result as JSON instead of its content.")
    var json = false

    @Argument(help: ArgumentHelp("The server's URL, the tool, and its arguments.", valueName: "url, tool, key=value"))
    var words: [String] = []

    @OptionGroup var server: ServerOptions

    /// What the words mean.
    func parts() throws -> (address: ServerOptions.Address, tool: String, arguments: ArraySlice<String>) {
        var words = words[...]
        let address = try server.address(from: &words)
        guard let tool = words.popFirst() else {
            throw ValidationError("Name the tool to call; 'mcp-generator list' shows what there is.")
        }
        return (address, tool, words)
    }

    func validate() throws {
        _ = try parts()
    }

    func run() throws {
        let (address, name, words) = try parts()
        try reportingFailures {
            let client = try server.connect(to: address)
            defer { client.close() }
            let tool = try Self.tool(name, of: client)
            let schema = ToolOutput.inputSchema(of: tool)
            let values = try CallArguments.parse(words, schema: schema)
            for key in CallArguments.unknownKeys(of: values, in: schema) { Self.warn(of: key, name, schema) }
            try report(try client.call(tool, arguments: values))
        }
    }

    private static func tool(_ name: String, of client: MCPClient) throws(ClientFailure) -> JSONObject {
        let tools = try client.tools()
        if let tool = tools.first(where: { $0["name"] == .string(name) }) { return tool }
        let names = tools.map(ToolOutput.name).joined(separator: ", ")
        throw ClientFailure(message: "the server has no tool '\(name)'; it has \(names.isEmpty ? "none" : names)")
    }

    /// The server's answer decides, but some servers pass over what they do not know.
    private static func warn(of key: String, _ tool: String, _ schema: JSONObject) {
        let keys = CallArguments.keys(of: schema)
        let known = keys.isEmpty ? "none" : keys.joined(separator: ", ")
        let advice = Suggestion.nearest(to: key, in: keys).map { "did you mean '\($0)'?" } ?? "it has \(known)"
        let text = Terminal.harmless("'\(tool)' names no argument '\(key)'; \(advice)")
        Terminal.complain("warning: \(text)")
    }

    private func report(_ result: JSONObject) throws {
        let isError = result["isError"] == true
        if json {
            print(JSONValue.object(result).jsonText)
        } else {
            for text in ToolOutput.texts(of: result).map(Terminal.harmless) {
                print(isError ? Terminal.styled(text, .red) : text)
            }
        }
        if isError { throw ExitCode.failure }
    }
}
