/// A key that lets in whoever has it, as lists of keys name one: `id:sha256hex[:scope scope…]`.
///
/// Of the key itself there is only its digest, so that nobody can use what a setting or a backup tells.
public struct APIKey: Sendable {
    /// Who the bearer is, and what names the key in logs. Several keys may have the same: they are of the same caller.
    public let id: String
    /// What the bearer may do.
    public let scopes: [String]
    /// The digest of the key.
    public let digest: KeyDigest

    /// What recognizes keys that `mcp-generator key new` has made.
    public static let prefix = "mcp_"
    /// The id of the probe key's bearer, which no other key can have.
    public static let probeID = "probe"

    private static let longestID = 64
    private static let shortestKey = 40

    /// Creates a key.
    ///
    /// - Throws: ``Fault`` where the id or a scope cannot be part of a list.
    public init(id: String, digest: KeyDigest, scopes: [String] = []) throws(Fault) {
        guard (1...Self.longestID).contains(id.utf8.count), id.utf8.allSatisfy(Self.isIDByte) else { throw .id }
        guard id != Self.probeID else { throw .probeID }
        guard scopes.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isScopeByte) }) else { throw .scope }
        self.id = id
        self.digest = digest
        self.scopes = scopes
    }

    /// Reads an entry of a list.
    ///
    /// - Throws: ``Fault``, which never has a part of the entry.
    public init(entry: String) throws(Fault) {
        let parts = entry.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard !parts.contains(where: Self.isKey) else { throw .plainKey }
        guard parts.count > 1, let digest = KeyDigest(hexadecimal: parts[1]) else { throw .digest }
        let scopes = parts.count > 2 ? parts[2].split(separator: " ").map(String.init) : []
        try self.init(id: String(parts[0]), digest: digest, scopes: scopes)
    }

    /// The key as an entry of a list.
    public var entry: String {
        let scopes = scopes.isEmpty ? "" : ":\(scopes.joined(separator: " "))"
        return "\(id):\(digest.hexadecimal)\(scopes)"
    }

    /// Whether a text is a key that was made for a bearer.
    private static func isKey(_ text: Substring) -> Bool {
        text.hasPrefix(prefix) && text.utf8.count >= shortestKey
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// Those of a `scope-token` (RFC 6749, section 3.3), but for the comma, which separates keys.
    private static func isScopeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\\"): false
        default: (0x21...0x7E).contains(byte)
        }
    }
}

extension APIKey {
    /// Why something is no key of a list. It names no part of the entry, since a secret may stand anywhere in it.
    public struct Fault: Error, Equatable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String

        static let id = Fault(description: "needs an id of 1 to 64 letters, digits, '_', '-', '.' or '@'.")
        static let probeID = Fault(description: "has the id 'probe', which is that of the probe key. Choose another.")
        static let scope = Fault(
            description: "has a scope with a character that scopes cannot have. Separate scopes by spaces."
        )
        static let digest = Fault(
            description: """
                needs the SHA-256 of the key, 64 digits of base 16, behind 'id:'. 'mcp-generator key new' makes a key \
                and its entry; the digest of one that you have is what 'printf %s KEY | sha256sum' prints.
                """
        )
        static let plainKey = Fault(
            description: """
                has a key itself, which only its bearer should know. Put its SHA-256 there, \
                which 'printf %s KEY | sha256sum' prints, or make a new key with 'mcp-generator key new'.
                """
        )
    }
}
