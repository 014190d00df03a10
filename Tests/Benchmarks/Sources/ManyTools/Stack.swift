import Foundation
import MCPServerHTTP

/// The stages that a request passes: as many as `STAGES` in the environment says, from 0 to 12; `full` are those that
/// every server which others reach has; without it, those of `http: {}`.
enum Stack {
    static var ofEnvironment: [any Stage] {
        switch ProcessInfo.processInfo.environment["STAGES"] {
        case nil: [Correlation(), RequestLog(), OriginGuard()]
        case "full": [Correlation(), RequestLog(), authenticate, limit(by: .principal)]
        case let number?: Array(twelve.prefix(Int(number) ?? 0))
        }
    }

    private static var twelve: [any Stage] {
        [
            Correlation(), RequestLog(), SecurityHeaders(), CORS(origins: ["https://app.example.com"]), OriginGuard(),
            IPAllowlist(["127.0.0.0/8", "::1/128"]), limit(by: .ip), BodyLimit(1 << 20), RequestTimeout(.seconds(60)),
            authenticate, limit(by: .principal), Concurrency(calls: 1000),
        ]
    }

    private static var authenticate: Authenticate {
        // The SHA-256 of `benchmarks`, which the load sends as its key.
        let entry = "load:cb1d2fdcc86ce72aae3a8d6c513a08b3a12069dba7e0d5b9987b0cdf456aa621"
        return Authenticate(by: [APIKeys((try? APIKey(entry: entry)).map { [$0] } ?? [])])
    }

    /// One that no load reaches.
    private static func limit(by key: RateLimit.Key) -> RateLimit {
        RateLimit(requests: 1_000_000_000, per: .seconds(1), by: key)
    }
}
