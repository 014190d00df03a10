#if HTTP
/// What an HTTP server was asked to do on its command line.
struct HTTPLaunchArguments: Equatable {
    /// What to do.
    enum Task: Equatable {
        case http, stdio, routes, describe, checkConfiguration, version, help
        /// The first argument that means nothing, in words.
        case unknown(String)
    }

    var task = Task.http
    var host: String?
    var port: Int?
    /// Whether routes are drawn.
    var isMermaid = false

    /// Reads the arguments behind the program's name. What only prints wins over what serves.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch parts[0] {
            case "--host", "--port":
                guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty else {
                    task = .unknown("\(parts[0]) needs a value")
                    return
                }
                guard take(parts[0], value) else { return }
            case "--mermaid": isMermaid = true
            default:
                guard let task = Self.tasks[argument] else {
                    self.task = .unknown("unknown argument '\(argument)'")
                    return
                }
                if task == .http || task == .stdio, self.task != .http, self.task != .stdio { continue }
                self.task = task
                if task == .help { return }
            }
        }
        if isMermaid, task != .routes { task = .unknown("--mermaid goes with --routes") }
    }

    private mutating func take(_ name: String, _ value: String) -> Bool {
        if name == "--host" {
            host = value
            return true
        }
        guard let number = Int(value), (0...65535).contains(number) else {
            task = .unknown("--port must be a number from 0 to 65535, not '\(value)'")
            return false
        }
        port = number
        return true
    }

    private static let tasks: [String: Task] = [
        "--http": .http, "--stdio": .stdio, "--routes": .routes, "--describe": .describe,
        "--check-config": .checkConfiguration, "--version": .version, "--help": .help, "-h": .help,
    ]

    static func help(_ program: String) -> String {
        """
        usage: \(program) [--http | --stdio] [--host HOST] [--port PORT]

        Serves tools over the Model Context Protocol.

          --http          serve over HTTP (the default)
          --host HOST     listen at this address
          --port PORT     listen at this port; 0 is any that is free
          --stdio         serve one client over standard input and output
          --routes        print the routes and the stages that guard them
          --mermaid       with --routes: print them as a Mermaid flowchart
          --check-config  check the settings and exit
          --describe      print the server and its tools as JSON
          --version       print the version
          --help          print this

        LOG_LEVEL in the environment is one of trace, debug, info, notice, warning, error, critical.
        CONFIG_FILE names a file with settings, lines of NAME=value; the environment overrules it.
        """
    }
}
#endif
