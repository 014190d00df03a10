import Foundation

extension ProbeJudge {
    /// The refusals that stages of `tools.yaml` are known by, and those of other servers that mean the same.
    ///
    /// - Parameters:
    ///   - head: The refusal.
    ///   - words: The refusal for people.
    ///   - text: What the server said, in small letters.
    /// - Returns: What is wrong, where a stage is known to refuse so.
    func stageRefusal(_ head: HTTPResponse.Head, _ words: String, _ text: String) -> ProbeReport.Finding? {
        func refused(by stage: String?, _ message: String, _ advice: String) -> ProbeReport.Finding {
            .init(layer: .stage, stage: stage, message: "\(message): \(words)", advice: advice)
        }
        switch head.status {
        case 401:
            return refused(
                by: "authenticate",
                "the server wants to know who asks, and does not know this token",
                "give a token that is valid: --bearer, MCP_BEARER_TOKEN in the environment, or --header"
            )
        case 403 where head.challenge?.contains("insufficient_scope") == true || text.contains("probe key"):
            return refused(
                by: "authenticate",
                "the token may not do this",
                "give one with the scopes that WWW-Authenticate names: \(head.challenge ?? "none")"
            )
        case 403 where text.contains("origin"):
            return refused(
                by: "originGuard",
                "the server does not serve this origin",
                "list the origin in 'allow' of originGuard or in 'cors', or probe without the header Origin"
            )
        case 403 where text.contains("address"):
            return refused(
                by: "ipAllowlist",
                "the server does not serve this address",
                "list this machine's address, and behind a proxy the proxy's in 'trustedProxies'"
            )
        case 403:
            return refused(
                by: nil,
                "the server forbids it",
                "look at what it checks: the token's rights (authenticate), the address (ipAllowlist), the origin (originGuard)"
            )
        case 421:
            return refused(
                by: "originGuard",
                "the server does not answer for the host '\(url.host() ?? "")'",
                "list this host's origin in 'allow' of originGuard, or probe by a name that is listed there"
            )
        case 429:
            let wait = head.retryAfter.map { " in \($0) s (Retry-After)" } ?? " later"
            let isConcurrency = ["are running", "are open", "concurren"].contains(where: text.contains)
            return refused(
                by: isConcurrency ? "concurrency" : "rateLimit",
                "too many requests",
                "try again\(wait), probe less often, or give the probe a key with a limit of its own"
            )
        case 413:
            return refused(
                by: "bodyLimit",
                "the request is too large for the server",
                "send smaller arguments, or raise 'bodyLimit' and 'maxBodySize'"
            )
        case 408:
            return refused(
                by: "readTimeout",
                "the server did not get the request in time",
                "look at the network in between, and at 'readTimeout'"
            )
        case 504:
            return refused(
                by: "timeout",
                "the answer was not ready in time",
                "look at what the server waits for, and at the 'timeout' of the route and the tool"
            )
        case 503:
            return refused(
                by: nil,
                "the server has no room or is about to stop",
                "look at its health, and at maxSessions, maxConnections and concurrency"
            )
        default: return nil
        }
    }
}
