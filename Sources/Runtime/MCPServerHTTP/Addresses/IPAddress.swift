#if HTTP
#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An address of the Internet Protocol. An IPv4 address in the clothes of IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
struct IPAddress: Hashable, Sendable {
    let isIPv4: Bool
    /// From the highest bit on: 32 bits of IPv4, and zeros behind, or 128 of IPv6.
    let bits: UInt128

    /// The prefix of IPv4 addresses within IPv6 (RFC 4291, section 2.5.5.2).
    private static let mapped: UInt128 = 0xFFFF

    /// Reads an address, of IPv6 without brackets and zone.
    init?(_ text: some StringProtocol) {
        // No address is longer, and C would stop at a zero.
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let bits = Self.parse(AF_INET6, text, byteCount: 16) else { return nil }
            isIPv4 = bits >> 32 == Self.mapped
            self.bits = isIPv4 ? bits << 96 : bits
        } else {
            guard let bits = Self.parse(AF_INET, text, byteCount: 4) else { return nil }
            isIPv4 = true
            self.bits = bits << 96
        }
    }

    fileprivate init(isIPv4: Bool, bits: UInt128) {
        self.isIPv4 = isIPv4
        self.bits = bits
    }

    private static func parse(_ family: Int32, _ text: some StringProtocol, byteCount: Int) -> UInt128? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount) { bytes in
            let isGood = String(text).withCString { inet_pton(family, $0, bytes.baseAddress) == 1 }
            return isGood ? bytes.reduce(0) { $0 << 8 | UInt128($1) } : nil
        }
    }

    /// How many bits there are.
    var width: Int { isIPv4 ? 32 : 128 }

    /// The address with all bits behind the first ones zero.
    func prefix(_ length: Int) -> IPAddress {
        IPAddress(isIPv4: isIPv4, bits: length == 0 ? 0 : bits & (.max << UInt128(128 - length)))
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as text (RFC 5952).
    var description: String {
        let byteCount = width / 8
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount) { bytes in
            for place in 0..<byteCount { bytes[place] = UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * place)) }
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 46) { text in
                let end = inet_ntop(isIPv4 ? AF_INET : AF_INET6, bytes.baseAddress, text.baseAddress, 46)
                return end.map { String(cString: $0) } ?? ""
            }
        }
    }
}

/// The addresses that begin with the same bits, such as `10.0.0.0/8` (CIDR, RFC 4632).
struct Network: Hashable, Sendable {
    let address: IPAddress
    let length: Int

    /// Reads a network. An address alone is the network of that address.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        guard parts.count > 1 else {
            self.init(address, address.width)
            return
        }
        let isDigits = parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDigits, (1...3).contains(parts[1].utf8.count), var length = Int(parts[1]) else { return nil }
        // Of an IPv4 address that is written as IPv6 the prefix is counted as that of IPv6.
        if address.isIPv4, first.utf8.contains(UInt8(ascii: ":")) { length -= 96 }
        guard (0...address.width).contains(length) else { return nil }
        self.init(address, length)
    }

    init(_ address: IPAddress, _ length: Int) {
        self.address = address.prefix(length)
        self.length = length
    }

    func contains(_ other: IPAddress) -> Bool {
        other.isIPv4 == address.isIPv4 && other.prefix(length) == address
    }
}

/// Networks that somebody listed.
struct NetworkList: Sendable {
    let texts: [String]
    private let networks: [Network]

    init(_ texts: [String]) {
        self.texts = texts
        networks = texts.compactMap { Network($0) }
    }

    /// What is no network.
    var faults: [String] { texts.filter { Network($0) == nil } }

    func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }
}
#endif
