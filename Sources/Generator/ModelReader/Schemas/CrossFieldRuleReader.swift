internal import ToolModel
internal import YAMLReader

/// Reads `rules:`, the conditions over the properties of an object. What they say is read elsewhere.
enum CrossFieldRuleReader {
    static func read(_ node: YAMLNode, _ reading: inout Reading) -> [CrossFieldRule] {
        let expected = "a list of rules ('- check: start <= end')"
        guard let elements = reading.elements(node, for: "'rules'", expected: expected) else { return [] }
        return elements.compactMap { rule($0, &reading) }
    }

    private static func rule(_ node: YAMLNode, _ reading: inout Reading) -> CrossFieldRule? {
        let expected = "a mapping with 'check'"
        guard let mapping = reading.mapping(node, for: "an element of 'rules'", expected: expected) else { return nil }
        var rule: CrossFieldRule?
        if let check = mapping["check"] {
            if let text = reading.text(check, for: "'check'", as: .prose) {
                rule = CrossFieldRule(LocatedText(text, location: check.location))
                if text.utf8.allSatisfy({ $0 <= 0x20 }) {
                    let message = "'check' is empty: write a condition, such as start <= end"
                    reading.error(.emptyValue, at: check.location, message)
                }
            }
        } else {
            let start = SchemaReader.start(of: mapping.location)
            reading.error(.missingKey, at: start, "this rule has no 'check'")
        }
        for entry in mapping.entries {
            switch entry.key.text {
            case "check": break
            case "message": rule?.message = reading.text(entry.value, for: "'message'", as: .prose)
            case "path": rule?.path = reading.path(entry.value, for: "'path'")
            default: reading.refuse(entry.key, of: "a rule", among: Vocabulary.crossFieldRule)
            }
        }
        return rule
    }
}
