extension HTTPValues {
    /// A network as an address with the length of its prefix: `10.0.0.0/8`, `2001:db8::/32`.
    static func network(_ text: String) throws(InvalidValue) -> String {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = HostName.addressBytes(String(parts[0])) else {
            throw InvalidValue("is no network: write an IP address and the length of its prefix, such as 10.0.0.0/8")
        }
        let width = address.count * 8
        guard parts.count == 2 else {
            throw InvalidValue("is no network: write \(text)/\(width) if this one address is meant")
        }
        guard let length = wholeNumber(parts[1]), length <= width else {
            throw InvalidValue("is no network: the length of its prefix is a whole number from 0 to \(width)")
        }
        let hasRest = address.enumerated().contains { index, byte in
            byte & UInt8(truncatingIfNeeded: 0xFF >> max(0, length - index * 8)) != 0
        }
        guard !hasRest else {
            throw InvalidValue("is no network: its address has bits behind the first \(length), which must be zero")
        }
        return text
    }

    /// A network of proxies: not every network, since then every client could say which address is its own.
    static func proxyNetwork(_ text: String) throws(InvalidValue) -> String {
        let network = try network(text)
        guard !network.hasSuffix("/0") else {
            throw InvalidValue("would let every client say which address is its own: list the networks of your proxies")
        }
        return network
    }
}
