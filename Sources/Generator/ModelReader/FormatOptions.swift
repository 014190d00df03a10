internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// The options of the formats.
struct FormatOptions {
    var version: Int?
    var dateTime = StringFormat.DateTimeOptions()
    var delimiter = ":"
    var algorithm: String?
    var hashAlgorithm: StringFormat.HashAlgorithm?
    var hashEncoding = StringFormat.HashEncoding.hex

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
        case "delimiter": delimiter = reading.text(node, for: "'delimiter'") ?? delimiter
        case "alg" where format == "hash": hashAlgorithm = choice(node, "algorithm", key, &reading)
        case "alg": algorithm = reading.text(node, for: "'alg'")
        case "encoding": hashEncoding = choice(node, "encoding", key, &reading) ?? .hex
        default: break
        }
    }

    /// One of the names that an option of a hash has.
    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode,
        _ noun: String,
        _ key: String,
        _ reading: inout Reading
    ) -> Choice? {
        guard let text = reading.text(node, for: "'\(key)'") else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let names = list(Choice.allCases.map(\.rawValue), joinedBy: "or")
        let message = "unknown \(noun) \(quoted(text)) of a hash: expected \(names)"
        reading.error(.unknownFormat, at: node.location, message)
        return nil
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
