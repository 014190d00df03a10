internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the settings of `webhookSignature`.
enum WebhookSignatureReader {
    static func read(_ settings: StageSettings, _ reading: inout Reading) -> WebhookSignatureSettings {
        // What cannot be read is reported; the stage then stands for its place alone.
        var signature = WebhookSignatureSettings(
            scheme: .standard,
            secret: SettingValue([], location: settings.location)
        )
        settings.forEach(&reading) { setting, reading in
            switch setting.key.text {
            case "scheme":
                let words = WebhookSignatureSettings.Scheme.allCases.map(\.rawValue)
                signature.scheme =
                    reading.word(setting.value, of: words, for: "'scheme'")
                    .flatMap(WebhookSignatureSettings.Scheme.init) ?? signature.scheme
            case "secret":
                signature.secret = readSecret(setting, &reading) ?? signature.secret
            default:
                signature.tolerance = SettingReader.read(
                    setting,
                    expected: "a duration (5m)",
                    HTTPValues.duration,
                    &reading
                )
            }
        }
        let missing = ["scheme", "secret"].filter { !settings.names($0) }.map { "'\($0)'" }
        if !missing.isEmpty {
            let message =
                "'webhookSignature' needs \(list(missing, joinedBy: "and")): write "
                + "'webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }'"
            reading.error(.missingKey, at: settings.location, message)
        }
        if signature.scheme == .github, let tolerance = signature.tolerance {
            let message = "'tolerance' bounds the age of signatures, and GitHub's state no time: leave it out"
            reading.error(.misplacedKey, at: tolerance.location, message)
        }
        return signature
    }

    /// A secret that stands in the YAML as a default is one that everybody knows who reads it.
    private static func readSecret(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<[String]>? {
        SettingReader.readSecret(entry, example: "$WEBHOOK_SECRET", HTTPValues.noDefault, &reading)
    }
}
