internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads objects, those that are derived from named ones included: as in a zod chain, each key works on what all keys
/// above it make.
struct ObjectReader {
    /// An object with what zod keeps beside it when another is derived from it.
    struct Base {
        var object: ObjectSchema
        var checks: [Step] = []
        var message: String?
    }

    private let parts: SchemaParts
    let depth: Int
    private let location: SourceLocation
    /// What the keys above the one that is being read make.
    var base = Base(object: ObjectSchema([]))

    init(_ parts: SchemaParts, depth: Int, at location: SourceLocation) {
        self.parts = parts
        self.depth = depth
        self.location = location
    }

    func read(_ reading: inout Reading) -> BuiltType? {
        var reader = self
        guard reader.readParts(&reading) else { return nil }
        reader.base.object.properties.sortAsJavaScript()
        return BuiltType(.object(reader.base.object), checks: reader.base.checks, message: reader.base.message)
    }

    private mutating func readParts(_ reading: inout Reading) -> Bool {
        guard let first = ["extends", "properties", "merge"].lazy.compactMap({ [parts] in parts[$0] }).first else {
            let message = "type 'object' needs \(TypeName.object.need ?? "'properties'")"
            reading.error(.missingKey, at: location, message)
            return false
        }
        // What there is to begin with stands first, wherever it is written.
        let others = parts.entries.filter { $0.key != first.key }
        for entry in [first] + others {
            guard read(entry, &reading) else { return false }
        }
        return true
    }

    /// - Returns: Whether what follows can be judged.
    private mutating func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Bool {
        let node = entry.value
        switch entry.key.text {
        case "extends":
            guard let base = takeOver(node, for: "'extends'", &reading) else { return false }
            self.base = base
        case "properties":
            let expected = "a mapping of properties"
            guard let mapping = reading.mapping(node, for: "'properties'", expected: expected) else { return false }
            extend(SchemaReader.readProperties(mapping, depth: depth + 1, &reading), &reading)
        case "merge": return merge(entry, &reading)
        case "pick", "omit": select(entry, &reading)
        case "partial": wrap(entry, in: .optional, &reading)
        case "required": wrap(entry, in: .nonoptional, &reading)
        case "unknownKeys":
            if let unknownKeys = unknownKeys(node, &reading) { base.object.unknownKeys = unknownKeys }
        case "rules": base.object.rules += CrossFieldRuleReader.read(node, &reading)
        default: break
        }
        return true
    }

    private func unknownKeys(_ node: YAMLNode, _ reading: inout Reading) -> UnknownKeys? {
        switch node.scalar?.text {
        case "strip": return .strip
        case "reject": return .reject
        case "keep": return .keep
        default: break
        }
        if let word = node.scalar, !word.isEmpty, TypeName(rawValue: ShortForm(word.text).name) == nil,
            let near = Suggestion.nearest(to: word.text, in: Vocabulary.unknownKeys)
        {
            let message = "'unknownKeys' cannot be \(quoted(word.text)); did you mean '\(near)'?"
            reading.error(.unknownWord, at: word.location, message)
            return nil
        }
        return SchemaReader.read(node, at: .other, depth: depth + 1, &reading).map { .schema($0) }
    }
}

extension [Property] {
    /// Puts the properties in the order in which JavaScript has them: those that look like an index of an array first.
    mutating func sortAsJavaScript() {
        let indexes = compactMap { property in property.name.arrayIndex.map { (index: $0, property: property) } }
        guard !indexes.isEmpty else { return }
        let others = filter { $0.name.arrayIndex == nil }
        self = indexes.sorted { $0.index < $1.index }.map(\.property) + others
    }
}

extension String {
    /// The number, where the text is one as JavaScript writes it and small enough to be the index of an array.
    fileprivate var arrayIndex: UInt32? {
        guard let index = UInt32(self), index < .max, String(index) == self else { return nil }
        return index
    }
}
