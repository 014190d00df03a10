#if HTTP
import MCPServer

extension ServerRequest {
    /// What tells clients apart that nobody authenticated: the address, of IPv6 the network of 64 bits, of which one client
    /// has all addresses.
    var clientKey: String { addressKey(ipv4: 32, ipv6: 64) }

    /// The network of the client, with prefixes of these lengths. Clients whose address a proxy does not tell count as
    /// that proxy.
    func addressKey(ipv4: Int, ipv6: Int) -> String {
        guard let address = address ?? connection?.address else { return "ip:" }
        return "ip:\(address.prefix(address.isIPv4 ? ipv4 : ipv6))"
    }

    /// What tells callers apart: the principal, else the address. The two never meet.
    var callerKey: String { principal.map { "principal:\($0.subject)" } ?? clientKey }
}
#endif
