extension HTTPValues {
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

    static func split(_ authority: Substring) -> (host: String, port: Substring?) {
        // The colons of an IPv6 address stand in brackets.
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix(0)
        guard let colon = authority[host.endIndex...].firstIndex(of: ":") else { return (String(authority), nil) }
        return (String(authority[..<colon]), authority[authority.index(after: colon)...])
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
        return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "+-.".utf8.contains($0) }
    }

    /// The URL of an issuer, of its keys or of the server: what clients fetch, or compare to the letter.
    static func url(_ text: String) throws(InvalidValue) -> String {
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else {
            throw InvalidValue("is no URL: write the scheme too, such as https://auth.example.com")
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: { "#\"<>\\^`{|}".contains($0) })
        else { throw InvalidValue("is no URL: leave out '#', spaces and what else must be escaped") }
        let authority = text.dropFirst(isSecure ? 8 : 7).prefix { !"/?".contains($0) }
        guard !authority.contains("@") else { throw InvalidValue("is no URL: leave out what stands before the host") }
        let (host, port) = split(authority)
        guard HostName.isName(host) || HostName.isBracketedAddress(host) else {
            throw InvalidValue("is no URL: a host name or an address stands behind the scheme")
        }
        if let port {
            guard let number = wholeNumber(port), number > 0, number <= 65_535 else {
                throw InvalidValue("is no URL: the port is a whole number from 1 to 65535")
            }
        }
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        guard isSecure || HostName.isLoopback(name) else {
            throw InvalidValue(
                "would be fetched in the clear, so that whoever is on the way could put keys of their own in its place: "
                    + "write https (http is for loopback alone)"
            )
        }
        return text
    }
}
