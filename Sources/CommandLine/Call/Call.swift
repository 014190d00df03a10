import ArgumentParser
import Foundation
import ToolValidation

/// `mcp-generator call`: calls one tool of a server, as a client would.
struct Call: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Call a tool of an MCP server and show what it answers.",
        usage: "mcp-generator call --stdio [--timeout <seconds>] [--json] <tool> [<key=value> ...] -- <command> ...",
        discussion: """
            Starts the server, asks it for its tools, calls one and prints the answer. Arguments are written key=value: \
            the tool's own schema says whether 3 is a number or a text. key:=value takes the value as JSON.

            The exit code is 0 if the tool answered, 1 if it answered with an error or the call failed.

            EXAMPLES:
              mcp-generator call --stdio add a=1 b=2 -- swift run Calculator
              mcp-generator call --stdio find 'tags:=["a"]' -- ./server
            """
    )

    @Flag(help: "Speak to the server through its standard input and output.")
    var stdio = false

    @Option(help: ArgumentHelp("How long to wait for each answer, in seconds.", valueName: "seconds"))
    var timeout: Double = 60

    @Flag(help: "Print the whole result as JSON instead of its content.")
    var json = false

    // One list, since everything behind '--' belongs to the server, options included.
    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("The tool, its arguments as key=value or key:=JSON, '--' and the server's command.")
    )
    var words: [String]

    /// What stands before and behind the first `--`.
    private var parts: (call: ArraySlice<String>, command: ArraySlice<String>) {
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return (words[..<end], words[end...].dropFirst())
    }

    func validate() throws {
        if ["--help", "-h"].contains(words.first) { throw CleanExit.helpRequest(self) }
        guard stdio else { throw ValidationError("Say how to reach the server: --stdio TOOL … -- COMMAND") }
        guard timeout > 0 else { throw ValidationError("--timeout must be more than 0 seconds.") }
        guard !parts.call.isEmpty else { throw ValidationError("Name the tool to call.") }
        guard !parts.command.isEmpty else { throw ValidationError("Name the server's command behind '--'.") }
        if let option = parts.call.first(where: { $0.hasPrefix("-") && !$0.contains("=") }) {
            throw ValidationError("Options such as \(option) stand before the tool's name.")
        }
    }

    func run() throws {
        do {
            let client = try StdioClient(command: Array(parts.command), timeout: .seconds(timeout))
            defer { client.close() }
            let tool = parts.call.first ?? ""
            let schema = try client.inputSchema(of: tool)
            let values = try CallArguments.parse(parts.call.dropFirst(), schema: schema)
            let outcome = try client.call(tool, arguments: values)
            try report(outcome)
        } catch let error as ClientFailure {
            Terminal.complain("error: \(error.message)")
            throw ExitCode.failure
        }
    }

    private func report(_ result: JSONObject) throws {
        let isError = result["isError"] == true
        if json {
            print(JSONValue.object(result).jsonText)
        } else {
            for text in ToolOutput.texts(of: result) {
                print(isError ? Terminal.styled(text, .red) : text)
            }
        }
        if isError { throw ExitCode.failure }
    }
}

/// What a tool answered, as text for people.
enum ToolOutput {
    /// The content blocks, one text each.
    static func texts(of result: JSONObject) -> [String] {
        guard case .array(let blocks)? = result["content"] else { return [] }
        return blocks.map { block in
            guard case .object(let members) = block else { return block.jsonText }
            if case .string(let text)? = members["text"] { return text }
            if case .string(let type)? = members["type"] { return "[\(type)]" }
            return block.jsonText
        }
    }
}

/// Why a call could not be made.
struct ClientFailure: Error {
    var message: String
}
