internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the `jwt` of `authenticate`.
enum JWTReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> JWTSettings? {
        let expected = "a mapping with 'issuer' and 'audience'"
        guard let mapping = reading.mapping(entry.value, for: "'jwt'", expected: expected) else { return nil }
        var issuer: SettingValue<String>?
        var audience: SettingValue<[String]>?
        var jwks: SettingValue<String>?
        var algorithms: [String]?
        var clockSkew: SettingValue<Duration>?
        for setting in mapping.entries {
            switch setting.key.text {
            case "issuer":
                issuer = SettingReader.read(setting, expected: "the issuer's URL", HTTPValues.url, &reading)
            case "audience": audience = SettingList.audiences.read(setting, &reading)
            case "jwks":
                jwks = SettingReader.read(setting, expected: "the URL of the keys", HTTPValues.url, &reading)
            case "algorithms": algorithms = readAlgorithms(setting.value, &reading)
            case "clockSkew":
                clockSkew = SettingReader.read(setting, expected: "a duration (30s)", HTTPValues.clockSkew, &reading)
            default: reading.refuse(setting.key, of: "'jwt'", among: Vocabulary.jwt)
            }
        }
        if mapping.entry("issuer") == nil {
            let message = "'jwt' needs 'issuer': without it a token of any other issuer could pass"
            reading.error(.missingKey, at: entry.key.location, message)
        }
        if mapping.entry("audience") == nil {
            let message = "'jwt' needs 'audience': without it a token for any other server of the issuer would pass"
            reading.error(.missingKey, at: entry.key.location, message)
        }
        guard let issuer, let audience else { return nil }
        return JWTSettings(
            issuer: issuer,
            audience: audience,
            jwks: jwks,
            algorithms: algorithms,
            clockSkew: clockSkew
        )
    }

    private static func readAlgorithms(_ node: YAMLNode, _ reading: inout Reading) -> [String]? {
        guard let names = reading.texts(node, for: "'algorithms'") else { return nil }
        if names.isEmpty {
            let message = "'algorithms' is empty, so that no token could pass: leave it out for the usual ones"
            reading.error(.emptyValue, at: SchemaReader.start(of: node.location), message)
        }
        for name in names where !JWTSettings.knownAlgorithms.contains(name.text) {
            if name.text.lowercased() == "none" {
                let message = "'none' takes tokens that nobody has signed, so that everybody could make one: remove it"
                reading.error(.insecureAlgorithm, at: name.location, message)
            } else if name.text.uppercased().hasPrefix("HS") {
                let message =
                    "\(quoted(name.text)) signs with a secret that every server that checks tokens has, so that each could "
                    + "make them; and whoever knows the public keys could, where they are taken for the secret: use ES256"
                reading.error(.insecureAlgorithm, at: name.location, message)
            } else {
                let advice = reading.advice(for: name.text, among: KeySet(JWTSettings.knownAlgorithms))
                let message = "unknown algorithm \(quoted(name.text))\(advice)"
                reading.error(.unknownWord, at: name.location, message)
            }
        }
        return names.map(\.text)
    }
}
