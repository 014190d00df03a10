internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads `normalize: NFC`; `normalize: true` says the same.
enum NormalizeReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        guard let form = form(entry.value, &reading) else { return nil }
        return Rule(.rewrite(.normalize(form)), location: entry.key.location)
    }

    private static func form(_ node: YAMLNode, _ reading: inout Reading) -> NormalizationForm? {
        if let flag = node.scalar?.bool { return flag ? .nfc : nil }
        guard let text = reading.text(node, for: "'normalize'") else { return nil }
        if let form = NormalizationForm(rawValue: text) { return form }
        let names = list(NormalizationForm.allCases.map(\.rawValue), joinedBy: "or")
        let message = "unknown normalization form \(quoted(text)): expected \(names)"
        reading.error(.unknownFormat, at: node.location, message)
        return nil
    }
}
