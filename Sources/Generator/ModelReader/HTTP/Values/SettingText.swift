/// A value in `http:` as it is written: a text, or `$NAME` with a default or without.
enum SettingText: Equatable {
    case literal(String)
    case setting(name: String, defaultText: String?)

    /// Why a text with a `$` is neither.
    struct Fault: Error, Equatable {
        var message: String
    }

    init(_ text: String) throws(Fault) {
        guard text.utf8.first == dollar, text.utf8.dropFirst().first != dollar else {
            self = .literal(try Self.unescaped(text))
            return
        }
        let rest = text.utf8.dropFirst()
        let name = rest.prefix { $0 != space && $0 != questionMark }
        guard Self.isName(name) else { throw Self.noSetting(text) }
        let tail = Self.trimmed(rest.dropFirst(name.count))
        guard !tail.isEmpty else {
            self = .setting(name: Self.string(name), defaultText: nil)
            return
        }
        guard tail.starts(with: [questionMark, questionMark]) else { throw Self.noSetting(text) }
        let defaultText = try Self.defaultText(Self.trimmed(tail.dropFirst(2)))
        self = .setting(name: Self.string(name), defaultText: defaultText)
    }

    /// A default, which may be quoted so that it can be empty or begin and end with a space.
    private static func defaultText(_ text: Substring.UTF8View) throws(Fault) -> String {
        guard let quote = text.first else {
            throw Fault(message: "nothing stands behind '??': write the default, or \"\" if it is the empty text")
        }
        guard quote == doubleQuote || quote == singleQuote else { return try unescaped(string(text)) }
        let inner = text.dropFirst().dropLast()
        guard text.count > 1, text.last == quote, !inner.contains(quote) else {
            throw Fault(
                message: "the default \(quoted(string(text))) must end with the quote that it begins with: inside { }, "
                    + "quote the whole value where it has a comma"
            )
        }
        return try unescaped(string(inner))
    }

    /// A text with `$` for each `$$`.
    private static func unescaped(_ text: String) throws(Fault) -> String {
        guard text.utf8.contains(dollar) else { return text }
        let parts = text.split(separator: "$$", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.utf8.contains(dollar) }) else {
            throw Fault(
                message: "a setting is a whole value, not a part of \(quoted(text)): write '$$' if a dollar is meant"
            )
        }
        return parts.joined(separator: "$")
    }

    private static func noSetting(_ text: String) -> Fault {
        Fault(
            message: "\(quoted(text)) is no setting: write '$NAME' or '$NAME ?? default', "
                + "the name in the capital letters A to Z, digits and '_'"
        )
    }

    /// Capitals only: that is how environment variables are looked up.
    private static func isName(_ name: Substring.UTF8View) -> Bool {
        guard let first = name.first, !ASCII.isDigit(first) else { return false }
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        return name.allSatisfy { ASCII.isDigit($0) || capitals.contains($0) || $0 == underscore }
    }

    private static func string(_ text: Substring.UTF8View) -> String { String(Substring(text)) }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { $0 == space }
        while text.last == space { text.removeLast() }
        return text
    }
}

private let dollar = UInt8(ascii: "$")
private let questionMark = UInt8(ascii: "?")
private let space = UInt8(ascii: " ")
private let underscore = UInt8(ascii: "_")
private let doubleQuote = UInt8(ascii: "\"")
private let singleQuote = UInt8(ascii: "'")
