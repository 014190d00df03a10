/// What a server was asked to do on its command line.
enum LaunchArguments: Equatable {
    case stdio, version, help, describe
    /// The first argument that means nothing.
    case unknown(String)

    /// Reads the arguments behind the program's name. What only prints wins over what serves.
    init(_ arguments: [String]) {
        self = .stdio
        for argument in arguments {
            switch argument {
            case "--stdio": break
            case "--version": self = .version
            case "--help", "-h":
                self = .help
                return
            case "--describe": self = .describe
            default:
                self = .unknown(argument)
                return
            }
        }
    }

    static func help(_ program: String) -> String {
        """
        usage: \(program) [--stdio]

        Serves tools over the Model Context Protocol.

          --stdio     serve one client over standard input and output (the default)
          --describe  print the server and its tools as JSON
          --version   print the version
          --help      print this

        LOG_LEVEL in the environment is one of trace, debug, info, notice, warning, error, critical.
        """
    }
}
