internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads `format:`, a name or `{ value: uuid, version: v4 }`.
enum FormatReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        guard let setting = RuleSetting(entry, takesOptions: true, &reading) else { return nil }
        guard let value = setting.value, let name = reading.text(value, for: "'format'") else { return nil }
        guard Vocabulary.formats.known.contains(name) else {
            refuse(name, at: value.location, &reading)
            return nil
        }
        var options = FormatOptions()
        for option in setting.options { options.read(option, of: name, &reading) }
        switch name {
        case "email": return setting.rule(.format(.email))
        case "uuid": return setting.rule(.format(.uuid(version: options.version)))
        case "datetime": return setting.rule(.format(.datetime(options.dateTime)))
        default: return nil
        }
    }

    private static func refuse(_ name: String, at location: SourceLocation, _ reading: inout Reading) {
        if Vocabulary.formats.planned.contains(name) {
            reading.error(.notSupported, at: location, "format '\(name)' is not supported yet")
        } else {
            let advice = reading.advice(for: name, among: Vocabulary.formats)
            reading.error(.unknownFormat, at: location, "unknown format \(quoted(name))\(advice)")
        }
    }
}

/// The options of the formats.
private struct FormatOptions {
    var version: Int?
    var dateTime = StringFormat.DateTimeOptions()

    private static let versions = (1...8).map { "v\($0)" }
    /// Minutes only, and up to more digits than any clock has.
    private static let precisions = -1...100

    mutating func read(_ option: YAMLMapping.Entry, of format: String, _ reading: inout Reading) {
        let (key, node) = (option.key.text, option.value)
        let keys = Vocabulary.options(ofFormat: format)
        guard keys.known.contains(key) else {
            let common = KeySet(["value", "message", "abort"])
            reading.refuse(option.key, of: "format '\(format)'", among: keys + common)
            return
        }
        switch key {
        case "version": readVersion(node, &reading)
        case "offset": dateTime.allowsOffset = reading.flag(node, for: "'offset'") ?? false
        case "local": dateTime.allowsLocal = reading.flag(node, for: "'local'") ?? false
        case "precision": readPrecision(node, &reading)
        default: break
        }
    }

    private mutating func readVersion(_ node: YAMLNode, _ reading: inout Reading) {
        guard let text = reading.text(node, for: "'version'") else { return }
        guard let index = Self.versions.firstIndex(of: text) else {
            let message = "unknown version \(quoted(text)) of a UUID: expected \(list(Self.versions, joinedBy: "or"))"
            reading.error(.unknownFormat, at: node.location, message)
            return
        }
        version = index + 1
    }

    private mutating func readPrecision(_ node: YAMLNode, _ reading: inout Reading) {
        guard let digits = node.scalar?.integer else {
            reading.reportKind(of: node, expected: "a whole number", for: "'precision'")
            return
        }
        guard Self.precisions.contains(digits) else {
            reading.error(
                .unknownFormat,
                at: node.location,
                "'precision' is the number of digits behind the seconds: 0 for none, -1 for no seconds, at most 100"
            )
            return
        }
        dateTime.precision = digits
    }
}
