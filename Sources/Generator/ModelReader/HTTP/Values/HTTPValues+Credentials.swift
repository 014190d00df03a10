/// What stands in settings for credentials: hashes, never the credentials themselves.
extension HTTPValues {
    /// The SHA-256 of a key in hexadecimal digits; the empty text is none.
    static func keyDigest(_ text: String) throws(InvalidValue) -> String {
        guard text.isEmpty || isDigest(text) else {
            throw InvalidValue(
                "is no hash of a key: write its SHA-256 in 64 hexadecimal digits, or \"\" for none"
            )
        }
        return text
    }

    /// API keys: `id:hash`, or `id:hash:scope scope`, separated by commas.
    static func apiKeys(_ text: String) throws(InvalidValue) -> [String] {
        try list(text) { (key) throws(InvalidValue) in
            let parts = key.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count > 1, !parts[0].isEmpty, isDigest(String(parts[1])) else {
                throw InvalidValue(
                    "is no list of keys: write id:hash or id:hash:scope for each, the hash being the SHA-256 of the key in "
                        + "64 hexadecimal digits ('mcp-generator key new' makes both), and commas between them"
                )
            }
            return key
        }
    }

    /// Takes no text: what would stand for a secret that is not set would be known to everybody who reads the YAML.
    static func noDefault(_ text: String) throws(InvalidValue) -> [String] {
        throw InvalidValue("would be known to everybody who reads the YAML: leave it out")
    }

    /// By how much clocks may differ.
    static func clockSkew(_ text: String) throws(InvalidValue) -> Duration {
        let duration = try duration(text)
        guard duration <= .seconds(60) else {
            throw InvalidValue("lets tokens live on for too long: write 60s at most")
        }
        return duration
    }

    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
    }
}
