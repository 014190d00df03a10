/// What is kept of a key in its place: its SHA-256.
///
/// It shows itself in no log and no dump: a key that somebody made up could be found from it.
public struct KeyDigest: Sendable {
    private let bytes: [UInt8]

    /// The digest of a key.
    public init(of key: some StringProtocol) { bytes = SHA256.hash(key.utf8) }

    /// Reads a digest; `nil` where the text is not 64 digits of base 16.
    public init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(text), bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The digits of base 16, in lower case.
    public var hexadecimal: String { Hexadecimal.text(bytes) }

    /// Whether both are digests of the same key, in a time that is always the same.
    public func matches(_ other: KeyDigest) -> Bool { isEqualInConstantTime(bytes, other.bytes) }
}

extension KeyDigest: CustomStringConvertible, CustomReflectable {
    /// The type's name alone.
    public var description: String { "KeyDigest" }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
