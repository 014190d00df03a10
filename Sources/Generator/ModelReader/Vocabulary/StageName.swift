internal import ToolModel

/// The stages that are read, in the order in which they usually stand.
enum StageName: String, CaseIterable {
    case correlation, requestLog, securityHeaders, cors, originGuard, ipAllowlist, bodyLimit, timeout, authenticate
    case rateLimit, concurrency, webhookSignature, custom

    /// How the stage is written that means nothing without a value.
    var example: String? {
        switch self {
        case .correlation, .requestLog, .securityHeaders, .cors, .originGuard: nil
        case .ipAllowlist: "ipAllowlist: [10.0.0.0/8]"
        case .bodyLimit: "bodyLimit: 1MiB"
        case .timeout: "timeout: 60s"
        case .authenticate: "authenticate: { keys: $API_KEYS }"
        case .rateLimit: "rateLimit: { by: ip, requests: 60, per: 1m }"
        case .concurrency: "concurrency: { calls: 32 }"
        case .webhookSignature: "webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }"
        case .custom: "custom: AuditStage"
        }
    }
}

extension StageUse.Kind {
    /// What the YAML calls it.
    var name: StageName {
        switch self {
        case .correlation: .correlation
        case .requestLog: .requestLog
        case .securityHeaders: .securityHeaders
        case .cors: .cors
        case .originGuard: .originGuard
        case .ipAllowlist: .ipAllowlist
        case .bodyLimit: .bodyLimit
        case .timeout: .timeout
        case .authenticate: .authenticate
        case .rateLimit: .rateLimit
        case .concurrency: .concurrency
        case .webhookSignature: .webhookSignature
        case .custom: .custom
        }
    }
}
