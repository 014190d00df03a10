/// Makes texts that are URLs, or nearly.
struct URLGenerator {
    private var numbers: SplitMix

    init(seed: UInt64) { numbers = SplitMix(state: seed) }

    mutating func url() -> String {
        var result = one(of: ["", "", "", "", " ", "\u{0}", "\t"]) + scheme()
        result += one(of: ["//", "//", "//", "//", "//", "/", "", "///", "\\\\", "/\\"])
        if isOne(in: 6) { result += many(0...3, of: credentialParts) + one(of: ["@", "@", "@@", ":@"]) }
        result += host()
        if isOne(in: 5) { result += ":" + port() }
        if !isOne(in: 3) { result += many(0...5, of: pathParts) }
        if isOne(in: 4) { result += "?" + many(0...4, of: queryParts) }
        if isOne(in: 4) { result += "#" + many(0...4, of: queryParts) }
        if isOne(in: 12) { result = inserting(one(of: strays), into: result) }
        return result
    }

    // MARK: - Parts

    private mutating func scheme() -> String {
        one(of: [
            "http:", "http:", "http:", "https:", "HTTPS:", "ftp:", "ws:", "wss:", "file:", "file:", "mailto:", "data:",
            "a:", "web+demo:", "git+ssh:", "c:", "blob:https:", "x-1.y:", "1:", "", "ht tp:", "é:", "h\ttp:", ":",
        ])
    }

    private mutating func port() -> String {
        one(of: [
            "80", "443", "21", "0", "00080", "65535", "65536", "8080", "", "-1", "1a", "99999999999999999999", "8\n0",
        ])
    }

    private mutating func host() -> String {
        switch next(in: 12) {
        case 0: "[" + ipv6() + one(of: ["]", "]", "]", "", "]x"])
        case 1, 2: ipv4()
        case 3: one(of: ["localhost", "LocalHost", "", "", "c:", "C|", "example.com", "%6Cocalhost", "a b", "127.1"])
        default: domain()
        }
    }

    private mutating func ipv4() -> String {
        var parts: [String] = []
        for _ in 0...one(of: [3, 3, 3, 0, 1, 2, 4]) {
            parts.append(
                one(of: [
                    "0", "1", "127", "255", "256", "0x7f", "0XFF", "0x", "017", "08", "09", "4294967295", "4294967296",
                    "99999999999", "0x100000000", "１", "٣", "1e2", "", "a",
                ])
            )
        }
        return parts.joined(separator: one(of: [".", ".", ".", "。", "．", "%2e"])) + one(of: ["", "", "", ".", ".."])
    }

    private mutating func ipv6() -> String {
        var result = ""
        for _ in 0...next(in: 9) {
            result += one(of: ["0", "0", "1", "ffff", "0db8", "ABCD", "12345", "g", ""])
            result += one(of: [":", ":", ":", ":", "::", "."])
        }
        return result + one(of: ["1", "0", "", "1.2.3.4", "127.0.0.01", "1.2.3", "255.255.255.256", "%25eth0"])
    }

    private mutating func domain() -> String {
        var result = one(of: ["", "", "", "", "xn--", "XN--", "."])
        let palette = one(of: Self.palettes)
        for _ in 0..<(1 + next(in: 4)) {
            for _ in 0..<(1 + next(in: 5)) {
                switch next(in: 16) {
                case 0: result += one(of: Self.hostStrays)
                case 1: result += one(of: one(of: Self.palettes))
                case 2: result += anyScalar()
                case 3: result += one(of: Self.encodedLabels)
                case 4: result += one(of: ["0", "1", "9", "-", "_", "a", "Z"])
                default: result += one(of: palette)
                }
            }
            result += one(of: [".", ".", "", ".xn--", "。", "｡"])
        }
        return result
    }

    private mutating func anyScalar() -> String {
        let bound = one(of: [0x80, 0x800, 0x3000, 0x10000, 0x20000, 0x110000])
        return Unicode.Scalar(UInt32(next(in: bound))).map { String($0) } ?? "\u{FFFD}"
    }

    // MARK: - Vocabulary

    /// Letters, marks and digits of a script.
    private static let palettes: [[String]] = [
        ["a", "b", "example", "com", "x", "1", "-"],
        ["ü", "ß", "ẞ", "É", "e\u{301}", "œ", "Ǆ", "ﬁ", "Å", "a\u{30A}", "ŀ"],
        ["α", "Σ", "ς", "ΐ", "Ω", "ᾳ"],
        ["ж", "Ж", "й", "и\u{306}", "ё", "Ӏ"],
        ["א", "ב", "ת", "1", "\u{5B0}", "-", "״"],
        ["ا", "ب", "م", "ـ", "٣", "۴", "3", "\u{64E}", "لا", "\u{200C}", "ﷺ"],
        ["क", "्", "ष", "\u{200D}", "\u{200C}", "ा", "१"],
        ["中", "文", "株", "㈱", "㎡", "豈", "𠮷"],
        ["한", "국", "ᄒ", "ᅡ", "ᆫ", "ㄱ"],
        ["ｅｘ", "．", "１", "ア", "ｱ", "ﾞ", "ー"],
        ["☃", "💩", "❤\u{FE0F}", "👩\u{200D}💻", "⒈", "①", "㏇", "℀", "≠", "=\u{338}", "<\u{338}", "＜\u{338}"],
        ["ܐ", "ܒ", "\u{70F}", "ߊ", "𐤀", "𞤀", "𞤢"],
        ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{E0100}", "\u{34F}", "\u{115F}", "\u{180E}", "a"],
    ]
    private static let encodedLabels = [
        "xn--tda", "xn--zca", "xn--ls8h", "xn--a", "xn--", "xn--a-", "xn--0", "xn--n3h", "xn--4db", "xn--1ug",
        "xn--fa-hia", "xn--iñvalid", "xn--mgbh0fb", "xn--11b5bs3a9aj6g", "XN--TDA", "xn--99999999", "xn--bcher-kva",
    ]
    private static let hostStrays = [
        "%20", "%00", "%41", "%C3%BC", "%c3", "%", "%2", "%zz", "<", ">", "^", "|", "\\", "`", "{", "}", "~", "!", "$",
        "&",
        "'", "(", "*", "+", ",", ";", "=", "\"", "\u{7F}", "\u{80}", "@", "[", "]", "%E2%80%8D", "%2E", "%3A",
        "%EF%BF%BD",
    ]
    private let credentialParts = ["user", ":", "pw", "@", "é", "%40", "/", ";", "=", "|", "^", "'", "[", " "]
    private let pathParts = [
        "/", "/", "/", "a", "b", ".", "..", "%2e", "%2E%2e", ".%2e", "\\", "c:", "C|", "é", " ", "^", "|", "{", "`",
        "%zz",
        "\u{0}", "\u{7F}", "\"", "<", ":", "@", ";", "😀",
    ]
    private let queryParts = [
        "a=1", "&", "é", " ", "'", "\"", "<", ">", "`", "{", "#", "?", "%20", "%", "\u{1}", "😀", "^", "|",
    ]
    private let strays = ["\t", "\n", "\r", "\u{0}", " ", "\u{A0}", "\u{FEFF}", "\u{1F}", "/", ":", "#", "?", "@"]

    // MARK: - Chance

    private mutating func next(in count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }

    private mutating func isOne(in count: Int) -> Bool { next(in: count) == 0 }

    private mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[next(in: choices.count)] }

    private mutating func many(_ counts: ClosedRange<Int>, of choices: [String]) -> String {
        (0..<Int.random(in: counts, using: &numbers)).map { _ in one(of: choices) }.joined()
    }

    private mutating func inserting(_ part: String, into text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        scalars.insert(contentsOf: part.unicodeScalars, at: next(in: scalars.count + 1))
        return String(String.UnicodeScalarView(scalars))
    }
}
