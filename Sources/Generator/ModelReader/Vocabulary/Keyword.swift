/// A key of the language, with what the reader, its messages and the schema for editors say of it.
struct Keyword: Sendable {
    var name: String
    /// What may stand behind it.
    var value: ValueKind
    /// What it means, in one sentence for people who write it.
    var summary: String

    init(_ name: String, _ value: ValueKind, _ summary: String) {
        self.name = name
        self.value = value
        self.summary = summary
    }
}

/// What may stand behind a key.
indirect enum ValueKind: Sendable {
    /// Text; plain numbers and booleans are taken as the text that was written.
    case text
    /// `true` or `false`.
    case flag
    case number
    /// A whole number from zero on.
    case length
    /// Any JSON.
    case value
    /// One of some words.
    case word([String])
    /// Whatever a setting of `http:` takes: its value, or the `$NAME` of one.
    case setting
    case schema
    case list(of: ValueKind)
    /// Names with values.
    case mapping(to: ValueKind)
    /// A mapping with keys of the language.
    case keys(KeySet)
    /// The value, or a mapping with it under a key, beside `message`, `abort` and keys that only this rule has.
    case rule(ValueKind, under: String = "value", options: KeySet = KeySet())
    case either([ValueKind])
    case server, http, route, stage, tool

    static let texts = ValueKind.list(of: .text)
    static let names = ValueKind.either([.flag, .texts])
    static let properties = ValueKind.mapping(to: .schema)
    static let flagRule = ValueKind.rule(.flag)
}

/// A set of keys of the language: those that are read, and those that the language has and that are not read yet.
struct KeySet: Sendable {
    var keywords: [Keyword]
    var known: [String]
    var planned: [String]

    init(_ keywords: [Keyword] = [], planned: [String] = []) {
        self.keywords = keywords
        self.planned = planned
        known = keywords.map(\.name)
    }

    /// Keys, or values of one, that need no more to be said about them.
    init(_ names: [String], planned: [String] = []) {
        keywords = []
        known = names
        self.planned = planned
    }

    static func + (lhs: KeySet, rhs: KeySet) -> KeySet {
        var sum = lhs
        sum.keywords += rhs.keywords
        sum.known += rhs.known
        sum.planned += rhs.planned
        return sum
    }
}
