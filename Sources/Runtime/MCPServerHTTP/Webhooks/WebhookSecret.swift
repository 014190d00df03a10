#if HTTP
import Digests

/// What a sender signs its webhooks with. It shows itself in no log and no dump.
public struct WebhookSecret: Sendable {
    let key: [UInt8]

    /// Creates a secret.
    ///
    /// - Parameters:
    ///   - text: The secret as the sender shows it. One of Standard Webhooks is base 64, behind `whsec_` or alone.
    ///   - scheme: How it signs.
    /// - Throws: ``Fault``, which never has a part of the secret.
    public init(_ text: String, for scheme: WebhookScheme) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard scheme == .standard else {
            key = Array(text.utf8)
            return
        }
        guard !text.hasPrefix("whsk_"), !text.hasPrefix("whpk_") else { throw .asymmetric }
        let digits = text.hasPrefix(Self.prefix) ? text.dropFirst(Self.prefix.count) : text[...]
        guard let key = Base64.bytes(digits) else { throw .encoding }
        guard key.count >= Self.leastByteCount else { throw .length }
        self.key = key
    }

    private static let prefix = "whsec_"
    /// Standard Webhooks, "Signature scheme".
    private static let leastByteCount = 24
}

extension WebhookSecret: CustomStringConvertible, CustomReflectable {
    /// The type's name alone.
    public var description: String { "WebhookSecret" }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension WebhookSecret {
    /// Why a text is no secret.
    public struct Fault: Error, Equatable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String

        static let empty = Fault(description: "is empty. Copy it from the sender's settings.")
        static let asymmetric = Fault(
            description:
                "is a key of ed25519 (whsk_, whpk_), which is not supported. Have the sender use a secret, whsec_…"
        )
        static let encoding = Fault(
            description: "is no base 64. Copy it whole from the sender's settings: whsec_ and what stands behind it."
        )
        static let length = Fault(
            description: "has fewer than the 24 bytes that Standard Webhooks asks for. Have the sender make a new one."
        )
    }
}
#endif
