internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads a value of `http:` and checks it now, as far as it is known: that of the YAML, or a setting's default.
enum SettingReader<Value: Sendable & Hashable> {
    typealias Parser = (String) throws(InvalidValue) -> Value

    /// Reads a text. `expected` is its kind in words: "a port".
    static func read(
        _ entry: YAMLMapping.Entry,
        expected: String,
        _ parse: Parser,
        _ reading: inout Reading
    ) -> SettingValue<Value>? {
        guard let scalar = entry.value.scalar, !scalar.isEmpty else {
            let expected = "\(expected) or a setting ($NAME)"
            reading.reportKind(of: entry.value, expected: expected, for: "'\(entry.key.text)'")
            return nil
        }
        guard let text = reading.settingText(scalar) else { return nil }
        return read(text, at: scalar.location, parse, &reading)
    }

    static func read(
        _ text: SettingText,
        at location: SourceLocation,
        _ parse: Parser,
        _ reading: inout Reading
    ) -> SettingValue<Value>? {
        let source: SettingValue<Value>.Source
        do throws(InvalidValue) {
            switch text {
            case .literal(let text): source = .literal(try parse(text))
            case .setting(let name, let defaultText):
                if let defaultText { _ = try parse(defaultText) }
                source = .setting(name: name, defaultText: defaultText)
            }
        } catch {
            reading.error(.settingValue, at: location, "\(text.subject) \(error.reason)")
            return nil
        }
        return SettingValue(source, location: location)
    }
}

extension SettingText {
    /// What a message about the value begins with.
    fileprivate var subject: String {
        switch self {
        case .literal(let text): quoted(text)
        case .setting(_, let defaultText): "the default \(quoted(defaultText ?? ""))"
        }
    }
}

extension Reading {
    mutating func settingText(_ scalar: YAMLScalar) -> SettingText? {
        do throws(SettingText.Fault) {
            return try SettingText(scalar.text)
        } catch {
            self.error(.settingSyntax, at: scalar.location, error.message)
            return nil
        }
    }

    /// Origins: a list of literals, or one setting that stands for the whole list.
    mutating func origins(_ entry: YAMLMapping.Entry) -> SettingValue<[String]>? {
        if let elements = entry.value.sequence?.elements {
            let origins = elements.compactMap { origin($0, of: "'\(entry.key.text)'") }
            return SettingValue(origins, location: SchemaReader.start(of: entry.value.location))
        }
        if let scalar = entry.value.scalar, !scalar.isEmpty {
            guard let text = settingText(scalar) else { return nil }
            if case .setting = text {
                return SettingReader.read(text, at: scalar.location, HTTPValues.origins, &self)
            }
        }
        let expected = "a list of origins ([https://example.com]) or a setting ($NAME)"
        reportKind(of: entry.value, expected: expected, for: "'\(entry.key.text)'")
        return nil
    }

    private mutating func origin(_ node: YAMLNode, of subject: String) -> String? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reportKind(of: node, expected: "an origin", for: "an element of \(subject)")
            return nil
        }
        guard let text = settingText(scalar) else { return nil }
        guard case .literal = text else {
            error(
                .settingSyntax,
                at: scalar.location,
                "a setting stands for the whole list, its text being separated by commas: write it without [ ]"
            )
            return nil
        }
        return SettingReader.read(text, at: scalar.location, HTTPValues.origin, &self)?.literal
    }
}
