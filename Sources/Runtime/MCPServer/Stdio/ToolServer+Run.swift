package import Logging

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
        case .stdio: try await runStdio()
        case .version: print("\(Self.info.name) \(Self.info.version)")
        case .help: print(LaunchArguments.help(programName))
        case .describe: print(Self.describedAsJSON())
        case .unknown(let argument):
            let text = "\(programName): unknown argument '\(argument)'\n\n\(LaunchArguments.help(programName))\n"
            quit(text, code: 2)
        }
    }

    /// Serves over stdio, and ends the process where that is impossible.
    package func runStdio() async throws {
        do {
            try await serveStandardStreams()
        } catch let error as StandardStreams.Closed {
            quit("\(programName): \(error)\n", code: 1)
        }
    }

    /// Ends the process with a message: an error thrown out of `main` would look like a crash.
    package func quit(_ text: String, code: Int32) -> Never {
        announce(text)
        exit(code)
    }

    /// Tells the person who started the program something.
    package func announce(_ text: String) { _ = writeAll(STDERR_FILENO, Array(text.utf8)) }

    /// Serves over stdio.
    package func serveStandardStreams() async throws {
        let streams = try StandardStreams.claim()
        // A client that has gone is told by the error of a write.
        signal(SIGPIPE, SIG_IGN)
        let logger = Self.makeLogger()
        let exporter = Self.telemetry
        if let faults = exporter?.faults, !faults.isEmpty { quit(faults.map { "\($0)\n" }.joined(), code: 1) }
        try await Self.export(by: exporter, logger: logger) {
            logger.debug("Serving over stdio.")
            try await StdioTransport(self, input: streams.input, output: streams.output, logger: logger).run()
        }
        streams.close()
    }

    package var programName: String {
        let path = CommandLine.arguments.first ?? Self.info.name
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A logger to standard error, which is swift-log's default, or to where the program has sent logs.
    package static func makeLogger(_ metadataProvider: Logger.MetadataProvider? = nil) -> Logger {
        var logger = metadataProvider.map { Logger(label: info.name, metadataProvider: $0) } ?? Logger(label: info.name)
        guard let name = logLevelName else { return logger }
        if let level = Logger.Level.ofEnvironment {
            logger.logLevel = level
        } else {
            logger.warning("LOG_LEVEL '\(name)' is none of trace, debug, info, notice, warning, error, critical.")
        }
        return logger
    }

    /// The server and its tools as JSON, for `--describe`.
    ///
    /// - Parameter more: Writes further members of the object.
    /// - Returns: The text.
    package static func describedAsJSON(_ more: (inout JSONWriter) -> Void = { _ in }) -> String {
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
        more(&json)
        json.endObject()
        return json.text
    }
}

private var logLevelName: String? {
    getenv("LOG_LEVEL").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

extension Logger.Level {
    /// The level that `LOG_LEVEL` in the environment names, if it names one.
    package static var ofEnvironment: Logger.Level? { logLevelName.flatMap { Logger.Level(rawValue: $0.lowercased()) } }
}
