public import ToolModel

extension StageUse.Kind {
    /// The Swift type of the stage, as emitted code and tables of routes name it.
    public var typeName: String {
        switch self {
        case .correlation: "Correlation"
        case .requestLog: "RequestLog"
        case .securityHeaders: "SecurityHeaders"
        case .cors: "CORS"
        case .originGuard: "OriginGuard"
        case .ipAllowlist: "IPAllowlist"
        case .bodyLimit: "BodyLimit"
        case .timeout: "RequestTimeout"
        case .authenticate: "Authenticate"
        case .rateLimit: "RateLimit"
        case .concurrency: "Concurrency"
        case .webhookSignature: "WebhookSignature"
        case .custom(let type): type.split(separator: ".").map { Identifier.quoted(String($0)) }.joined(separator: ".")
        }
    }
}
