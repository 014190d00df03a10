internal import PatternCompiler
internal import ToolModel
internal import YAMLReader

/// Reads `format: url` and `format: httpUrl`, and `{ value: url, protocol: …, hostname: …, normalize: true }`.
enum URLReader {
    static func isMeant(by entry: YAMLMapping.Entry) -> Bool {
        let value = entry.value.mapping.map { $0["value"] } ?? entry.value
        return ["url", "httpUrl"].contains(value?.scalar?.text)
    }

    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        guard let setting = RuleSetting(entry, takesOptions: true, &reading),
            let name = setting.value?.scalar?.text
        else { return nil }
        let keys = Vocabulary.options(ofFormat: name)
        var (hostname, scheme): (CompiledPattern?, CompiledPattern?)
        var isNormalized = false
        for option in setting.options {
            guard keys.known.contains(option.key.text) else {
                let common = KeySet(["value", "message", "abort"])
                reading.refuse(option.key, of: "format '\(name)'", among: keys + common)
                continue
            }
            switch option.key.text {
            case "hostname": hostname = RegexReader.compile(option, &reading)
            case "protocol": scheme = RegexReader.compile(option, &reading)
            default: isNormalized = reading.flag(option.value, for: "'normalize'") ?? false
            }
        }
        let rule: URLRule =
            name == "url"
            ? .any(hostname: hostname, protocol: scheme, isNormalized: isNormalized) : .http(isNormalized: isNormalized)
        return setting.rule(.url(rule))
    }
}
