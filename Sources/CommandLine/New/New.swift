import ArgumentParser
import Foundation
import ToolValidation

/// `mcp-generator new`: lays down a server that builds, passes its test and answers a client as it is.
struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a new MCP server: a Swift package that builds and runs as it is.",
        discussion: """
            Writes a folder with Package.swift, a tools.yaml with two tools, their Swift code, a test, a README, a CI \
            workflow and a Dockerfile. On a terminal it asks for what you did not say; elsewhere it needs NAME, and takes \
            --stdio where neither that nor --http is given.

            The server takes swift-mcp-generator from the checkout that this command was built from, unless you name \
            another folder or a repository.

            EXAMPLES:
              mcp-generator new Weather --stdio
              mcp-generator new Weather --http --package-path ../swift-mcp-generator
              mcp-generator new Weather --url https://example.com/swift-mcp-generator --from 0.1.0
            """
    )

    @Argument(help: "The server's name, which is that of its Swift target: Weather, MyServer.")
    var name: String?

    @Flag
    var transport: Scaffold.Transport?

    @Option(
        help: ArgumentHelp("The folder to write into; it must be empty. (default: ./NAME)", valueName: "dir")
    )
    var into: String?

    @Option(help: ArgumentHelp("Take swift-mcp-generator from this folder.", valueName: "dir"))
    var packagePath: String?

    @Option(help: ArgumentHelp("Take swift-mcp-generator from this git repository; needs --from.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("The first version of it that will do.", valueName: "version"))
    var from: String?

    func run() throws {
        do throws(ScaffoldFailure) {
            let scaffold = try scaffold()
            let folder = URL(filePath: into ?? scaffold.name.target, directoryHint: .isDirectory).standardizedFileURL
            try scaffold.write(into: folder)
            print(NextSteps(scaffold: scaffold, folder: folder).text)
        } catch {
            Terminal.complain("\(Terminal.styledError("error:", .red)) \(Terminal.harmless(error.message))")
            throw ExitCode.failure
        }
    }

    /// What flags and answers say; nothing is written before all of it is known to be good.
    private func scaffold() throws(ScaffoldFailure) -> Scaffold {
        let given = try GeneratorSource(packagePath: packagePath, url: url, from: from)
        let target = if let name { try ServerName(name) } else { try askForName() }
        // Better said before the questions than after them.
        if into == nil { try Scaffold.checkIsFree(URL(filePath: target.target, directoryHint: .isDirectory)) }
        let way = if let transport { transport } else { try askForTransport() }
        let source = if let found = given ?? GeneratorSource.checkout() { found } else { try askForSource() }
        return Scaffold(name: target, transport: way, source: source)
    }

    // MARK: - Questions

    private func askForName() throws(ScaffoldFailure) -> ServerName {
        guard Terminal.isInteractive else {
            throw ScaffoldFailure("name the server, as in: mcp-generator new Weather --stdio")
        }
        return try Self.repeating { () throws(ScaffoldFailure) in
            try ServerName(Self.ask("Name of the server", default: "MyServer"))
        }
    }

    private func askForTransport() throws(ScaffoldFailure) -> Scaffold.Transport {
        let standard = Scaffold.Transport.stdio
        guard Terminal.isInteractive else { return standard }
        return try Self.repeating { () throws(ScaffoldFailure) in
            let answer = try Self.ask("How clients reach it (http or stdio)", default: standard.rawValue)
            guard let transport = Scaffold.Transport(rawValue: answer.lowercased()) else {
                throw ScaffoldFailure("answer http or stdio")
            }
            return transport
        }
    }

    private func askForSource() throws(ScaffoldFailure) -> GeneratorSource {
        guard Terminal.isInteractive else {
            throw ScaffoldFailure(
                "the checkout that this command was built from is gone: say where swift-mcp-generator is, "
                    + "with --package-path DIR or --url URL --from VERSION"
            )
        }
        return try Self.repeating { () throws(ScaffoldFailure) in
            let place = try Self.ask("Folder or git URL of swift-mcp-generator", default: nil)
            let isURL = place.contains("://") || place.hasPrefix("git@")
            let version = isURL ? try Self.ask("From version", default: MCPGenerator.version) : nil
            let source = try GeneratorSource(
                packagePath: isURL ? nil : place,
                url: isURL ? place : nil,
                from: version
            )
            guard let source else { throw ScaffoldFailure("name a folder or a URL") }
            return source
        }
    }

    private static func ask(_ question: String, default standard: String?) throws(ScaffoldFailure) -> String {
        guard let answer = Terminal.ask(question, default: standard) else { throw .noAnswer }
        return answer
    }

    /// Asks until an answer is good. The end of input ends it.
    private static func repeating<Value>(
        _ question: () throws(ScaffoldFailure) -> Value
    ) throws(ScaffoldFailure) -> Value {
        while true {
            do throws(ScaffoldFailure) {
                return try question()
            } catch {
                if error == .noAnswer { throw error }
                Terminal.complain(error.message)
            }
        }
    }
}

extension Scaffold.Transport: EnumerableFlag {
    static func help(for value: Scaffold.Transport) -> ArgumentHelp? {
        switch value {
        case .http: "Clients reach the server over HTTP; it builds longer, and speaks --stdio too."
        case .stdio: "Clients start the server and speak through its standard input and output."
        }
    }
}

extension ScaffoldFailure {
    fileprivate static let noAnswer = ScaffoldFailure("nothing was made, since a question got no answer")
}

/// What to do with a server that was just made.
struct NextSteps {
    var scaffold: Scaffold
    var folder: URL

    var text: String {
        let target = scaffold.name.target
        let path = folder.path(percentEncoded: false)
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        return """
            made \(target) in \(root)

              cd \(ShellWord.quoted(root))
              swift build    # a few minutes the first time
              swift test
            \(run(target).split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))

            To use it in an MCP client, add to its configuration:

              \(configuration(root: root).jsonText)

            README.md says more.
            """
    }

    private func run(_ target: String) -> String {
        switch scaffold.transport {
        case .stdio:
            "mcp-generator call --stdio count_words text='one two three' -- .build/debug/\(target)"
        case .http:
            """
            swift run \(target)
            mcp-generator call http://127.0.0.1:3000/mcp count_words text='one two three'    # in another terminal
            """
        }
    }

    private func configuration(root: String) -> JSONValue {
        let server: JSONObject =
            switch scaffold.transport {
            case .stdio: ["command": .string("\(root)/.build/debug/\(scaffold.name.target)")]
            case .http: ["type": "http", "url": "http://127.0.0.1:3000/mcp"]
            }
        let servers = JSONObject([.init(scaffold.name.package, .object(server))])
        return ["mcpServers": .object(servers)]
    }
}
