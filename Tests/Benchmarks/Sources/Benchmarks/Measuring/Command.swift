import Foundation

/// A program with its arguments.
struct Command {
    /// Why a program could not be run.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// What became of a run.
    struct Outcome {
        /// In nanoseconds, with the processes that it started and waited for.
        var processorTime: Double
        /// In nanoseconds.
        var wallTime: Double
        /// What it wrote, both streams.
        var output: String
    }

    var path: String
    var arguments: [String]

    /// Runs the program to its end.
    func run() throws -> Outcome {
        let log = FileManager.default.temporaryDirectory.appending(path: "benchmarks-\(getpid()).log").path
        defer { unlink(log) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        let start = ContinuousClock.now
        var process = pid_t()
        guard posix_spawnp(&process, path, &actions, nil, &words, environ) == 0 else {
            throw Failure(description: "\(path) cannot be started")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let wallTime = (ContinuousClock.now - start) / .nanoseconds(1)

        let output = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        guard status == 0 else {
            throw Failure(description: "\(path) \(arguments.joined(separator: " ")) failed:\n\(output)")
        }
        return Outcome(
            processorTime: usage.ru_utime.nanoseconds + usage.ru_stime.nanoseconds,
            wallTime: wallTime,
            output: output
        )
    }
}

extension timeval {
    fileprivate var nanoseconds: Double { Double(tv_sec) * 1e9 + Double(tv_usec) * 1e3 }
}
