import Logging

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension ToolServer {
    /// Serves the tools as the command line says: `--stdio` (the default), or `--describe`, `--version`, `--help`, which
    /// print something and return.
    ///
    /// Over stdio it returns when the client closes the input and the calls that were running then have been answered, or
    /// cancelled because they took more than five seconds. As its first act it takes standard input and output for the protocol alone: `print` writes to standard error from
    /// then on. Logs go to standard error, or where `LoggingSystem.bootstrap` sent them; the environment's `LOG_LEVEL`
    /// sets the level. An argument that means nothing ends the process with exit code 2.
    ///
    /// Without open standard input and output it ends with code 1.
    ///
    /// - Throws: An error if the process has no file descriptors left.
    public func run() async throws {
        switch LaunchArguments(Array(CommandLine.arguments.dropFirst())) {
        case .stdio:
            do {
                try await serveStandardStreams()
            } catch let error as StandardStreams.Closed {
                quit("\(programName): \(error)\n", code: 1)
            }
        case .version: print("\(Self.info.name) \(Self.info.version)")
        case .help: print(LaunchArguments.help(programName))
        case .describe: print(Self.describedAsJSON)
        case .unknown(let argument):
            let text = "\(programName): unknown argument '\(argument)'\n\n\(LaunchArguments.help(programName))\n"
            quit(text, code: 2)
        }
    }

    /// Ends the process with a message: an error thrown out of `main` would look like a crash.
    private func quit(_ text: String, code: Int32) -> Never {
        _ = writeAll(STDERR_FILENO, Array(text.utf8))
        exit(code)
    }

    /// Serves over stdio.
    package func serveStandardStreams() async throws {
        let streams = try StandardStreams.claim()
        // A client that has gone is told by the error of a write.
        signal(SIGPIPE, SIG_IGN)
        let logger = Self.makeLogger()
        logger.debug("Serving over stdio.")
        try await StdioTransport(self, input: streams.input, output: streams.output, logger: logger).run()
        streams.close()
    }

    private var programName: String {
        let path = CommandLine.arguments.first ?? Self.info.name
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A logger to standard error, which is swift-log's default, or to where the program has sent logs.
    private static func makeLogger() -> Logger {
        var logger = Logger(label: info.name)
        guard let name = getenv("LOG_LEVEL").map({ String(cString: $0) }), !name.isEmpty else { return logger }
        if let level = Logger.Level(rawValue: name.lowercased()) {
            logger.logLevel = level
        } else {
            logger.warning("LOG_LEVEL '\(name)' is none of trace, debug, info, notice, warning, error, critical.")
        }
        return logger
    }

    /// The server and its tools as JSON, for `--describe`.
    static var describedAsJSON: String {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("server")
        info.write(to: &json)
        if let instructions = info.instructions {
            json.writeKey("instructions")
            json.write(instructions)
        }
        json.writeKey("tools")
        json.writeRaw(catalog.list)
        json.endObject()
        return json.text
    }
}
