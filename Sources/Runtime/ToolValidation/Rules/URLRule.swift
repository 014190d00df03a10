/// What makes a text a URL that is accepted, with zod 4's verdicts: what the URL Standard's parser accepts behind white
/// space, whatever its scheme, and whose parts match.
public struct URLRule: Sendable {
    /// What the name of the host must be like.
    private enum Hostname: Sendable {
        case pattern(Pattern)
        /// Labels with dots between them, the last one of letters.
        case domain
    }

    /// What the scheme must be like.
    private enum Scheme: Sendable {
        case pattern(Pattern)
        /// `http` or `https`, with two slashes behind the colon unless the URL is normalized.
        case http
    }

    private let hostname: Hostname?
    private let scheme: Scheme?
    private let isNormalized: Bool

    /// zod's expression for the schemes of the web, which it reads stricter than the same rule in other words.
    private static let httpSource = "^https?$"

    /// Creates a rule for URLs of any kind.
    ///
    /// - Parameters:
    ///   - hostname: What must match in the host: a name in lower-case ASCII, an address, or nothing.
    ///   - scheme: What must match in the scheme, which is without its colon and in lower case.
    ///   - isNormalized: Whether the program gets the URL as the parser writes it, and not as it was sent.
    public init(hostname: Pattern? = nil, scheme: Pattern? = nil, isNormalized: Bool = false) {
        self.hostname = hostname.map { .pattern($0) }
        self.scheme = scheme.map { $0.source == Self.httpSource ? .http : .pattern($0) }
        self.isNormalized = isNormalized
    }

    private init(hostname: Hostname, scheme: Scheme, isNormalized: Bool) {
        self.hostname = hostname
        self.scheme = scheme
        self.isNormalized = isNormalized
    }

    /// Creates a rule for URLs of the web: the scheme is `http` or `https`, the host a domain name with a dot.
    ///
    /// - Parameter isNormalized: Whether the program gets the URL as the parser writes it, and not as it was sent.
    /// - Returns: The rule.
    public static func http(isNormalized: Bool = false) -> URLRule {
        URLRule(hostname: .domain, scheme: .http, isNormalized: isNormalized)
    }

    /// Checks a text, and reports what is wrong with it.
    ///
    /// - Returns: The URL without the white space around it and without tabs and line ends, or normalized; the text as
    ///   it is where it is no URL.
    func apply(
        to text: String,
        message: String?,
        _ severity: Issues.Severity,
        _ issues: inout Issues
    ) -> String {
        func report(_ note: String?, pattern: String? = nil) {
            var details = JSONObject()
            details["note"] = note.map { .string($0) }
            details["pattern"] = pattern.map { .string($0) }
            issues.appendInvalidFormat(
                "url",
                hasOrigin: false,
                details: details,
                message: message ?? "Invalid URL",
                severity
            )
        }
        func check(_ part: String, against pattern: Pattern, _ note: String) {
            var part = part
            switch part.withUTF8(pattern.verdict) {
            case .match: break
            case .noMatch: report(note, pattern: pattern.source)
            case .undecided: issues.appendUndecided(pattern: pattern.source, message: message, severity)
            }
        }
        let trimmed = TextRewrite.trim.apply(to: text)
        if case .http = scheme, !isNormalized, !hasTwoSlashes(trimmed) {
            report("Invalid URL format")
            return text
        }
        guard let url = URLParser.parse(trimmed) else {
            report(nil)
            return text
        }
        switch hostname {
        case .pattern(let pattern): check(url.hostname, against: pattern, "Invalid hostname")
        case .domain:
            if !DomainText.admits(url.hostname) { report("Invalid hostname", pattern: DomainText.pattern) }
        case nil: break
        }
        switch scheme {
        case .pattern(let pattern): check(url.scheme, against: pattern, "Invalid protocol")
        case .http:
            if url.scheme != "http", url.scheme != "https" { report("Invalid protocol", pattern: Self.httpSource) }
        case nil: break
        }
        guard !isNormalized else { return url.href }
        return String(decoding: trimmed.utf8.filter { !URLParser.isIgnored($0) }, as: UTF8.self)
    }

    /// Whether a text begins with `http://` or `https://`, in any case.
    private func hasTwoSlashes(_ text: String) -> Bool {
        let start = text.utf8.prefix(8).map(lowercaseASCII)
        return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
    }
}
