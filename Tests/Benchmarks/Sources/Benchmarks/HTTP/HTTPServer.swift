#if os(Linux)
import Foundation

/// A server over HTTP in a process of its own, on one core.
final class HTTPServer {
    private let process = Process()
    let port: Int

    func url(_ path: String = "/mcp") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Starts a server and waits until it takes connections.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments, in which `PORT` stands for the port.
    ///   - environment: What it finds in its environment besides.
    /// - Throws: `Command.Failure` where it ends or does not listen within half a minute.
    init(_ words: [String], environment: [String: String] = [:]) throws {
        port = try freePort()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["taskset", "-c", "0"] + words.map { $0 == "PORT" ? "\(port)" : $0 }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<600 where process.isRunning {
            if canConnect(to: port) { return }
            usleep(50_000)
        }
        throw Command.Failure(description: "\(words.joined(separator: " ")) does not listen")
    }

    deinit {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// The processor time of all its threads so far, in nanoseconds.
    func processorTime() throws -> Double {
        var (clock, time) = (clockid_t(), timespec())
        guard clock_getcpuclockid(process.processIdentifier, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            throw Command.Failure(description: "a server has ended")
        }
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// The memory that no file backs, in bytes.
    func anonymousMemory() throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        guard let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
        else { throw Command.Failure(description: "/proc states no RssAnon") }
        return kilobytes * 1024
    }

    /// Begins a legacy session.
    ///
    /// - Parameter revision: The revision of the protocol.
    /// - Returns: Its id.
    /// - Throws: `Command.Failure` where there is none.
    func openSession(_ revision: String = "2025-11-25") throws -> String {
        let message = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\(revision)",\
            "capabilities":{},"clientInfo":{"name":"benchmarks","version":"1.0"}}}
            """
        let headers = ["Content-Type: application/json", "Accept: application/json, text/event-stream"]
        let arguments = ["-sSi", url(), "-d", message] + headers.flatMap { ["-H", $0] }
        let answer = try Command(path: "curl", arguments: arguments).run().output
        let line = answer.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("mcp-session-id:") }
        guard let id = line?.split(separator: ":").last else {
            throw Command.Failure(description: "no session: \(answer)")
        }
        return id.trimmingCharacters(in: .whitespaces)
    }
}

/// A port that nobody listens on, as the system chooses it.
private func freePort() throws -> Int {
    try withSocket(port: 0) { descriptor, address, size in
        guard bind(descriptor, address, size) == 0, getsockname(descriptor, address, &size) == 0 else { return nil }
        return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
            Int(UInt16(bigEndian: address.pointee.sin_port))
        }
    } ?? { throw Command.Failure(description: "there is no free port") }()
}

private func canConnect(to port: Int) -> Bool {
    withSocket(port: port) { descriptor, address, size in connect(descriptor, address, size) == 0 }
}

/// Calls a function with a socket and a loopback address.
private func withSocket<Result>(
    port: Int,
    _ body: (Int32, UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result
) -> Result {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body(descriptor, $0, &size) }
    }
}
#endif
