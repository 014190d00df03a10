#if HTTP
public import Digests

extension SettingsReader {
    /// API keys, separated by commas: `id:sha256hex`, with the scopes of the bearer behind it if there are some, as in
    /// `id:sha256hex:orders:read orders:write`.
    ///
    /// A fault says which key is wrong, and never what stands there.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The keys; none where one of them has a fault.
    public mutating func apiKeys(_ name: String, default fallback: String? = nil, at place: String) -> [APIKey] {
        let expected = "API keys such as id:sha256hex, separated by commas"
        guard let given = given(name, fallback, place, expected) else { return [] }
        let entries = given.text.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
        var keys: [APIKey] = []
        for (index, entry) in entries.enumerated() {
            do {
                let key = try APIKey(entry: String(entry))
                if let twin = keys.firstIndex(where: { $0.digest.matches(key.digest) }) {
                    note(
                        "\(place): \(given.source): key \(index + 1) is the same as key \(twin + 1). Remove one of them."
                    )
                }
                keys.append(key)
            } catch {
                note("\(place): \(given.source): key \(index + 1) \(error)")
            }
        }
        return keys.count == entries.count ? keys : []
    }

    /// The SHA-256 of a key in digits of base 16, which is nothing where there is no key.
    ///
    /// A fault never says what stands there.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The digits; `""` where there is no key.
    public mutating func keyDigest(_ name: String, default fallback: String? = nil, at place: String) -> String {
        let expected = "the SHA-256 of a key, 64 digits of base 16"
        guard let given = given(name, fallback, place, expected) else { return "" }
        let text = trimmed(given.text)
        guard !text.isEmpty else { return "" }
        guard let digest = KeyDigest(hexadecimal: text) else {
            note(
                """
                \(place): \(given.source) is not \(expected). If it is the key itself, put there what \
                'printf %s KEY | sha256sum' prints.
                """
            )
            return ""
        }
        return digest.hexadecimal
    }
}
#endif
