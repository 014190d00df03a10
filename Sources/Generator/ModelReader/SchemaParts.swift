internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// What some types are made of: the items of an array, the values of an enumeration.
struct SchemaParts {
    /// Whether any of the keys was there, right or wrong.
    private(set) var isPresent = false
    private(set) var items: Schema?
    private(set) var texts: [String]?
    private(set) var constants: [JSONValue]?
    private(set) var properties: [Property]?
    /// The key that gave a literal its values.
    private var literalKey: YAMLScalar?

    mutating func read(_ entry: YAMLMapping.Entry, of type: TypeName, depth: Int, _ reading: inout Reading) {
        isPresent = true
        switch type {
        case .array:
            items = SchemaReader.read(entry.value, at: .element, depth: depth, &reading)
        case .object:
            let expected = "a mapping of properties"
            guard let mapping = reading.mapping(entry.value, for: "'properties'", expected: expected) else { return }
            properties = SchemaReader.readProperties(mapping, depth: depth, &reading)
        case .enumeration:
            texts = readTexts(entry.value, &reading)
        case .literal:
            readLiteral(entry, &reading)
        case .string, .number, .integer, .boolean:
            break
        }
    }

    private func readTexts(_ node: YAMLNode, _ reading: inout Reading) -> [String]? {
        guard let elements = readValues(node, of: "enum", &reading) else { return nil }
        var first: [JSONValue: SourceLocation] = [:]
        var texts: [String] = []
        for element in elements {
            guard let text = reading.text(element, for: "a value of 'values'") else { continue }
            if let scalar = element.scalar, scalar.value != .text {
                let message =
                    "the values of an enum are texts, and \(text) is \(element.kind): quote it, or use 'type: literal'"
                reading.error(.wrongKind, at: element.location, message)
                continue
            }
            if isNew(.string(text), at: element.location, &first, &reading) { texts.append(text) }
        }
        return texts
    }

    private mutating func readLiteral(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        if let literalKey {
            reading.error(
                .conflictingKeys,
                at: entry.key.location,
                "'value' and 'values' are two ways to say one thing: keep one",
                notes: [.init("'\(literalKey.text)' stands here", at: literalKey.location)]
            )
            return
        }
        literalKey = entry.key
        let isSingle = entry.key.text == "value"
        guard let elements = isSingle ? [entry.value] : readValues(entry.value, of: "literal", &reading) else { return }
        var first: [JSONValue: SourceLocation] = [:]
        var values: [JSONValue] = []
        for element in elements {
            let subject = isSingle ? "'value'" : "a value of 'values'"
            guard element.scalar != nil else {
                reading.reportKind(of: element, expected: "a text, number, boolean or null", for: subject)
                continue
            }
            guard let located = ValueReader.read(element, of: subject, &reading) else { continue }
            if isNew(located.value, at: element.location, &first, &reading) { values.append(located.value) }
        }
        constants = values
    }

    private func readValues(_ node: YAMLNode, of type: String, _ reading: inout Reading) -> [YAMLNode]? {
        guard let elements = reading.elements(node, for: "'values'", expected: "a list of values") else { return nil }
        if elements.isEmpty {
            let message = "'values' of \(type) is empty, so that nothing would be accepted"
            reading.error(.emptyEnum, at: node.location, message)
        }
        return elements
    }

    /// Whether a value is met for the first time; reports it otherwise.
    private func isNew(
        _ value: JSONValue,
        at location: SourceLocation,
        _ first: inout [JSONValue: SourceLocation],
        _ reading: inout Reading
    ) -> Bool {
        guard let earlier = first.updateValue(location, forKey: value) else { return true }
        first[value] = earlier
        reading.error(
            .duplicateValue,
            at: location,
            "the value \(value.jsonText) stands twice in this list",
            notes: [.init("it is first listed here", at: earlier)]
        )
        return false
    }
}
