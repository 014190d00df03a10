/// A pattern and a text that makes an engine that backtracks try every way through it, to find none.
struct HostileSearch {
    var name: String
    var pattern: String
    var flags = ""
    /// What the text begins with, what is repeated in it, and what it ends with.
    var start = ""
    var turn: String
    var end: String

    func text(_ size: Int) -> String {
        start + String(repeating: turn, count: size / turn.utf8.count) + end
    }

    /// Those of `Tests/Vectors/regex/redos.json` without backreferences.
    static let growing = [
        HostileSearch(name: "nested plus", pattern: "^(a+)+$", turn: "a", end: "!"),
        HostileSearch(name: "overlap", pattern: "^(a|aa)+$", turn: "a", end: "!"),
        HostileSearch(name: "same twice", pattern: "^(a|a)*$", turn: "a", end: "!"),
        HostileSearch(name: "word groups", pattern: #"^(\w+\s?)*$"#, turn: "a", end: "!"),
        HostileSearch(name: "digits", pattern: #"^(\d+)*x$"#, turn: "1", end: "!"),
        HostileSearch(
            name: "email",
            pattern:
                #"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$"#,
            turn: "a",
            end: "!"
        ),
        HostileSearch(name: "space at the end", pattern: #"\s+$"#, turn: " ", end: "a"),
        HostileSearch(name: "versions", pattern: #"^(\d+\.?)+$"#, turn: "1", end: "!"),
        HostileSearch(name: "camel case", pattern: "^([A-Z][a-z]*)+$", turn: "Aa", end: "!"),
        HostileSearch(name: "comma list", pattern: #"^(\w+,?)+$"#, turn: "a", end: "!"),
        HostileSearch(
            name: "optional chain",
            pattern: "^" + String(repeating: "a?", count: 28) + String(repeating: "a", count: 28) + "$",
            turn: "a",
            end: "!"
        ),
        HostileSearch(
            name: "emoji",
            pattern: #"^(\p{Extended_Pictographic}|\p{Emoji_Component})+$"#,
            flags: "u",
            turn: "🦰",
            end: "x"
        ),
        HostileSearch(name: "XML attributes", pattern: #"^(\s*\w+\s*=\s*"[^"]*"\s*)*$"#, turn: #"a="b" "#, end: "<"),
    ]

    /// Patterns that only trying one way after the other can match.
    static let backreferences = [
        HostileSearch(name: "repeated half", pattern: #"^(a+)+\1b$"#, turn: "a", end: "!"),
        HostileSearch(
            name: "HTML tag",
            pattern: #"<([a-z]+)([^<]+)*(?:>(.*)<\/\1>|\s+\/>)"#,
            start: "<a",
            turn: " x",
            end: ""
        ),
    ]
}
