#if HTTP
import HTTPTypes

/// Admits clients from certain networks alone.
///
/// The client's address is the other side of the connection, or what a proxy says that `HTTPOptions.trustedProxies` lists.
/// Where such a proxy says something that cannot be understood nobody knows the address, and the client is refused.
public struct IPAllowlist: BoundedStage {
    /// Which networks, for the table of routes.
    public var name: String { "IPAllowlist(\(networks.texts.joined(separator: ", ")))" }

    private let networks: NetworkList

    /// Creates the stage.
    ///
    /// - Parameter networks: The networks, such as `10.0.0.0/8`, `2001:db8::/32` or one address. An IPv4 address that comes
    ///   as IPv6 (`::ffff:192.0.2.1`) counts as the IPv4 address.
    public init(_ networks: [String]) { self.networks = NetworkList(networks) }

    var faults: [String] {
        networks.faults.map {
            "ipAllowlist has \"\(printable($0))\", which is no network. Name one such as 10.0.0.0/8."
        }
    }

    /// Refuses with status 403, or passes on.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        guard let address = request.address, networks.contains(address) else {
            trace.note { $0.outcome = .error }
            return .denial(.forbidden, "Forbidden: this address may not call the server", for: request)
        }
        return await next(request, trace)
    }
}
#endif
