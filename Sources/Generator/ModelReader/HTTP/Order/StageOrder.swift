internal import Diagnostics
internal import ToolModel

/// Finds stages whose order would do harm when the server runs. Each finding stands at the stage that is misplaced.
enum StageOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        RepetitionCheck.run(on: stages, &reading)
        CorrelationOrder.check(stages, &reading)
        CoverOrder.check(stages, &reading)
        CORSOrder.check(stages, &reading)
        AuthenticationOrder.check(stages, &reading)
        LimitOrder.check(stages, &reading)
    }
}

extension [StageUse] {
    /// The first stage of a name, with those in front of it and those behind it.
    func parted(at name: StageName) -> (front: ArraySlice<StageUse>, stage: StageUse, behind: ArraySlice<StageUse>)? {
        guard let index = firstIndex(where: { $0.kind.name == name }) else { return nil }
        return (self[..<index], self[index], self[(index + 1)...])
    }
}

extension StageUse {
    /// What points at the stage from a finding about another one.
    var note: Diagnostic.Note { Diagnostic.Note("'\(kind.words)' stands here", at: location) }
}

extension StageUse.Kind {
    /// What tells it from other stages: two types of the user's are two stages, and so are limits by two keys.
    var words: String {
        switch self {
        case .custom(let type): "custom: \(type)"
        case .rateLimit(let settings): "rateLimit by \(settings.key.words)"
        default: name.rawValue
        }
    }

    /// Whether it can answer a request itself, so that no stage behind it sees it.
    var canAnswer: Bool {
        switch self {
        case .correlation, .requestLog, .securityHeaders: false
        case .cors, .originGuard, .ipAllowlist, .bodyLimit, .timeout, .authenticate, .rateLimit, .concurrency,
            .webhookSignature, .custom:
            true
        }
    }
}

extension RateLimitSettings.Key {
    fileprivate var words: String {
        switch self {
        case .principal: "principal"
        case .session: "session"
        case .ip: "ip"
        case .network: "network"
        // Letter case counts for nothing in names of headers.
        case .argument(let name): "argument \(name.text.lowercased())"
        }
    }
}
