internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads one element of `middleware:`: a stage's name, or a mapping of the name to its settings.
enum StageReader {
    static func read(_ node: YAMLNode, _ reading: inout Reading) -> StageUse? {
        switch node {
        case .scalar(let scalar) where !scalar.isEmpty:
            guard let name = name(scalar, &reading) else { return nil }
            return stage(name, nil, at: scalar.location, &reading)
        case .mapping(let mapping):
            guard let entry = mapping.entries.first, mapping.entries.count == 1 else {
                let found = mapping.entries.isEmpty ? "none" : "\(mapping.entries.count)"
                let start = SchemaReader.start(of: mapping.location)
                let message = "expected one stage in an element of 'middleware', found \(found)"
                reading.error(.wrongKind, at: start, message)
                return nil
            }
            guard let name = name(entry.key, &reading) else { return nil }
            return stage(name, entry, at: entry.key.location, &reading)
        case .scalar, .sequence:
            let expected = "a stage's name, or a mapping of it to its settings"
            reading.reportKind(of: node, expected: expected, for: "an element of 'middleware'")
            return nil
        }
    }

    private static func name(_ scalar: YAMLScalar, _ reading: inout Reading) -> StageName? {
        let text = scalar.text
        if let name = StageName(rawValue: text) { return name }
        if Vocabulary.stages.planned.contains(text) {
            reading.error(.notSupported, at: scalar.location, "stage '\(text)' is not supported yet")
            return nil
        }
        let isNear = Suggestion.nearest(to: text, in: Vocabulary.stages.known + Vocabulary.stages.planned) != nil
        // Only types begin with a capital.
        if !isNear, text.unicodeScalars.first?.properties.isUppercase == true {
            let message = "unknown stage \(quoted(text)): one of your own is written 'custom: \(text)'"
            reading.error(.unknownStage, at: scalar.location, message)
            return nil
        }
        let advice = reading.advice(for: text, among: Vocabulary.stages)
        reading.error(.unknownStage, at: scalar.location, "unknown stage \(quoted(text))\(advice)")
        return nil
    }

    private static func stage(
        _ name: StageName,
        _ entry: YAMLMapping.Entry?,
        at location: SourceLocation,
        _ reading: inout Reading
    ) -> StageUse? {
        if let example = name.example, entry == nil {
            let message = "'\(name.rawValue)' alone says too little: write '\(example)'"
            reading.error(.missingKey, at: location, message)
        }
        if name == .custom {
            let type = entry.flatMap { ServerReader.typeName($0.value, for: "'custom'", &reading) }
            return type.map { StageUse(.custom(type: $0), location: location) }
        }
        // With faulty settings the stage is there all the same: its order counts.
        return kind(name, StageSettings(name, entry, at: location), &reading).map { StageUse($0, location: location) }
    }

    private static func kind(
        _ name: StageName,
        _ settings: StageSettings,
        _ reading: inout Reading
    ) -> StageUse.Kind? {
        switch name {
        case .correlation: correlation(settings, &reading)
        case .requestLog: requestLog(settings, &reading)
        case .securityHeaders: securityHeaders(settings, &reading)
        case .cors: cors(settings, &reading)
        case .originGuard, .custom: originGuard(settings, &reading)
        case .ipAllowlist: ipAllowlist(settings, &reading)
        case .bodyLimit: bodyLimit(settings, &reading)
        case .timeout: timeout(settings, &reading)
        case .authenticate: .authenticate(AuthenticateReader.read(settings, &reading))
        case .rateLimit: RateLimitReader.read(settings, &reading).map { .rateLimit($0) }
        case .concurrency: concurrency(settings, &reading)
        case .webhookSignature: .webhookSignature(WebhookSignatureReader.read(settings, &reading))
        }
    }
}

// MARK: - Stages with few settings

extension StageReader {
    private static func correlation(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var header: SettingValue<String>?
        settings.forEach(&reading) { setting, reading in
            header = SettingReader.read(setting, expected: "a header field", HTTPValues.headerName, &reading)
        }
        return .correlation(header: header)
    }

    private static func requestLog(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var log = RequestLogSettings()
        settings.forEach(&reading) { setting, reading in
            if setting.key.text == "sample" {
                let expected = "a number from 0 to 1"
                log.sample = SettingReader.read(setting, expected: expected, HTTPValues.share, &reading)
            } else {
                log.slow = SettingReader.read(setting, expected: "a duration (1s)", HTTPValues.duration, &reading)
            }
        }
        return .requestLog(log)
    }

    private static func securityHeaders(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var hsts: SettingValue<Duration>?
        settings.forEach(&reading) { setting, reading in
            hsts = SettingReader.read(setting, expected: "a duration (365d)", HTTPValues.duration, &reading)
        }
        return .securityHeaders(hsts: hsts)
    }

    private static func cors(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var cors = CORSSettings()
        settings.forEach(&reading) { setting, reading in
            if setting.key.text == "origins" {
                cors.origins = SettingList.origins.read(setting, &reading)
            } else {
                let expected = "true or false"
                cors.credentials = SettingReader.read(setting, expected: expected, HTTPValues.boolean, &reading)
            }
        }
        return .cors(cors)
    }

    private static func originGuard(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var allow: SettingValue<[String]>?
        settings.forEach(&reading) { allow = SettingList.origins.read($0, &$1) }
        return .originGuard(allow: allow)
    }

    private static func concurrency(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        var limits = ConcurrencySettings()
        settings.forEach(&reading) { setting, reading in
            let count = SettingReader.read(setting, expected: "a number", HTTPValues.count, &reading)
            if setting.key.text == "calls" { limits.calls = count } else { limits.streams = count }
        }
        if settings.isEmptyMapping {
            let message = "'concurrency' bounds nothing: write 'calls', 'streams' or both"
            reading.error(.missingKey, at: settings.location, message)
        }
        return .concurrency(limits)
    }
}

// MARK: - Stages with one value

extension StageReader {
    private static func ipAllowlist(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        let networks = settings.entry.flatMap { SettingList.networks.read($0, &reading) }
        return .ipAllowlist(networks ?? SettingValue([], location: settings.location))
    }

    private static func bodyLimit(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        let size = settings.entry.flatMap {
            SettingReader.read($0, expected: "a size (1MiB)", HTTPValues.byteCount, &reading)
        }
        return .bodyLimit(size ?? SettingValue(1, location: settings.location))
    }

    private static func timeout(_ settings: StageSettings, _ reading: inout Reading) -> StageUse.Kind {
        let duration = settings.entry.flatMap {
            SettingReader.read($0, expected: "a duration (60s)", HTTPValues.duration, &reading)
        }
        return .timeout(duration ?? SettingValue(.zero, location: settings.location))
    }
}
