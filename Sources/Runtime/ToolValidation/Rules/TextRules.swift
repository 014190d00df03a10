/// The words that a text says yes or no with.
public struct BooleanWordRules: Sendable {
    let words: [String]
    let truthyCount: Int
    let isCaseSensitive: Bool
    let message: String?

    /// zod's words for `true`.
    public static let truthy = ["true", "1", "yes", "on", "y", "enabled"]
    /// zod's words for `false`.
    public static let falsy = ["false", "0", "no", "off", "n", "disabled"]

    /// Creates rules.
    ///
    /// - Parameters:
    ///   - truthy: The words for `true`.
    ///   - falsy: The words for `false`.
    ///   - isCaseSensitive: Whether small letters differ from capitals.
    ///   - message: The text of the issue where the value is none of the words.
    public init(
        truthy: [String] = Self.truthy,
        falsy: [String] = Self.falsy,
        isCaseSensitive: Bool = false,
        message: String? = nil
    ) {
        let words = truthy + falsy
        self.words = isCaseSensitive ? words : words.map { TextRewrite.toLowerCase.apply(to: $0) }
        truthyCount = truthy.count
        self.isCaseSensitive = isCaseSensitive
        self.message = message
    }
}

/// A text of a form that is put together from parts.
public struct TemplateRules: Sendable {
    let pattern: Pattern
    let message: String?

    /// Creates rules.
    ///
    /// - Parameters:
    ///   - pattern: What the whole text must match.
    ///   - message: The text of the issue where the value is no such text.
    public init(_ pattern: Pattern, message: String? = nil) {
        self.pattern = pattern
        self.message = message
    }
}

extension JSONReader {
    /// Reads a text that says yes or no.
    ///
    /// - Returns: What it says, or `nil` where it says neither, which is then reported.
    public mutating func readStringBool(_ rules: BooleanWordRules, _ issues: inout Issues) -> Bool? {
        let mark = issues.count
        guard let text = readString(StringRules(message: rules.message), &issues), issues.count == mark else {
            return nil
        }
        let word = rules.isCaseSensitive ? text : TextRewrite.toLowerCase.apply(to: text)
        if let place = rules.words.firstIndex(where: { $0.utf8.elementsEqual(word.utf8) }) {
            return place < rules.truthyCount
        }
        let values = rules.words.map { JSONValue.string($0) }
        issues.append(
            ValidationIssue(
                .invalidValue,
                message: rules.message ?? issues.invalidValueText(values),
                details: ["expected": "stringbool", "values": .array(values)]
            ),
            .stop
        )
        return nil
    }

    /// Reads a text that must match a template as a whole.
    ///
    /// - Returns: The text, or `nil` where it does not, which is then reported.
    public mutating func readTemplate(_ rules: TemplateRules, _ issues: inout Issues) -> String? {
        guard nextByte() == UInt8(ascii: "\"") else {
            reportMismatch(expected: "string", message: rules.message, &issues)
            return nil
        }
        guard let token = scanString() else { return nil }
        return withContent(of: token) { text in
            switch rules.pattern.verdict(text) {
            case .match: return String(decoding: text, as: UTF8.self)
            case .undecided:
                issues.appendUndecided(pattern: rules.pattern.source, message: rules.message, .hard)
                return nil
            case .noMatch:
                issues.appendInvalidFormat(
                    "template_literal",
                    hasOrigin: false,
                    details: ["pattern": .string(rules.pattern.source)],
                    message: rules.message ?? "Invalid input",
                    .hard
                )
                return nil
            }
        }
    }
}
