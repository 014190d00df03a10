internal import Diagnostics
internal import ToolModel

/// Limits by what a caller is stand behind `authenticate`, limits by where a request comes from in front of it.
enum LimitOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        guard let (front, authenticate, behind) = stages.parted(at: .authenticate) else {
            return checkUnknownCallers(stages, &reading)
        }
        for stage in front { checkInFront(stage, authenticate, &reading) }
        for stage in behind {
            guard case .rateLimit(let settings) = stage.kind, [.ip, .network].contains(settings.key) else { continue }
            reading.warning(
                .stageOrder,
                at: stage.location,
                "'\(stage.kind.words)' stands behind 'authenticate': it would not count the requests that are refused there, "
                    + "so that credentials could be guessed without a limit, and callers behind one address would share it; "
                    + "move it in front of 'authenticate', or limit 'by: principal' here",
                notes: [authenticate.note]
            )
        }
    }

    private static func checkInFront(
        _ stage: StageUse,
        _ authenticate: StageUse,
        _ reading: inout Reading
    ) {
        let start = "'\(stage.kind.words)' stands before 'authenticate'"
        let notes = [authenticate.note]
        switch stage.kind {
        case .rateLimit(let settings):
            switch settings.key {
            case .principal:
                reading.error(
                    .stageOrder,
                    at: stage.location,
                    "\(start): there is no principal yet whose requests it could count; "
                        + "move it behind 'authenticate'",
                    notes: notes
                )
            case .session, .argument:
                reading.warning(
                    .stageOrder,
                    at: stage.location,
                    "\(start): the client chooses what it is counted by, so that a new value for each request passes every "
                        + "limit; move it behind 'authenticate', and limit 'by: ip' here",
                    notes: notes
                )
            case .ip, .network: break
            }
        case .concurrency:
            reading.warning(
                .stageOrder,
                at: stage.location,
                "\(start): it would count by address, so that callers behind one address share it; "
                    + "move it behind 'authenticate'",
                notes: notes
            )
        default: break
        }
    }

    /// A stage of the user's may find out who calls.
    private static func checkUnknownCallers(_ stages: [StageUse], _ reading: inout Reading) {
        for (index, stage) in stages.enumerated() {
            guard case .rateLimit(let settings) = stage.kind, settings.key == .principal,
                !reading.hasUnreadStages, !stages[..<index].contains(where: { $0.kind.name == .custom })
            else { continue }
            reading.error(
                .missingAuthentication,
                at: stage.location,
                "'\(stage.kind.words)' needs 'authenticate' in front of it: without it there is no principal whose "
                    + "requests could be counted; add it, or limit 'by: ip'"
            )
        }
    }
}
