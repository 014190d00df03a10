internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// A rule of one of the kinds that there are.
enum SchemaRule {
    case string(Rule<StringRule>)
    case number(Rule<NumberRule>)
    case array(Rule<ArrayRule>)
}

/// Reads single rules.
enum RuleReader {
    /// Reads a rule whose key the type has.
    static func read(_ entry: YAMLMapping.Entry, of type: TypeName, _ reading: inout Reading) -> SchemaRule? {
        switch type {
        case .string: string(entry, &reading).map { .string($0) }
        case .number, .integer: number(entry, &reading).map { .number($0) }
        case .array, .set, .map, .record: array(entry, &reading).map { .array($0) }
        case .boolean, .stringbool, .enumeration, .literal, .template, .tuple, .object, .union, .intersection, .any,
            .unknown, .json, .null, .never, .undefined:
            nil
        }
    }

    private static func string(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        let key = entry.key.text
        switch key {
        case "regex": return RegexReader.read(entry, &reading)
        case "format" where EmailPatternReader.isMeant(by: entry): return EmailPatternReader.read(entry, &reading)
        case "format" where URLReader.isMeant(by: entry): return URLReader.read(entry, &reading)
        case "format": return FormatReader.read(entry, &reading)
        case "normalize": return NormalizeReader.read(entry, &reading)
        case "includes": return includes(entry, &reading)
        default: break
        }
        if let rewrite = TextRewrite(name: key) {
            guard reading.flag(entry.value, for: "'\(key)'") == true else { return nil }
            return Rule(.rewrite(rewrite), location: entry.key.location)
        }
        let isFlag = ["nonempty", "lowercase", "uppercase"].contains(key)
        guard let setting = RuleSetting(entry, isFlag: isFlag, &reading) else { return nil }
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
            default: nil
            }
        return kind.map { setting.rule($0) }
    }

    /// Reads `includes:`, a text or `{ value:, position: }`.
    private static func includes(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        guard let setting = RuleSetting(entry, options: Vocabulary.includesOptions, &reading) else { return nil }
        var position = 0
        for option in setting.options {
            let place = RuleSetting(option, &reading)
            position = place?.length(&reading) ?? 0
        }
        return setting.text(&reading).map { setting.rule(.includes($0, from: position)) }
    }

    private static func number(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<NumberRule>? {
        let key = entry.key.text
        let isFlag = ["positive", "negative", "nonnegative", "nonpositive", "int", "safe"].contains(key)
        guard let setting = RuleSetting(entry, isFlag: isFlag, &reading) else { return nil }
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
            case "int", "safe": setting.flag(&reading) ? .integer : nil
            case "format": setting.numberFormat(&reading).map { .format($0) }
            default: nil
            }
        return kind.map { setting.rule($0) }
    }

    private static func array(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<ArrayRule>? {
        let key = entry.key.text
        guard let setting = RuleSetting(entry, isFlag: ["nonempty", "unique"].contains(key), &reading) else {
            return nil
        }
        let kind: ArrayRule? =
            switch key {
            case "min": setting.length(&reading).map { .min($0) }
            case "max": setting.length(&reading).map { .max($0) }
            case "length": setting.length(&reading).map { .length($0) }
            case "nonempty": setting.flag(&reading) ? .min(1) : nil
            case "unique": setting.flag(&reading) ? .unique : nil
            default: nil
            }
        return kind.map { setting.rule($0) }
    }
}
