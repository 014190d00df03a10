/// A revision of the Model Context Protocol, named by its date.
public struct ProtocolRevision: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The place in ``all``, so that comparing costs one byte.
    private let ordinal: UInt8

    private init(ordinal: UInt8) { self.ordinal = ordinal }

    /// The first one: tools without annotations.
    public static let v2024_11_05 = ProtocolRevision(ordinal: 0)
    /// Adds tool annotations, audio and batches.
    public static let v2025_03_26 = ProtocolRevision(ordinal: 1)
    /// Adds structured output and resource links, removes batches.
    public static let v2025_06_18 = ProtocolRevision(ordinal: 2)
    /// The last one that begins with a handshake.
    public static let v2025_11_25 = ProtocolRevision(ordinal: 3)
    /// The first one without a handshake: each request states the revision it is written in.
    public static let v2026_07_28 = ProtocolRevision(ordinal: 4)

    /// Every revision that is served, the oldest first.
    public static let all: [ProtocolRevision] = [v2024_11_05, v2025_03_26, v2025_06_18, v2025_11_25, v2026_07_28]

    /// The newest revision.
    public static let newest = v2026_07_28
    /// The newest revision that begins with a handshake: the answer to an `initialize` that asks for an unknown one.
    public static let newestLegacy = v2025_11_25

    private static let names = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]

    /// The revision of that date, such as `2025-11-25`, if it is served.
    public init?(_ date: String) {
        guard let index = Self.names.firstIndex(of: date) else { return nil }
        ordinal = UInt8(index)
    }

    /// The date that names the revision, as it stands in messages.
    public var description: String { Self.names[Int(ordinal)] }

    /// Whether a conversation begins with `initialize`.
    public var isLegacy: Bool { self < .v2026_07_28 }

    /// Whether one revision is older than another.
    public static func < (lhs: ProtocolRevision, rhs: ProtocolRevision) -> Bool { lhs.ordinal < rhs.ordinal }
}
