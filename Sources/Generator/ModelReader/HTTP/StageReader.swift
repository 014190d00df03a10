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
        if name == .custom {
            return custom(entry, at: location, &reading).map { StageUse(.custom(type: $0), location: location) }
        }
        var settings: [YAMLMapping.Entry] = []
        if let entry {
            let expected = "a mapping of its settings"
            // The stage is there all the same: its order counts.
            settings = reading.mapping(entry.value, for: "'\(name.rawValue)'", expected: expected)?.entries ?? []
        }
        return StageUse(kind(name, settings, &reading), location: location)
    }

    private static func kind(
        _ name: StageName,
        _ settings: [YAMLMapping.Entry],
        _ reading: inout Reading
    ) -> StageUse.Kind {
        var cors = CORSSettings()
        var allow: SettingValue<[String]>?
        for setting in settings {
            switch (name, setting.key.text) {
            case (.cors, "origins"): cors.origins = reading.origins(setting)
            case (.cors, "credentials"):
                let expected = "true or false"
                cors.credentials = SettingReader.read(setting, expected: expected, HTTPValues.boolean, &reading)
            case (.originGuard, "allow"): allow = reading.origins(setting)
            default: reading.refuse(setting.key, of: "'\(name.rawValue)'", among: Vocabulary.settings(of: name))
            }
        }
        return switch name {
        case .correlation: .correlation
        case .requestLog: .requestLog
        case .cors: .cors(cors)
        case .originGuard, .custom: .originGuard(allow: allow)
        }
    }

    /// The Swift type of a stage of the user's.
    private static func custom(
        _ entry: YAMLMapping.Entry?,
        at location: SourceLocation,
        _ reading: inout Reading
    ) -> String? {
        guard let entry else {
            let message = "'custom' needs the Swift type of your stage: write 'custom: AuditStage'"
            reading.error(.missingKey, at: location, message)
            return nil
        }
        return ServerReader.typeName(entry.value, for: "'custom'", &reading)
    }
}

extension StageUse.Kind {
    /// What the YAML calls it.
    var name: StageName {
        switch self {
        case .correlation: .correlation
        case .requestLog: .requestLog
        case .cors: .cors
        case .originGuard: .originGuard
        case .custom: .custom
        }
    }
}
