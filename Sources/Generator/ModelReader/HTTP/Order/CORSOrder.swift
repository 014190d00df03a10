internal import Diagnostics
internal import ToolModel

/// `cors` stands in front of all that refuses: preflights must get through, and refusals be marked for the page.
enum CORSOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        guard let (front, cors, _) = stages.parted(at: .cors) else { return }
        for stage in front {
            if case .authenticate = stage.kind {
                reading.error(
                    .stageOrder,
                    at: cors.location,
                    "'cors' stands behind 'authenticate': a browser's preflight carries no credentials, so that every page "
                        + "would get 401; move it in front of 'authenticate'",
                    notes: [stage.note]
                )
            } else if let refusals = stage.kind.refusals {
                reading.warning(
                    .stageOrder,
                    at: stage.location,
                    "'\(stage.kind.words)' stands before 'cors': its \(refusals) would carry no CORS headers, so that a page "
                        + "whose request or preflight is refused cannot tell why; move it behind 'cors'",
                    notes: [cors.note]
                )
            }
        }
    }
}

extension StageUse.Kind {
    /// The statuses with which it refuses requests, as far as that is known.
    fileprivate var refusals: String? {
        switch self {
        case .originGuard: "403 and 421"
        case .ipAllowlist: "403"
        case .bodyLimit: "413"
        case .timeout: "504"
        case .authenticate: "401 and 403"
        case .rateLimit: "429"
        case .concurrency: "429 and 503"
        case .correlation, .requestLog, .securityHeaders, .cors, .webhookSignature, .custom: nil
        }
    }
}
