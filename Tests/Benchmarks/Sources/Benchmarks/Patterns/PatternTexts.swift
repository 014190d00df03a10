/// The texts that patterns are run over, about a megabyte each, the same in every run.
enum PatternTexts {
    static let size = 1_000_000

    /// Words as people and models write them: small letters, spaces, commas, now and then a capital.
    static let prose = text { random in
        let word = words[random.next(words.count)]
        return (random.next(12) == 0 ? word.capitalized : word) + (random.next(10) == 0 ? ", " : " ")
    }

    /// Words and spaces alone.
    static let plainWords = text { random in words[random.next(words.count)] + " " }

    /// Words of several scripts, most of them of two and three bytes a letter.
    static let letters = text { random in
        ["grün", "été", "мир", "здравствуй", "日本語", "한국어", "ελληνικά", "plain", "Words"][random.next(9)]
    }

    /// Lines of a server's log: times, numbers, levels.
    static let log = text { random in
        let (minute, second) = (random.next(50) + 10, random.next(50) + 10)
        let level = ["INFO", "DEBUG", "NOTICE"][random.next(3)]
        return "12:\(minute):\(second) \(level) [worker-\(random.next(32))] request \(random.next(1 << 24)) of "
            + "\(words[random.next(words.count)])@localhost took \(random.next(400)) ms\n"
    }

    /// Small letters, digits and underscores.
    static let identifier = text { random in words[random.next(words.count)] + "_\(random.next(100))" }

    /// Letters and digits as base 64 has them.
    static let base64 = text { random in
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return String((0..<64).map { _ in digits[random.next(64)] })
    }

    /// UUIDs, each with a comma behind it.
    static let uuids = text { random in
        let digits = Array("0123456789abcdef")
        let parts = [8, 4, 4, 4, 12].map { count in String((0..<count).map { _ in digits[random.next(16)] }) }
        return parts.joined(separator: "-") + ","
    }

    /// Times as RFC 3339 has them, each with a comma behind it.
    static let times = text { random in
        let (month, day, hour) = (random.next(3) + 10, random.next(19) + 10, random.next(14) + 10)
        return "20\(random.next(90) + 10)-\(month)-\(day)T\(hour):\(random.next(50) + 10):\(random.next(50) + 10)Z,"
    }

    /// A path of many folders.
    static let path = text { random in words[random.next(words.count)] + (random.next(5) == 0 ? ".x/" : "/") }

    private static let words = [
        "a", "able", "account", "and", "are", "before", "between", "call", "client", "data", "every", "field", "file",
        "for", "from", "general", "have", "in", "input", "is", "language", "long", "message", "model", "name", "never",
        "of", "on", "order", "other", "page", "people", "question", "read", "return", "server", "short", "string",
        "text", "that", "the", "their", "time", "to", "tool", "under", "value", "very", "when", "which", "with", "you",
    ]

    private static func text(_ next: (inout Random) -> String) -> String {
        var random = Random()
        var result = ""
        while result.utf8.count < size { result += next(&random) }
        return result
    }

    /// A linear congruential generator (Knuth's constants).
    private struct Random {
        private var state: UInt64 = 1

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
