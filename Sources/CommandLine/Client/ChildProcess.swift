import Foundation

/// A process that this one started, with pipes to its standard input and from its standard output.
///
/// Foundation's `Process` notices the end of a child only when the child's own children have ended too.
final class ChildProcess {
    /// How a process ended.
    enum End: Equatable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)
        /// Where this process inherited that ends of children are ignored.
        case unknown

        init(status: Int32) {
            // POSIX's WIFEXITED, WEXITSTATUS and WTERMSIG, which are macros.
            self = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        }

        var description: String {
            switch self {
            case .exit(let code): "ended with exit code \(code)"
            case .signal(let number): "was ended by signal \(number)"
            case .unknown: "ended"
            }
        }
    }

    let input: FileHandle
    let output: FileHandle
    private let id: pid_t
    private var end: End?

    /// Starts a command, looked up on the search path.
    init(command: [String]) throws(ClientFailure) {
        let (input, output) = (Pipe(), Pipe())
        do {
            id = try Self.spawn(command, input: input, output: output)
        } catch {
            throw ClientFailure(message: "cannot start '\(command[0])': \(error)")
        }
        try? input.fileHandleForReading.close()
        try? output.fileHandleForWriting.close()
        (self.input, self.output) = (input.fileHandleForWriting, output.fileHandleForReading)
    }

    /// Waits for the end, not longer than until a deadline; nothing if the process goes on.
    func end(before deadline: ContinuousClock.Instant) -> End? {
        while end == nil {
            var status: Int32 = 0
            switch waitpid(id, &status, WNOHANG) {
            case id: end = End(status: status)
            case 0 where ContinuousClock.now < deadline: usleep(5_000)
            case 0: return nil
            case -1 where errno != EINTR: end = .unknown
            default: break
            }
        }
        return end
    }

    /// Sends a signal, unless the process has ended.
    func signal(_ number: Int32) {
        if end(before: .now) == nil { kill(id, number) }
    }

    // MARK: - Start

    private struct SystemError: Error, CustomStringConvertible {
        let code: Int32
        var description: String { String(cString: strerror(code)) }
    }

    private static func spawn(_ command: [String], input: Pipe, output: Pipe) throws(SystemError) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input.fileHandleForReading.fileDescriptor, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
        let handles = [input, output].flatMap { [$0.fileHandleForReading, $0.fileHandleForWriting] }
        // Where this process has no standard streams itself, a pipe may have got their numbers.
        for descriptor in handles.map(\.fileDescriptor) where descriptor > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        // What this process ignores would be ignored by the server, too.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        let arguments = command.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, command[0], &actions, &attributes, arguments, environment)
        guard code == 0 else { throw SystemError(code: code) }
        return id
    }
}
