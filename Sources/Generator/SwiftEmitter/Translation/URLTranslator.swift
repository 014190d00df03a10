import ToolModel

/// Writes what a URL must be like as the runtime's value: `URLRule(scheme: Pattern("^ftp$", automaton: "…"))`.
enum URLTranslator {
    static func expression(_ rule: URLRule) -> Expression {
        let normalized: [Expression.Argument] = rule.isNormalized ? [.init("isNormalized", .boolean(true))] : []
        switch rule {
        case .http: return .call(.member(nil, "http"), normalized)
        case .any(let hostname, let scheme, _):
            let patterns = [("hostname", hostname), ("scheme", scheme)].compactMap { label, pattern in
                pattern.map { Expression.Argument(label, RulesTranslator.pattern($0)) }
            }
            return .call(.name("URLRule"), patterns + normalized)
        }
    }
}
