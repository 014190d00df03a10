/// Why a text is no value of its kind, in words that follow it: "is no port: …".
struct InvalidValue: Error, Equatable {
    var reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// The values that stand in `http:`, read from text: that of the YAML, or that of a setting's default.
enum HTTPValues {
    static func port(_ text: String) throws(InvalidValue) -> Int {
        guard let port = wholeNumber(text[...]), port <= 65_535 else {
            throw InvalidValue("is no port: write a whole number from 0 to 65535")
        }
        return port
    }

    /// A number of bytes, from `512`, `512KiB` or `4MiB`.
    static func byteCount(_ text: String) throws(InvalidValue) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let factors = ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30]
        guard let count = wholeNumber(digits), let factor = factors[String(text[digits.endIndex...])] else {
            throw InvalidValue("is no size: write a whole number of bytes, or one with KiB, MiB or GiB, such as 4MiB")
        }
        let (bytes, overflows) = count.multipliedReportingOverflow(by: factor)
        guard !overflows else { throw InvalidValue("is more than any computer can hold") }
        guard bytes > 0 else { throw InvalidValue("would refuse every request: write a size above zero") }
        return bytes
    }

    /// A number above zero.
    static func count(_ text: String) throws(InvalidValue) -> Int {
        guard let count = wholeNumber(text[...]), count > 0 else {
            throw InvalidValue("is no number above zero: write it in digits")
        }
        return count
    }

    /// A duration, from `250ms`, `30s`, `5m`, `2h` or `1d`.
    static func duration(_ text: String) throws(InvalidValue) -> Duration {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let count = wholeNumber(digits), let unit = units[String(text[digits.endIndex...])] else {
            throw InvalidValue("is no duration: write a whole number with ms, s, m, h or d, such as 30s")
        }
        let (milliseconds, overflows) = count.multipliedReportingOverflow(by: unit)
        guard count > 0, !overflows, milliseconds <= 365 * 86_400_000 else {
            throw InvalidValue("is out of range: write a duration from 1ms to 365d")
        }
        return .milliseconds(milliseconds)
    }

    static func boolean(_ text: String) throws(InvalidValue) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw InvalidValue("is neither true nor false")
        }
    }

    /// An IP address or a host name.
    static func host(_ text: String) throws(InvalidValue) -> String {
        guard HostName.isAddress(text) || HostName.isName(text) else {
            throw InvalidValue("is no host: write an IP address or a host name, without a scheme and without a port")
        }
        return text
    }

    /// A number from 0 to 1.
    static func share(_ text: String) throws(InvalidValue) -> Double {
        let digits = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(ASCII.isDigit) }), let share = Double(text),
            share <= 1
        else { throw InvalidValue("is no share: write a number from 0 to 1, such as 0.1") }
        return share
    }

    /// The name of a header field.
    static func headerName(_ text: String) throws(InvalidValue) -> String {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isTokenCharacter) else {
            throw InvalidValue(
                "is no name of a header field: use letters, digits and hyphens, such as X-Correlation-Id"
            )
        }
        return text
    }

    /// The path of a file, and not what it contains.
    static func path(_ text: String) throws(InvalidValue) -> String {
        guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 }) else {
            throw InvalidValue("is no path of a file: name the file that holds the text")
        }
        return text
    }

    static func nonEmpty(_ text: String) throws(InvalidValue) -> String {
        guard !text.isEmpty else { throw InvalidValue("is empty") }
        return text
    }

    /// The values of a list that is separated by commas.
    static func list<Value>(
        _ text: String,
        of parse: (String) throws(InvalidValue) -> Value
    ) throws(InvalidValue) -> [Value] {
        var values: [Value] = []
        for part in text.split(separator: ",") {
            let part = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            if !part.isEmpty { values.append(try parse(String(part))) }
        }
        return values
    }

    /// Digits and nothing else, without a zero in front that would look octal.
    static func wholeNumber(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy(ASCII.isDigit), text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0") else {
            return nil
        }
        return Int(text)
    }
}

/// Questions about bytes of ASCII.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension UInt8 {
    /// Whether the byte may stand in a token (RFC 9110, section 5.6.2).
    var isTokenCharacter: Bool {
        ASCII.isLetter(self) || ASCII.isDigit(self) || "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
}
