#if HTTP
extension SettingsReader {
    /// The secrets of a sender of webhooks, separated by commas: two of them while one takes the place of the other.
    ///
    /// A fault says which secret is wrong, and never what stands there.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - scheme: How the sender signs.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The secrets; none where one of them has a fault.
    public mutating func webhookSecrets(
        _ name: String,
        for scheme: WebhookScheme,
        at place: String
    ) -> [WebhookSecret] {
        let expected = "the secret that the sender signs with"
        guard let given = given(name, nil, place, expected, takesDefault: false) else { return [] }
        let texts = given.text.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
        if texts.isEmpty { note("\(place): \(given.source) \(WebhookSecret.Fault.empty)") }
        var secrets: [WebhookSecret] = []
        for (index, text) in texts.enumerated() {
            do {
                secrets.append(try WebhookSecret(text, for: scheme))
            } catch {
                note("\(place): \(given.source): secret \(index + 1) \(error)")
            }
        }
        return secrets.count == texts.count ? secrets : []
    }
}
#endif
