import Foundation

/// A server that runs as a child process and speaks lines.
final class ServerProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var received = Data()

    /// Starts a command, looked up on the search path.
    init(command: [String]) throws(ClientFailure) {
        // A server that ends early must be an error message here, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            throw ClientFailure(message: "cannot start '\(command[0])': \(error)")
        }
    }

    /// Sends a line.
    func send(_ line: String) throws(ClientFailure) {
        do {
            try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
        } catch {
            throw ended()
        }
    }

    /// Waits for the next line.
    func nextLine(before deadline: ContinuousClock.Instant) throws(ClientFailure) -> Data {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Data(received[..<end])
                received = Data(received[(end + 1)...])
                return line
            }
            try waitForInput(before: deadline)
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { throw ended() }
            received.append(data)
        }
    }

    /// Closes the server's input, which asks it to end, and waits for that; after two seconds it is ended.
    func close() {
        try? input.fileHandleForWriting.close()
        let deadline = ContinuousClock.now + .seconds(2)
        while process.isRunning, ContinuousClock.now < deadline { usleep(5_000) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    private func waitForInput(before deadline: ContinuousClock.Instant) throws(ClientFailure) {
        let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        var descriptor = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        guard left > 0, poll(&descriptor, 1, Int32(min(left.rounded(.up), 1_000_000_000))) != 0 else {
            throw ClientFailure(message: "the server did not answer in time; --timeout gives it longer")
        }
    }

    private func ended() -> ClientFailure {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return ClientFailure(message: "the server ended with exit code \(process.terminationStatus) before it answered")
    }
}
