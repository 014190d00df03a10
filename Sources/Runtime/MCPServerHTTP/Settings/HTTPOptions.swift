#if HTTP
/// Where a server listens, and what it bounds.
public struct HTTPOptions: Sendable {
    /// The address to listen at, or a name for it. The default is reachable from this machine alone.
    public var host: String
    /// The port; 0 lets the system choose one.
    public var port: Int
    /// How many bytes the body of a request may have.
    public var maxBodySize: Int

    /// How many bytes the header of a request may have in all.
    public var maxHeaderSize = 32 << 10
    /// How many fields the header of a request may have.
    public var maxHeaderCount = 100
    /// How many connections may be open; more wait until one closes.
    public var maxConnections = 4096
    /// How long a connection may be without a request, or a request without progress.
    public var idleTimeout = Duration.seconds(60)
    /// How long a request may take to arrive, from its header to its end.
    public var readTimeout = Duration.seconds(30)
    /// How often a stream that has nothing to say shows that it lives.
    public var keepAliveInterval = Duration.seconds(15)
    /// How many legacy sessions a route holds.
    public var maxSessions = 10_000
    /// How long a legacy session lasts without a request.
    public var sessionTimeout = Duration.seconds(30 * 60)
    /// How long calls that run at a signal to stop may go on.
    public var drainTimeout = Duration.seconds(25)
    /// How long calls may take to notice their cancellation after that.
    public var cancellationTimeout = Duration.seconds(2)

    /// Creates options.
    ///
    /// - Parameters:
    ///   - host: The address to listen at.
    ///   - port: The port.
    ///   - maxBodySize: How many bytes the body of a request may have.
    public init(host: String = "127.0.0.1", port: Int = 3000, maxBodySize: Int = 4 << 20) {
        self.host = host
        self.port = port
        self.maxBodySize = maxBodySize
    }

    /// Whether only this machine can reach the server.
    var isLoopback: Bool { isLoopbackName(host) }

    /// What is wrong with the values, in words.
    var faults: [String] {
        var faults: [String] = []
        if host.isEmpty { faults.append("http.host is empty. Name an address, such as 127.0.0.1.") }
        if !(0...65535).contains(port) {
            faults.append("http.port is \(port). Name a port from 1 to 65535, or 0 for any that is free.")
        }
        if maxBodySize < 1 {
            faults.append("http.maxBodySize is \(maxBodySize). Name a size above zero, such as 4MiB.")
        }
        return faults
    }
}

/// Whether a host is this machine, in the way that only this machine can reach it (RFC 6761, section 6.3; RFC 5735).
func isLoopbackName(_ host: some StringProtocol) -> Bool {
    let name = host.lowercased()
    switch name {
    case "localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]": return true
    default: return name.hasSuffix(".localhost") || isLoopbackAddress(name)
    }
}

/// Whether a text is one of the addresses 127.0.0.0/8: a name may begin so, too.
private func isLoopbackAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
}
#endif
