import ArgumentParser
import Foundation

/// How to reach a server: options that all commands share which ask one.
struct ServerOptions: ParsableArguments {
    @Flag(help: "Start the command behind '--', and speak through its standard input and output.")
    var stdio = false

    @OptionGroup var headers: HeaderOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long to wait for each answer, in seconds.", valueName: "seconds")
    )
    var timeout: Double = 60

    // Written '-- command …' by people: ArgumentParser has no way to keep two lists apart that way.
    @Option(name: .customLong(Self.wordOption), parsing: .unconditionalSingleValue, help: .private)
    var command: [String] = []

    private static let wordOption = "server-command-word"

    /// A command line in which each word behind the first `--` is the value of an option, so that it can be told from
    /// the command's own words and its options may stand anywhere.
    static func folding(_ arguments: [String]) -> [String] {
        guard let end = arguments.firstIndex(of: "--") else { return arguments }
        return arguments[..<end] + arguments[(end + 1)...].map { "--\(wordOption)=\($0)" }
    }

    /// Where a server is.
    enum Address: Equatable {
        case command([String])
        case url(URL)
    }

    func validate() throws {
        guard timeout > 0, timeout <= 1_000_000 else {
            throw ValidationError("--timeout must be more than 0 and at most 1000000 seconds.")
        }
        if stdio, !headers.areNone {
            throw ValidationError("--header and --bearer are for servers on HTTP; --stdio has no headers.")
        }
    }

    /// Where the server is; takes the URL from the front of the words that a command was given.
    func address(from words: inout ArraySlice<String>) throws -> Address {
        if stdio {
            guard !command.isEmpty else {
                throw ValidationError("--stdio needs the server's command behind '--', as in: -- swift run MyServer")
            }
            return .command(command)
        }
        guard command.isEmpty else {
            throw ValidationError("'--' and a command are for servers on standard input and output: add --stdio.")
        }
        guard let text = words.popFirst() else {
            throw ValidationError("Say where the server is: its URL, or --stdio and its command behind '--'.")
        }
        return .url(try HeaderOptions.url(text, orElse: ", or --stdio and the server's command behind '--'"))
    }

    /// Begins a conversation with the server.
    func connect(to address: Address) throws(ClientFailure) -> MCPClient {
        switch address {
        case .command(let command):
            return try MCPClient(over: StdioTransport(command: command), timeout: .seconds(timeout))
        case .url(let url):
            let fields = try headers.fields(environment: ProcessInfo.processInfo.environment)
            HeaderOptions.warn(of: fields, to: url)
            return try MCPClient(
                over: HTTPTransport(endpoint: url, headers: fields),
                timeout: .seconds(timeout)
            )
        }
    }
}

/// Runs the body of a command; what goes wrong is said on standard error, and the exit code is 1.
func reportingFailures(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let failure as ClientFailure {
        // What a server said may have many lines.
        let words = Terminal.harmless(failure.message).split(whereSeparator: \.isWhitespace)
        Terminal.complain("\(Terminal.styledError("error:", .red)) \(words.joined(separator: " "))")
        throw ExitCode.failure
    }
}
