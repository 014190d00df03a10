internal import ToolModel
internal import YAMLReader

/// Reads `format: { value: email, pattern: … }`, an expression to use instead of zod's.
enum EmailPatternReader {
    static func isMeant(by entry: YAMLMapping.Entry) -> Bool {
        guard let mapping = entry.value.mapping else { return false }
        return mapping["value"]?.scalar?.text == "email" && mapping["pattern"] != nil
    }

    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        let options = KeySet(["pattern"])
        guard let setting = RuleSetting(entry, options: options, &reading),
            let pattern = setting.options.first(where: { $0.key.text == "pattern" }),
            let compiled = RegexReader.compile(pattern, &reading)
        else { return nil }
        return setting.rule(.emailPattern(compiled))
    }
}
