internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// What a `server:` section says.
struct ServerSection {
    var name: String?
    var version: String?
    var title: String?
    var instructions: String?
    var implementation: String?
    var isStrict = false
    var lists = ListSettings()
    var telemetry: TelemetryExport?
    var location: SourceLocation
}

/// Reads the `server:` section.
enum ServerReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> ServerSection {
        var section = ServerSection(location: entry.key.location)
        let expected = "a mapping with 'name' and 'version'"
        guard let mapping = reading.mapping(entry.value, for: "'server'", expected: expected) else { return section }
        for entry in mapping.entries {
            let (key, node) = (entry.key.text, entry.value)
            switch key {
            case "name": section.name = filledText(node, for: "'name'", &reading)
            case "version": section.version = filledText(node, for: "'version'", &reading)
            case "title": section.title = reading.text(node, for: "'title'", as: .prose)
            case "instructions": section.instructions = reading.text(node, for: "'instructions'", as: .prose)
            case "implementation": section.implementation = typeName(node, for: "'implementation'", &reading)
            case "strict": section.isStrict = reading.flag(node, for: "'strict'") ?? false
            case "lists": section.lists = lists(node, &reading)
            case "telemetry":
                section.telemetry = reading.word(node, of: Vocabulary.telemetryExports, for: "'telemetry'")
                    .flatMap(TelemetryExport.init)
            default: reading.refuse(entry.key, of: "'server'", among: Vocabulary.server)
            }
        }
        for key in ["name", "version"] where mapping[key] == nil {
            reading.error(.missingKey, at: entry.key.location, "'server' needs '\(key)'")
        }
        return section
    }

    private static func lists(_ node: YAMLNode, _ reading: inout Reading) -> ListSettings {
        var lists = ListSettings()
        guard let mapping = reading.mapping(node, for: "'lists'") else { return lists }
        for entry in mapping.entries {
            let node = entry.value
            switch entry.key.text {
            case "ttl": lists.timeToLive = reading.timeToLive(node, for: "'ttl'")
            case "scope":
                lists.scope = reading.word(node, of: Vocabulary.cacheScopes, for: "'scope'").map {
                    LocatedText($0, location: node.location)
                }
            case "pageSize": lists.pageSize = reading.count(node, for: "'pageSize'")
            case "listChanged": lists.listChanged = reading.flag(node, for: "'listChanged'") ?? false
            default: reading.refuse(entry.key, of: "'lists'", among: Vocabulary.lists)
            }
        }
        return lists
    }

    private static func filledText(_ node: YAMLNode, for subject: String, _ reading: inout Reading) -> String? {
        guard let text = reading.text(node, for: subject) else { return nil }
        if text.isEmpty { reading.error(.emptyValue, at: node.location, "\(subject) must not be empty") }
        return text
    }

    /// The name of a Swift type, perhaps one inside another: `Backend.Tools`.
    static func typeName(_ node: YAMLNode, for subject: String, _ reading: inout Reading) -> String? {
        guard let text = reading.text(node, for: subject) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ SwiftIdentifier.isIdentifier($0) }) else {
            let message = "\(quoted(text)) is no name of a Swift type"
            reading.error(.swiftName, at: node.location, message)
            return nil
        }
        return text
    }
}

/// What Swift takes as a name.
enum SwiftIdentifier {
    static func isIdentifier(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) || first == "_" else { return false }
        return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "_" }
    }

    /// Whether a text is a name in upper or lower camel case: letters and digits, no underscores.
    static func isCamelCase(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
        return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// ASCII letters, and those beyond that Swift takes at the start of a name and that no normalization changes.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z": true
        case "\u{C0}"..."\u{2FFF}":
            scalar.properties.isIDStart && scalar.properties.isAlphabetic
                && !scalar.properties.isFullCompositionExclusion
        default: false
        }
    }
}
