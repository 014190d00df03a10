#if HTTP
import HTTPTypes

/// Whose word is taken for where requests come from.
struct TrustedProxies: Sendable {
    private let networks: NetworkList

    /// - Returns: `nil` where nobody is trusted.
    init?(_ networks: [String]) {
        guard !networks.isEmpty else { return nil }
        self.networks = NetworkList(networks)
    }

    /// What a proxy says of the client.
    ///
    /// Each proxy adds the address that it sees behind those that it was told, so that of all that is said the last
    /// address that is no proxy's is the client's. What stands before it anybody may have written.
    ///
    /// - Parameters:
    ///   - headers: The header fields of the request.
    ///   - peer: The other side of the connection.
    /// - Returns: What it says; `nil` where the other side is the client: it is not trusted, or says nothing.
    func origin(_ headers: HTTPFields, peer: IPAddress?) -> ForwardedOrigin? {
        guard let peer, networks.contains(peer) else { return nil }
        let addresses = headers[values: .xForwardedFor]
        let elements = headers[values: .forwarded]
        let scheme = headers[values: .xForwardedProto].last.flatMap { $0.split(separator: ",").last }.map(trimmed)
        var isSecure = scheme.flatMap(isSecureScheme)
        guard !elements.isEmpty else {
            guard !addresses.isEmpty else { return isSecure.map { ForwardedOrigin(address: peer, isSecure: $0) } }
            return ForwardedOrigin(address: client(addresses), isSecure: isSecure)
        }
        guard let client = client(ForwardedElement.read(elements)) else {
            return ForwardedOrigin(address: nil, isSecure: isSecure)
        }
        // Most proxies write one of the two, and pass on what a client writes in the other. Which is which nobody knows.
        guard addresses.isEmpty || self.client(addresses) == client.address else {
            return ForwardedOrigin(address: nil, isSecure: isSecure)
        }
        isSecure = isSecure ?? client.proto.flatMap(isSecureScheme)
        return ForwardedOrigin(address: client.address, isSecure: isSecure)
    }

    /// The client's address in `X-Forwarded-For`; `nil` where it is malformed.
    private func client(_ values: [String]) -> IPAddress? {
        var farthest: IPAddress?
        for value in values.reversed() {
            for part in value.split(separator: ",", omittingEmptySubsequences: false).reversed() {
                guard let address = nodeAddress(trimmed(part)) else { return nil }
                guard networks.contains(address) else { return address }
                farthest = address
            }
        }
        return farthest
    }

    /// The element that the proxy wrote to which the client is connected.
    private func client(_ elements: [ForwardedElement]?) -> (address: IPAddress, proto: String?)? {
        var farthest: (IPAddress, String?)?
        for element in (elements ?? []).reversed() {
            // `unknown`, or a name that hides the address (RFC 7239, sections 6.2 and 6.3).
            guard let address = element.node.flatMap({ nodeAddress($0[...]) }) else { return nil }
            guard networks.contains(address) else { return (address, element.proto) }
            farthest = (address, element.proto)
        }
        return farthest
    }
}

/// Where a request comes from, as a trusted proxy says.
struct ForwardedOrigin: Sendable {
    /// The client's address; `nil` where the proxy says nothing that can be understood.
    let address: IPAddress?
    /// Whether the client uses TLS, if the proxy says so.
    let isSecure: Bool?
}

private func isSecureScheme(_ text: some StringProtocol) -> Bool? {
    switch text.lowercased() {
    case "https": true
    case "http": false
    default: nil
    }
}

/// The address of a node, with or without a port; that of IPv6 in brackets if it has one.
private func nodeAddress(_ text: Substring) -> IPAddress? {
    if text.hasPrefix("[") {
        guard let end = text.firstIndex(of: "]") else { return nil }
        let address = text[text.index(after: text.startIndex)..<end]
        guard address.utf8.contains(UInt8(ascii: ":")), isPort(text[text.index(after: end)...]) else { return nil }
        return IPAddress(address)
    }
    guard let colon = text.firstIndex(of: ":"), text.firstIndex(of: ".").map({ $0 < colon }) ?? false else {
        return IPAddress(text)
    }
    return isPort(text[colon...]) ? IPAddress(text[..<colon]) : nil
}

/// Whether there is nothing, or a port behind a colon. It may be hidden, too (RFC 7239, section 6).
private func isPort(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    let port = text.dropFirst().utf8
    return text.hasPrefix(":") && (1...16).contains(port.count)
        && port.allSatisfy { isTokenByte($0) }
}

extension HTTPField.Name {
    fileprivate static let xForwardedFor = known("X-Forwarded-For")
    fileprivate static let xForwardedProto = known("X-Forwarded-Proto")
    fileprivate static let forwarded = known("Forwarded")
}
#endif
