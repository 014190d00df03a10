#if HTTP
/// Where a server listens, and what it bounds.
public struct HTTPOptions: Sendable {
    /// The address to listen at, or a name for it. The default is reachable from this machine alone.
    public var host: String
    /// The port; 0 lets the system choose one.
    public var port: Int
    /// How many bytes the body of a request may have.
    public var maxBodySize: Int

    /// How many connections may be open, though never more than half of the files that the process may open (`ulimit -n`);
    /// a few more are told to come again later, with status 503, and all beyond wait until one closes.
    public var maxConnections: Int
    /// How many legacy sessions a route holds. Where there is no room for a new one, the one that has been idle for the
    /// longest gives way if that is a minute at least; else the new one is refused with status 503.
    public var maxSessions: Int
    /// How long a legacy session lasts without a request, a call that runs, or a stream that is open. Requests that name
    /// it afterwards get status 404.
    public var sessionTimeout: Duration
    /// How long a connection may be without a request, or a request without progress.
    public var idleTimeout: Duration
    /// How long a request may take to arrive, from its first byte to its last. One that takes longer gets status 408.
    public var readTimeout: Duration
    /// How long calls that run at a signal to stop may go on. Those that still run are cancelled then.
    public var drainTimeout: Duration
    /// The networks of the proxies whose word is taken for the address of a client and for whether it uses TLS
    /// (`X-Forwarded-For`, `X-Forwarded-Proto`, `Forwarded`), such as `10.0.0.0/8`. From others such fields mean nothing.
    public var trustedProxies: [String]

    /// What secures the connections, if that is not for a proxy in front of the server to do.
    public var security: (any ConnectionSecurity)?

    /// How many bytes the header of a request may have in all, and what frames the chunks of its body.
    public var maxHeaderSize = 32 << 10
    /// How many fields the header of a request may have.
    public var maxHeaderCount = 100
    /// How often a stream that has nothing to say shows that it lives.
    public var keepAliveInterval = Duration.seconds(15)
    /// Where legacy sessions are kept besides this process; without it they end with the process, and no other server knows
    /// them.
    public var sessionStore: (any SessionStore)?
    /// How much of the streams of legacy sessions is kept for clients that come back for the rest.
    public var eventLog = EventLogLimits()
    /// How long calls may take to notice their cancellation.
    public var cancellationTimeout = Duration.seconds(2)

    /// Creates options.
    ///
    /// - Parameters:
    ///   - host: The address to listen at.
    ///   - port: The port.
    ///   - maxBodySize: How many bytes the body of a request may have.
    ///   - maxConnections: How many connections may be open.
    ///   - maxSessions: How many legacy sessions a route holds.
    ///   - sessionTimeout: How long a legacy session lasts without a request.
    ///   - idleTimeout: How long a connection may be without a request.
    ///   - readTimeout: How long a request may take to arrive.
    ///   - drainTimeout: How long calls that run at a signal to stop may go on.
    ///   - trustedProxies: The networks of the proxies whose word is taken for the address of a client.
    public init(
        host: String = "127.0.0.1",
        port: Int = 3000,
        maxBodySize: Int = 4 << 20,
        maxConnections: Int = 4096,
        maxSessions: Int = 10_000,
        sessionTimeout: Duration = .seconds(30 * 60),
        idleTimeout: Duration = .seconds(60),
        readTimeout: Duration = .seconds(30),
        drainTimeout: Duration = .seconds(25),
        trustedProxies: [String] = []
    ) {
        self.host = host
        self.port = port
        self.maxBodySize = maxBodySize
        self.maxConnections = maxConnections
        self.maxSessions = maxSessions
        self.sessionTimeout = sessionTimeout
        self.idleTimeout = idleTimeout
        self.readTimeout = readTimeout
        self.drainTimeout = drainTimeout
        self.trustedProxies = trustedProxies
    }

    /// Whether only this machine can reach the server.
    var isLoopback: Bool { isLoopbackName(host) }

    /// That of the server's own address.
    var scheme: String { security == nil ? "http" : "https" }

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
        for (name, count) in [("maxConnections", maxConnections), ("maxSessions", maxSessions)] where count < 1 {
            faults.append("http.\(name) is \(count). Name a number above zero.")
        }
        for text in NetworkList(trustedProxies).faults {
            faults.append("http.trustedProxies: \"\(printable(text))\" is no network. Name one such as 10.0.0.0/8.")
        }
        for (name, duration) in timeouts where !(.milliseconds(1)...Self.longestTimeout).contains(duration) {
            faults.append("http.\(name) is \(duration). Name a duration from 1ms to 365d.")
        }
        for fault in security?.faults() ?? [] { faults.append("http.tls: \(fault)") }
        return faults
    }

    /// The timeouts by their names in tools.yaml.
    var timeouts: [(name: String, duration: Duration)] {
        [
            ("sessionTimeout", sessionTimeout), ("idleTimeout", idleTimeout), ("readTimeout", readTimeout),
            ("drainTimeout", drainTimeout),
        ]
    }

    /// More would be more than the clocks of event loops can count.
    private static let longestTimeout = Duration.seconds(365 * 86_400)
}

/// Whether a host is this machine, in the way that only this machine can reach it (RFC 6761, section 6.3; RFC 5735).
package func isLoopbackName(_ host: some StringProtocol) -> Bool {
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
