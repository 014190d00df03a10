internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads the texts of an enumeration: those of a list, or the keys of a named object.
struct EnumReader {
    private let parts: SchemaParts

    init(_ parts: SchemaParts) { self.parts = parts }

    func read(_ reading: inout Reading) -> SchemaType? {
        if let conflict = reading.conflict(parts, "values", "keysOf") { return conflict }
        if let part = parts["keysOf"] {
            guard let base = ObjectReader.object(named: part.value, for: "'keysOf'", &reading) else { return nil }
            let keys = base.object.properties.map(\.name)
            if keys.isEmpty {
                let message = "'\(part.value.scalar?.text ?? "")' has no keys, so that nothing would be accepted"
                reading.error(.emptyEnum, at: part.value.location, message)
            }
            return .enumeration(keys)
        }
        return parts["values"].flatMap { texts($0.value, &reading) }.map { .enumeration($0) }
    }

    private func texts(_ node: YAMLNode, _ reading: inout Reading) -> [String]? {
        guard let elements = reading.values(node, of: "enum") else { return nil }
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
            if reading.isNew(.string(text), at: element.location, &first) { texts.append(text) }
        }
        return texts
    }
}

/// Reads the constants of a literal.
struct LiteralReader {
    private let parts: SchemaParts

    init(_ parts: SchemaParts) { self.parts = parts }

    func read(_ reading: inout Reading) -> SchemaType? {
        if let conflict = reading.conflict(parts, "value", "values") { return conflict }
        let isSingle = parts["value"] != nil
        let subject = isSingle ? "'value'" : "a value of 'values'"
        guard let part = parts["value"] ?? parts["values"],
            let elements = isSingle ? [part.value] : reading.values(part.value, of: "literal")
        else { return nil }
        var first: [JSONValue: SourceLocation] = [:]
        var values: [JSONValue] = []
        for element in elements {
            guard element.scalar != nil else {
                reading.reportKind(of: element, expected: "a text, number, boolean or null", for: subject)
                continue
            }
            guard let located = ValueReader.read(element, of: subject, &reading) else { continue }
            if reading.isNew(located.value, at: element.location, &first) { values.append(located.value) }
        }
        return .literal(values)
    }
}

extension Reading {
    fileprivate mutating func values(_ node: YAMLNode, of type: String) -> [YAMLNode]? {
        guard let elements = elements(node, for: "'values'", expected: "a list of values") else { return nil }
        if elements.isEmpty {
            error(.emptyEnum, at: node.location, "'values' of \(type) is empty, so that nothing would be accepted")
        }
        return elements
    }

    /// Reports two keys that say one thing; the first is what is read.
    fileprivate mutating func conflict(_ parts: SchemaParts, _ one: String, _ other: String) -> SchemaType?? {
        guard let one = parts[one], let other = parts[other] else { return nil }
        let isInOrder = one.key.location.start < other.key.location.start
        let (first, second) = isInOrder ? (one.key, other.key) : (other.key, one.key)
        error(
            .conflictingKeys,
            at: second.location,
            "'\(one.key.text)' and '\(other.key.text)' are two ways to say one thing: keep one",
            notes: [.init("'\(first.text)' stands here", at: first.location)]
        )
        return .some(nil)
    }
}
