#if os(Linux)
import Foundation

/// A connection to a server on loopback, which can be kept open.
final class ClientConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw Command.Failure(description: "cannot connect to port \(port)") }
    }

    deinit { close(descriptor) }

    /// Sends a request and reads up to a text, which the next answer begins behind.
    ///
    /// - Parameters:
    ///   - lines: The request line and the header fields.
    ///   - body: The body, if there is one.
    ///   - end: The last that is waited for.
    /// - Throws: `Command.Failure` where the server closes the connection.
    func ask(_ lines: [String], body: String? = nil, until end: String) throws {
        var request = (lines + ["Host: 127.0.0.1"]).map { $0 + "\r\n" }.joined()
        if let body { request += "Content-Length: \(body.utf8.count)\r\n" }
        try send(Array((request + "\r\n" + (body ?? "")).utf8))
        let mark = Array(end.utf8)
        while !take(mark) { try receive() }
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            guard count > 0 else { throw Command.Failure(description: "a server does not read") }
            sent += count
        }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { throw Command.Failure(description: "a server closed a connection") }
        received += buffer[..<count]
    }

    private func take(_ mark: [UInt8]) -> Bool {
        guard let range = received.firstRange(of: mark) else { return false }
        received.removeSubrange(..<range.upperBound)
        return true
    }
}
#endif
