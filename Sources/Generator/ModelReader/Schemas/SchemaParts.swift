internal import ToolModel
internal import YAMLReader

/// The keys that say what a type is made of, in the order in which they are written.
struct SchemaParts {
    private(set) var entries: [YAMLMapping.Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ entry: YAMLMapping.Entry) { entries.append(entry) }

    subscript(key: String) -> YAMLMapping.Entry? { entries.first { $0.key.text == key } }
}

/// A type, and what it brings with it when it is derived from another.
struct BuiltType {
    var type: SchemaType
    /// The refinements of the object that it extends.
    var checks: [Step] = []
    /// The text of that object's own failure.
    var message: String?

    init(_ type: SchemaType, checks: [Step] = [], message: String? = nil) {
        self.type = type
        self.checks = checks
        self.message = message
    }
}
