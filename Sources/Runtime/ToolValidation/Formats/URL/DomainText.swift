/// zod's idea of a domain name: two labels or more, the last one of letters.
enum DomainText {
    /// zod's expression. As with ``HostnameText`` the whole length is looked at apart.
    static let pattern = #"^(?=.{1,253}$)"# + FormatPatterns.domain.source.dropFirst()

    static func admits(_ text: String) -> Bool {
        text.utf8.count <= 253 && FormatPatterns.domain.matches(text)
    }
}
