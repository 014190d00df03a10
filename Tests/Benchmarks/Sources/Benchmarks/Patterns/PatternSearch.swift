/// A pattern and the text that it runs over to the end.
struct PatternSearch {
    let name: String
    let pattern: String
    let flags: String
    let text: String
    /// Whether there is a match, at the end of the text.
    let matches: Bool
    /// Whether RE2 has all of the syntax.
    let isForRE2: Bool

    init(_ name: String, _ pattern: String, flags: String = "", re2: Bool = true, _ text: String, matches: Bool) {
        self.name = name
        self.pattern = pattern
        self.flags = flags
        self.text = text
        self.matches = matches
        isForRE2 = re2
    }

    /// What tools, schemas and servers look for most, with nothing to find before the last bytes of the text.
    static let common: [PatternSearch] = {
        let texts = PatternTexts.self
        return [
            // The whole text is of one class, or of few.
            PatternSearch("words", #"^[\w ]+$"#, texts.plainWords, matches: true),
            PatternSearch("identifier", "^[a-z_][a-z0-9_]*$", texts.identifier, matches: true),
            PatternSearch("no control characters", #"^[^\x00-\x1f\x7f]*$"#, texts.prose, matches: true),
            PatternSearch("letters", #"^\p{L}+$"#, flags: "u", texts.letters, matches: true),
            PatternSearch("base 64", "^[A-Za-z0-9+/]+={0,2}$", texts.base64 + "==", matches: true),
            // The text has a structure.
            PatternSearch(
                "list of UUIDs",
                "^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12},?)+$",
                texts.uuids,
                matches: true
            ),
            PatternSearch(
                "list of times",
                #"^(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T\d\d:\d\d:\d\dZ,?)+$"#,
                texts.times,
                matches: true
            ),
            // Something in the text.
            PatternSearch("word", "Exception", texts.prose, matches: false),
            PatternSearch("word at the end", "Exception", texts.prose + "Exception", matches: true),
            PatternSearch("word, any case", "exception", flags: "i", texts.prose, matches: false),
            PatternSearch("alternation", "error|warning|fatal|panic|timeout", texts.log, matches: false),
            PatternSearch(
                "whole words, any case",
                #"\b(?:select|insert|update|delete|drop)\b"#,
                flags: "i",
                texts.prose,
                matches: false
            ),
            PatternSearch("URL at the end", #"https?://[^\s"<>]+"#, texts.prose + "https://a.org/", matches: true),
            PatternSearch("email", #"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"#, texts.log, matches: false),
            PatternSearch("email at the end", #"[\w.+-]+@[\w-]+\.\w+"#, texts.prose + "ada@a.org", matches: true),
            PatternSearch("date", #"\d{4}-\d{2}-\d{2}"#, texts.log, matches: false),
            PatternSearch("IPv4 address", #"\b(?:\d{1,3}\.){3}\d{1,3}\b"#, texts.log, matches: false),
            PatternSearch("capitalised word", #"\p{Lu}\p{Ll}+\d"#, flags: "u", texts.letters, matches: false),
            PatternSearch("colour", #"#[0-9a-fA-F]{6}\b"#, texts.prose, matches: false),
            PatternSearch("space before a line's end", #"[ \t]+\n"#, texts.log, matches: false),
            // RE2 has no lookarounds.
            PatternSearch("no way up", #"^(?!.*\.\.)[\w./-]+$"#, re2: false, texts.path, matches: true),
            PatternSearch(
                "some of each",
                #"^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z0-9+/]+$"#,
                re2: false,
                texts.base64,
                matches: true
            ),
            PatternSearch("price", #"(?<=\$)\d+\.\d\d(?!\d)"#, re2: false, texts.log, matches: false),
        ]
    }()

    /// Patterns that are matched with state sets in the benchmark, on texts like those that they are for.
    static let forStateSets = [
        PatternSearch(
            "host name",
            #"^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$"#,
            String(repeating: "server-17.example.", count: 12) + "org",
            matches: true
        ),
        PatternSearch(
            "password",
            #"^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[^\w\s]).{8,64}$"#,
            "correct-Horse.4-battery_staple",
            matches: true
        ),
        PatternSearch("word", "Exception", PatternTexts.prose, matches: false),
    ]
}
