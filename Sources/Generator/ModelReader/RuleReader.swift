internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads the rules of a schema, in the order in which they are written.
struct RuleReader {
    private(set) var ofString: [Rule<StringRule>] = []
    private(set) var ofNumber: [Rule<NumberRule>] = []
    private(set) var ofArray: [Rule<ArrayRule>] = []

    /// Reads a rule whose key the type has.
    mutating func read(_ entry: YAMLMapping.Entry, of type: TypeName, _ reading: inout Reading) {
        switch type {
        case .string: readString(entry, &reading)
        case .number, .integer: readNumber(entry, &reading)
        case .array: readArray(entry, &reading)
        case .boolean, .enumeration, .literal, .object: break
        }
    }

    /// Reads `checks:`, a list of one-rule mappings.
    mutating func readChecks(_ node: YAMLNode, of type: TypeName, _ reading: inout Reading) {
        let expected = "a list of rules ('- min: 1')"
        guard let elements = reading.elements(node, for: "'checks'", expected: expected) else { return }
        for element in elements {
            let expected = "a mapping with one rule ('min: 1')"
            guard let mapping = reading.mapping(element, for: "an element of 'checks'", expected: expected) else {
                continue
            }
            guard mapping.entries.count == 1, let entry = mapping.entries.first else {
                let found = mapping.entries.isEmpty ? "none" : "\(mapping.entries.count)"
                reading.error(
                    .wrongKind,
                    at: SchemaReader.start(of: mapping.location),
                    "expected one rule in an element of 'checks', found \(found)"
                )
                continue
            }
            if SchemaKeys.rules(of: type).contains(entry.key.text) {
                read(entry, of: type, &reading)
            } else {
                refuseCheck(entry.key, of: type, &reading)
            }
        }
    }

    private func refuseCheck(_ key: YAMLScalar, of type: TypeName, _ reading: inout Reading) {
        let isPart = SchemaKeys.modifiers.contains(key.text) || SchemaKeys.parts(of: type).contains(key.text)
        guard isPart || key.text == "type" || key.text == "checks" else {
            SchemaKeys.refuse(key, of: type, &reading)
            return
        }
        let message = "'\(key.text)' is no rule: it stands beside 'checks', not in it"
        reading.error(.misplacedRule, at: key.location, message)
    }

    // MARK: - Types

    private mutating func readString(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let key = entry.key.text
        if key == "regex" {
            if let rule = RegexReader.read(entry, &reading) { ofString.append(rule) }
            return
        }
        if key == "format" {
            if let rule = FormatReader.read(entry, &reading) { ofString.append(rule) }
            return
        }
        if let rewrite = TextRewrite(name: key) {
            guard reading.flag(entry.value, for: "'\(key)'") == true else { return }
            ofString.append(Rule(.rewrite(rewrite), location: entry.key.location))
            return
        }
        let isFlag = ["nonempty", "lowercase", "uppercase"].contains(key)
        guard let setting = RuleSetting(entry, isFlag: isFlag, &reading) else { return }
        let kind: StringRule? =
            switch key {
            case "min": setting.length(&reading).map { .min($0) }
            case "max": setting.length(&reading).map { .max($0) }
            case "length": setting.length(&reading).map { .length($0) }
            case "nonempty": setting.flag(&reading) ? .min(1) : nil
            case "startsWith": setting.text(&reading).map { .startsWith($0) }
            case "endsWith": setting.text(&reading).map { .endsWith($0) }
            case "lowercase": setting.flag(&reading) ? .lowercase : nil
            case "uppercase": setting.flag(&reading) ? .uppercase : nil
            case "includes": setting.text(&reading).map { .includes($0, from: 0) }
            default: nil
            }
        if let kind { ofString.append(setting.rule(kind)) }
    }

    private mutating func readNumber(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let key = entry.key.text
        let isFlag = ["positive", "negative", "nonnegative", "nonpositive"].contains(key)
        guard let setting = RuleSetting(entry, isFlag: isFlag, &reading) else { return }
        let kind: NumberRule? =
            switch key {
            case "min", "gte": setting.number(&reading).map { .min($0) }
            case "max", "lte": setting.number(&reading).map { .max($0) }
            case "gt": setting.number(&reading).map { .greaterThan($0) }
            case "lt": setting.number(&reading).map { .lessThan($0) }
            case "positive": setting.flag(&reading) ? .greaterThan(0) : nil
            case "negative": setting.flag(&reading) ? .lessThan(0) : nil
            case "nonnegative": setting.flag(&reading) ? .min(0) : nil
            case "nonpositive": setting.flag(&reading) ? .max(0) : nil
            case "multipleOf": setting.step(&reading).map { .multipleOf($0) }
            default: nil
            }
        if let kind { ofNumber.append(setting.rule(kind)) }
    }

    private mutating func readArray(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let key = entry.key.text
        guard let setting = RuleSetting(entry, isFlag: key == "nonempty", &reading) else { return }
        let kind: ArrayRule? =
            switch key {
            case "min": setting.length(&reading).map { .min($0) }
            case "max": setting.length(&reading).map { .max($0) }
            case "length": setting.length(&reading).map { .length($0) }
            case "nonempty": setting.flag(&reading) ? .min(1) : nil
            default: nil
            }
        if let kind { ofArray.append(setting.rule(kind)) }
    }
}
