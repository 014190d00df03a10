internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the settings of `rateLimit`.
enum RateLimitReader {
    /// The settings, unless nobody can tell which of the stages of its name it is meant to be.
    static func read(_ settings: StageSettings, _ reading: inout Reading) -> RateLimitSettings? {
        var key: RateLimitSettings.Key?
        // What cannot be read is reported; the limit then stands for its place alone.
        var limit = RateLimitSettings(
            by: .ip,
            requests: SettingValue(1, location: settings.location),
            per: SettingValue(.seconds(1), location: settings.location)
        )
        settings.forEach(&reading) { setting, reading in
            switch setting.key.text {
            case "by": key = readKey(setting.value, &reading)
            case "requests": limit.requests = count(setting, &reading) ?? limit.requests
            case "per":
                let period = SettingReader.read(setting, expected: "a duration (1m)", HTTPValues.duration, &reading)
                limit.period = period ?? limit.period
            case "burst": limit.burst = count(setting, &reading)
            default:
                let words = RateLimitSettings.Headers.allCases.map(\.rawValue)
                limit.headers = reading.word(setting.value, of: words, for: "'headers'")
                    .flatMap(RateLimitSettings.Headers.init)
            }
        }
        let missing = ["by", "requests", "per"].filter { !settings.names($0) }.map { "'\($0)'" }
        if !missing.isEmpty {
            let message =
                "'rateLimit' needs \(list(missing, joinedBy: "and")): write 'rateLimit: { by: ip, requests: 60, per: 1m }'"
            reading.error(.missingKey, at: settings.location, message)
        }
        guard let key else { return nil }
        limit.key = key
        return limit
    }

    private static func count(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<Int>? {
        SettingReader.read(entry, expected: "a number", HTTPValues.count, &reading)
    }

    private static func readKey(_ node: YAMLNode, _ reading: inout Reading) -> RateLimitSettings.Key? {
        guard let mapping = node.mapping else {
            return switch reading.word(node, of: Vocabulary.limitKeys, for: "'by'") {
            case "principal": .principal
            case "session": .session
            case "ip": .ip
            case "network": .network
            default: nil
            }
        }
        guard let entry = mapping.entry("argument") else {
            let message = "expected { argument: … } for 'by', with the name of a header that repeats an argument"
            reading.error(.missingKey, at: SchemaReader.start(of: mapping.location), message)
            return nil
        }
        for other in mapping.entries where other.key.text != "argument" {
            reading.refuse(other.key, of: "'by'", among: Vocabulary.limitedArgument)
        }
        guard let name = reading.text(entry.value, for: "'argument'") else { return nil }
        return .argument(LocatedText(name, location: entry.value.location))
    }
}
