import ArgumentParser
import Foundation

/// How to reach a server: options that all commands share which ask one.
struct ServerOptions: ParsableArguments {
    @Flag(help: "Start the command behind '--', and speak through its standard input and output.")
    var stdio = false

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A header to send with every request over HTTP; may be repeated.", valueName: "Name: value")
    )
    var header: [String] = []

    @Option(
        help: ArgumentHelp(
            "A bearer token to send over HTTP. In the environment, as MCP_BEARER_TOKEN, other users cannot see it.",
            valueName: "token"
        )
    )
    var bearer: String?

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
        if stdio, !header.isEmpty || bearer != nil {
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
        return .url(try Self.url(text))
    }

    private static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host()?.isEmpty == false
        else {
            throw ValidationError(
                "'\(text)' is no URL of a server: write it as http://127.0.0.1:3000/mcp, "
                    + "or --stdio and the server's command behind '--'."
            )
        }
        guard url.user == nil, url.password == nil else {
            throw ValidationError("Give credentials as --bearer or --header, not in the URL.")
        }
        return url
    }

    /// Begins a conversation with the server.
    func connect(to address: Address) throws(ClientFailure) -> MCPClient {
        switch address {
        case .command(let command):
            return try MCPClient(over: StdioTransport(command: command), timeout: .seconds(timeout))
        case .url(let url):
            let headers = try headers(environment: ProcessInfo.processInfo.environment)
            if headers.contains(where: { $0.name.lowercased() == "authorization" }), Self.isOverheard(url) {
                Terminal.complain("warning: \(url) is not encrypted, so that others may read your token on its way")
            }
            return try MCPClient(
                over: HTTPTransport(endpoint: url, headers: headers),
                timeout: .seconds(timeout)
            )
        }
    }

    /// The headers to send, the token among them.
    func headers(environment: [String: String]) throws(ClientFailure) -> [HeaderField] {
        var fields: [HeaderField] = []
        for text in header { fields.append(try HeaderField(parsing: text)) }
        let isNamed = fields.contains { $0.name.lowercased() == "authorization" }
        if isNamed, bearer != nil {
            throw ClientFailure(message: "--bearer and a header Authorization say the same thing: give one of them")
        }
        // A header on the command line was meant for this call, the environment for all of them.
        let variable = isNamed ? nil : environment["MCP_BEARER_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        guard let token = bearer ?? variable else { return fields }
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let place = bearer == nil ? "MCP_BEARER_TOKEN" : "--bearer"
            throw ClientFailure(message: "\(place) holds no token: it is made of printable ASCII without spaces")
        }
        return fields + [HeaderField("Authorization", "Bearer \(token)")]
    }

    private static func isOverheard(_ url: URL) -> Bool {
        let host = url.host() ?? ""
        let isLocal = host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
        return url.scheme?.lowercased() == "http" && !isLocal
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
