internal import Diagnostics

/// A collection that is not closed yet.
struct OpenCollection {
    static let linearSearchLimit = 8

    var isMapping: Bool
    var isFlow: Bool
    var start: SourcePosition
    /// Where its last node ended.
    var end: SourcePosition
    var anchor: String?
    /// Whether it stands where a key must stand, which is refused.
    var isRefusedKey: Bool
    var elements: [YAMLNode] = []
    var entries: [YAMLMapping.Entry] = []
    var key: Key = .expected
    /// The place of each key in `entries`, from the ninth key on: few keys are found faster by looking at each. Keys are
    /// compared by their code points, as JSON does, where `String` would take canonically equivalent ones for the same.
    var keyIndex: [[UInt8]: Int] = [:]
    /// The nodes in it, itself included.
    var size = 1
    /// The collections inside one another, itself included.
    var height = 1

    /// What a mapping waits for.
    enum Key {
        case expected
        case read(YAMLScalar)
        /// The entry is dropped when its value is read: a diagnostic has been written.
        case refused
    }
}

/// A finished node, or the place of a collection that is not closed yet.
enum Anchor {
    case open
    case closed(Built)
}

/// A node with its cost to those who walk through it.
struct Built {
    var node: YAMLNode
    var size: Int
    var height: Int
}
