internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// A kind of value of which `http:` has lists: literals, or one setting that stands for the whole list.
struct SettingList: Sendable {
    /// The list in words: "a list of origins ([https://example.com])".
    let words: String
    /// An element in words: "an origin".
    let element: String
    /// Whether one literal may stand for a list of it.
    var takesOne = false
    /// Whether a list without elements makes no sense.
    var needsElements = false
    let parse: @Sendable (String) throws(InvalidValue) -> String

    static let origins = SettingList(
        words: "a list of origins ([https://example.com])",
        element: "an origin",
        parse: HTTPValues.origin
    )
    static let networks = SettingList(
        words: "a list of networks ([10.0.0.0/8])",
        element: "a network",
        needsElements: true,
        parse: HTTPValues.network
    )
    static let proxyNetworks = SettingList(
        words: "a list of networks ([10.0.0.0/8])",
        element: "a network",
        parse: HTTPValues.proxyNetwork
    )
    static let issuers = SettingList(
        words: "a list of URLs ([https://auth.example.com])",
        element: "a URL",
        needsElements: true,
        parse: HTTPValues.url
    )
    static let audiences = SettingList(
        words: "a text, a list of texts",
        element: "a text",
        takesOne: true,
        needsElements: true,
        parse: HTTPValues.nonEmpty
    )

    func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<[String]>? {
        let subject = "'\(entry.key.text)'"
        if let elements = entry.value.sequence?.elements {
            let location = SchemaReader.start(of: entry.value.location)
            let values = elements.compactMap { readElement($0, of: subject, &reading) }
            if elements.isEmpty, needsElements {
                reading.error(.emptyValue, at: location, "\(subject) is empty: list \(element) at least")
            }
            return SettingValue(values, location: location)
        }
        if let scalar = entry.value.scalar, !scalar.isEmpty {
            guard let text = reading.settingText(scalar) else { return nil }
            if takesOne || text.isSetting {
                return SettingReader.read(text, at: scalar.location, parseAll, &reading)
            }
        }
        reading.reportKind(of: entry.value, expected: "\(words) or a setting ($NAME)", for: subject)
        return nil
    }

    private func parseAll(_ text: String) throws(InvalidValue) -> [String] {
        let values = try HTTPValues.list(text, of: parse)
        if values.isEmpty, needsElements { throw InvalidValue("is empty: list \(element) at least") }
        return values
    }

    private func readElement(_ node: YAMLNode, of subject: String, _ reading: inout Reading) -> String? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reading.reportKind(of: node, expected: element, for: "an element of \(subject)")
            return nil
        }
        guard let text = reading.settingText(scalar) else { return nil }
        guard !text.isSetting else {
            reading.error(
                .settingSyntax,
                at: scalar.location,
                "a setting stands for the whole list, its text being separated by commas: write it without [ ]"
            )
            return nil
        }
        return SettingReader.read(text, at: scalar.location, parse, &reading)?.literal
    }
}

extension SettingText {
    fileprivate var isSetting: Bool {
        if case .setting = self { true } else { false }
    }
}
