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

    /// Reads what must not stand in the YAML, and is not repeated in messages either. `example` is a setting's name.
    static func readSecret(
        _ entry: YAMLMapping.Entry,
        example: String,
        _ parse: Parser,
        _ reading: inout Reading
    ) -> SettingValue<Value>? {
        let subject = "'\(entry.key.text)'"
        guard let scalar = entry.value.scalar, !scalar.isEmpty else {
            reading.reportKind(of: entry.value, expected: "a setting (\(example))", for: subject)
            return nil
        }
        guard let text = try? SettingText(scalar.text), case .setting(let name, let defaultText) = text else {
            reading.error(
                .plainSecret,
                at: scalar.location,
                "\(subject) is not written into YAML, which more people read than may call: write a setting, \(example), "
                    + "and set it where the server runs"
            )
            return nil
        }
        do throws(InvalidValue) {
            if let defaultText { _ = try parse(defaultText) }
        } catch {
            reading.error(.settingValue, at: scalar.location, "the default of \(subject) \(error.reason)")
            return nil
        }
        return SettingValue(.setting(name: name, defaultText: defaultText), location: scalar.location)
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
}
