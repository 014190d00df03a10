internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the settings of `authenticate`.
struct AuthenticateReader {
    private var result = AuthenticateSettings()
    private var resource: SettingValue<String>?
    private var authorizationServers: SettingValue<[String]>?
    private var scopes: [String] = []

    static func read(_ settings: StageSettings, _ reading: inout Reading) -> AuthenticateSettings {
        var reader = AuthenticateReader()
        settings.forEach(&reading) { reader.read($0, &$1) }
        if !settings.names("keys"), !settings.names("jwt") {
            let message = "'authenticate' knows nobody: write 'keys: $API_KEYS', 'jwt: { … }' or both"
            reading.error(.missingKey, at: settings.location, message)
        }
        reader.finish(settings, &reading)
        return reader.result
    }

    private mutating func read(_ setting: YAMLMapping.Entry, _ reading: inout Reading) {
        switch setting.key.text {
        case "keys":
            result.keys = SettingReader.readSecret(setting, example: "$API_KEYS", HTTPValues.apiKeys, &reading)
        case "jwt": result.jwt = JWTReader.read(setting, &reading)
        case "probeKey":
            result.probeKey = SettingReader.readSecret(setting, example: "$PROBE_KEY", HTTPValues.keyDigest, &reading)
        case "required": result.isRequired = flag(setting, &reading)
        case "publicHandshake": result.publicHandshake = flag(setting, &reading)
        case "resource":
            resource = SettingReader.read(setting, expected: "the server's URL", HTTPValues.url, &reading)
        case "authorizationServers": authorizationServers = SettingList.issuers.read(setting, &reading)
        default: scopes = ScopeReader.read(setting.value, &reading)
        }
    }

    private func flag(_ setting: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<Bool>? {
        SettingReader.read(setting, expected: "true or false", HTTPValues.boolean, &reading)
    }

    /// Puts together what clients are told (RFC 9728): under which URL, and by whom tokens are issued.
    private mutating func finish(_ settings: StageSettings, _ reading: inout Reading) {
        guard settings.names("resource") else {
            let entries = settings.entry?.value.mapping?.entries ?? []
            for entry in entries where ["authorizationServers", "scopes"].contains(entry.key.text) {
                let message =
                    "'\(entry.key.text)' is told to clients beside the server's own URL: write it as 'resource'"
                reading.error(.missingKey, at: entry.key.location, message)
            }
            return
        }
        guard let resource else { return }
        let servers = authorizationServers ?? result.jwt?.issuerAsList
        if let servers {
            result.metadata = ResourceMetadataSettings(
                resource: resource,
                authorizationServers: servers,
                scopes: scopes
            )
        } else if !settings.names("authorizationServers"), !settings.names("jwt") {
            let message =
                "'resource' tells clients where to get a token: write 'authorizationServers', or leave it out where only "
                + "keys are taken"
            reading.error(.missingKey, at: resource.location, message)
        }
    }
}

extension JWTSettings {
    /// The issuer as the one server that issues tokens.
    fileprivate var issuerAsList: SettingValue<[String]> {
        switch issuer.source {
        case .literal(let url): SettingValue([url], location: issuer.location)
        case .setting(let name, let defaultText):
            SettingValue(.setting(name: name, defaultText: defaultText), location: issuer.location)
        }
    }
}
