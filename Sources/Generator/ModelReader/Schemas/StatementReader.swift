internal import ToolModel
internal import YAMLReader

/// Reads what is said of a schema besides what it accepts.
enum StatementReader {
    static func read(_ entry: YAMLMapping.Entry, into schema: inout Schema, _ reading: inout Reading) {
        let (node, subject) = (entry.value, "'\(entry.key.text)'")
        switch entry.key.text {
        case "deprecated": schema.annotations.isDeprecated = reading.flag(node, for: subject) ?? false
        case "title": schema.annotations.title = reading.text(node, for: subject, as: .prose)
        case "description": schema.annotations.description = reading.text(node, for: subject, as: .prose)
        case "error": schema.message = reading.text(node, for: subject, as: .prose)
        case "sensitive": schema.isSensitive = reading.flag(node, for: subject) ?? false
        case "header": schema.header = reading.text(node, for: subject).map { LocatedText($0, location: node.location) }
        case "bind":
            let words = Binding.allCases.map(\.rawValue)
            schema.binding = reading.word(node, of: words, for: subject).flatMap { Binding(rawValue: $0) }
        case "examples":
            let expected = "a list of values"
            for element in reading.elements(node, for: subject, expected: expected) ?? [] {
                guard let value = ValueReader.read(element, of: subject, &reading) else { continue }
                schema.annotations.examples.append(value)
            }
        default: break
        }
    }
}
