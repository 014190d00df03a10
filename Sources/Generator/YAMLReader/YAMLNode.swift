public import Diagnostics

/// A node of a YAML document with its place in the file.
///
/// A node that was reached through an alias is the anchored node itself and keeps that one's place.
public enum YAMLNode: Sendable, Hashable {
    /// A single value.
    case scalar(YAMLScalar)
    /// A list, `- a` or `[a]`.
    case sequence(YAMLSequence)
    /// Keys with values, `a: 1` or `{ a: 1 }`.
    case mapping(YAMLMapping)

    /// Where the node stands. Of a block collection the end is that of its last node.
    public var location: SourceLocation {
        switch self {
        case .scalar(let scalar): scalar.location
        case .sequence(let sequence): sequence.location
        case .mapping(let mapping): mapping.location
        }
    }

    /// The scalar, if the node is one.
    public var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = self else { return nil }
        return scalar
    }

    /// The sequence, if the node is one.
    public var sequence: YAMLSequence? {
        guard case .sequence(let sequence) = self else { return nil }
        return sequence
    }

    /// The mapping, if the node is one.
    public var mapping: YAMLMapping? {
        guard case .mapping(let mapping) = self else { return nil }
        return mapping
    }

    /// Whether the value was left out, as in `key:` with nothing behind it. A written `null` is not empty.
    public var isEmpty: Bool { scalar?.isEmpty ?? false }

    /// What the node is, for messages of the form "expected a mapping, found …": "a list", "a mapping", "an integer".
    public var kind: String {
        switch self {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar) where scalar.isEmpty: return "nothing"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return "null"
            case .bool: return "a boolean"
            case .integer: return "an integer"
            case .float: return "a number"
            case .text: return "text"
            }
        }
    }
}

/// An ordered list of nodes.
public struct YAMLSequence: Sendable, Hashable {
    /// The elements in the order in which they are written.
    public var elements: [YAMLNode]
    /// Whether it is written as `[a, b]`.
    public var isFlow: Bool
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a sequence.
    public init(elements: [YAMLNode], isFlow: Bool = false, location: SourceLocation) {
        self.elements = elements
        self.isFlow = isFlow
        self.location = location
    }
}

/// Keys with their values, in the order in which they are written. No two keys are equal.
public struct YAMLMapping: Sendable, Hashable {
    /// A key and its value.
    public struct Entry: Sendable, Hashable {
        /// The key; its text counts, however it is quoted.
        public var key: YAMLScalar
        /// The value.
        public var value: YAMLNode

        /// Creates an entry.
        public init(key: YAMLScalar, value: YAMLNode) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the order in which they are written.
    public var entries: [Entry]
    /// Whether it is written as `{ a: 1, b: 2 }`.
    public var isFlow: Bool
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a mapping.
    public init(entries: [Entry], isFlow: Bool = false, location: SourceLocation) {
        self.entries = entries
        self.isFlow = isFlow
        self.location = location
    }

    /// The entry with a key, if there is one. Takes time linear in the number of entries.
    public func entry(_ key: String) -> Entry? {
        entries.first { $0.key.text == key }
    }

    /// The value of a key, if there is one. Takes time linear in the number of entries.
    public subscript(key: String) -> YAMLNode? {
        entry(key)?.value
    }
}
