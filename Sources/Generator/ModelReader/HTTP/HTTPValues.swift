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

    /// The origins of a list that is separated by commas.
    static func origins(_ text: String) throws(InvalidValue) -> [String] {
        var origins: [String] = []
        for part in text.split(separator: ",") {
            let part = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            if !part.isEmpty { origins.append(try origin(String(part))) }
        }
        return origins
    }

    /// What a browser sends as `Origin`, to the letter: that is how origins are compared.
    static func origin(_ text: String) throws(InvalidValue) -> String {
        guard text != "*" else {
            throw InvalidValue("would let the pages of every site call the tools: list the origins that may")
        }
        guard let separator = text.firstRange(of: "://") else {
            throw InvalidValue("is no origin: write the scheme too, such as https://example.com")
        }
        let (scheme, authority) = (text[..<separator.lowerBound], text[separator.upperBound...])
        guard text == text.lowercased() else {
            throw InvalidValue("is no origin: browsers send it in lower case")
        }
        guard !authority.contains(where: { "/?#".contains($0) }) else {
            throw InvalidValue("is no origin: leave out what stands behind the host and the port")
        }
        guard !authority.contains("@") else {
            throw InvalidValue("is no origin: leave out what stands before the host")
        }
        let (host, port) = split(authority)
        guard isScheme(scheme), HostName.isName(host) || HostName.isBracketedAddress(host) else {
            throw InvalidValue("is no origin: write scheme://host or scheme://host:port")
        }
        guard let port else { return text }
        guard let number = wholeNumber(port), number > 0, number <= 65_535 else {
            throw InvalidValue("is no origin: the port is a whole number from 1 to 65535")
        }
        guard (scheme, number) != ("https", 443), (scheme, number) != ("http", 80) else {
            throw InvalidValue("is no origin: browsers leave out the port \(number), which goes without saying")
        }
        return text
    }

    private static func split(_ authority: Substring) -> (host: String, port: Substring?) {
        // The colons of an IPv6 address stand in brackets.
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix(0)
        guard let colon = authority[host.endIndex...].firstIndex(of: ":") else { return (String(authority), nil) }
        return (String(authority[..<colon]), authority[authority.index(after: colon)...])
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
        return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "+-.".utf8.contains($0) }
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
