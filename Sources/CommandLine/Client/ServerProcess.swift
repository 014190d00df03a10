import Foundation

/// A server that runs as a child process and speaks lines.
final class ServerProcess {
    /// How long a server may take to end once it has been asked to, in each of the ways to ask.
    private static let grace = Duration.seconds(2)

    private let process: ChildProcess
    private var received = Data()

    /// Starts a command, looked up on the search path.
    init(command: [String]) throws(ClientFailure) {
        // A server that ends early must be an error message here, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
        process = try ChildProcess(command: command)
        // A server that does not read must not hold up this process for longer than it wants to wait.
        _ = fcntl(process.input.fileDescriptor, F_SETFL, O_NONBLOCK)
    }

    /// Sends a line.
    func send(_ line: String, before deadline: ContinuousClock.Instant) throws(ClientFailure) {
        var rest = Array("\(line)\n".utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(process.input.fileDescriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // It may wait itself until somebody reads what it has to say.
                if try wait(toWrite: true, before: deadline) { try receive(before: deadline) }
            } else if errno != EINTR {
                throw ended(before: deadline)
            }
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
            if try wait(toWrite: false, before: deadline) { try receive(before: deadline) }
        }
    }

    /// Closes the server's input, which asks it to end, and waits for that; then insists.
    func close() {
        try? process.input.close()
        for number in [SIGTERM, SIGKILL] where process.end(before: .now + Self.grace) == nil {
            process.signal(number)
        }
        _ = process.end(before: .now + Self.grace)
    }

    private func receive(before deadline: ContinuousClock.Instant) throws(ClientFailure) {
        let data = process.output.availableData
        if data.isEmpty { throw ended(before: deadline) }
        received.append(data)
    }

    /// Waits until the server's output can be read or, where that is wanted, its input takes more.
    ///
    /// - Returns: Whether there is something to read.
    private func wait(toWrite: Bool, before deadline: ContinuousClock.Instant) throws(ClientFailure) -> Bool {
        var descriptors = [pollfd(fd: process.output.fileDescriptor, events: Int16(POLLIN), revents: 0)]
        if toWrite {
            descriptors.append(pollfd(fd: process.input.fileDescriptor, events: Int16(POLLOUT), revents: 0))
        }
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { throw .silence }
            let time = Int32(min(left.rounded(.up), 1_000_000_000))
            if poll(&descriptors, nfds_t(descriptors.count), time) > 0 { return descriptors[0].revents != 0 }
        }
    }

    /// The failure that a server has closed its end of a pipe, which is most often its own end.
    private func ended(before deadline: ContinuousClock.Instant) -> ClientFailure {
        try? process.input.close()
        guard let end = process.end(before: min(deadline, .now + Self.grace)) else {
            return ClientFailure(message: "the server closed its standard output before it answered, and runs on")
        }
        return ClientFailure(message: "the server \(end) before it answered")
    }
}
