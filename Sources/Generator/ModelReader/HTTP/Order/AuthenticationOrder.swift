internal import Diagnostics
internal import ToolModel

/// What refuses without knowing the caller stands in front of `authenticate`: it costs next to nothing, and the work of
/// checking a token is what it protects.
enum AuthenticationOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        guard let (_, authenticate, behind) = stages.parted(at: .authenticate) else { return }
        for stage in behind {
            guard let harm = stage.kind.harmBehindAuthentication else { continue }
            reading.warning(
                .stageOrder,
                at: stage.location,
                "'\(stage.kind.words)' stands behind 'authenticate': \(harm); move it in front of 'authenticate'",
                notes: [authenticate.note]
            )
        }
    }
}

extension StageUse.Kind {
    fileprivate var harmBehindAuthentication: String? {
        switch self {
        case .originGuard:
            "the pages of foreign sites could have tokens checked, and would be told 401 instead of 403"
        case .ipAllowlist:
            "addresses that may not call at all could have tokens checked, and guess them"
        case .bodyLimit:
            "a request that is too large in any case would have its token checked first"
        case .timeout:
            "it would not bound the checking of a token, for which keys may have to be fetched"
        default: nil
        }
    }
}
