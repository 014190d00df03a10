internal import Diagnostics
internal import ToolModel

/// Finds stages whose order would do harm when the server runs. Each finding stands at the stage that is misplaced.
enum StageOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        checkRepetition(stages, &reading)
        if let correlation = stages.firstIndex(where: { $0.kind == .correlation }) {
            for stage in stages[..<correlation] { report(stage, before: stages[correlation], &reading) }
        }
        if let cors = stages.firstIndex(where: { $0.kind.name == .cors }) {
            for stage in stages[..<cors] where stage.kind.name == .originGuard {
                reading.warning(
                    .stageOrder,
                    at: stage.location,
                    "'originGuard' stands before 'cors': its 403 and 421 would carry no CORS headers, so that a page whose "
                        + "request or preflight is refused cannot tell why; move it behind 'cors'",
                    notes: [note(stages[cors])]
                )
            }
        }
    }

    private static func checkRepetition(_ stages: [StageUse], _ reading: inout Reading) {
        var first: [String: StageUse] = [:]
        for stage in stages {
            let name = stage.kind.words
            guard let earlier = first[name] else {
                first[name] = stage
                continue
            }
            reading.error(
                .duplicateStage,
                at: stage.location,
                "'\(name)' stands twice on this route, so that every request would pass it twice: remove one",
                notes: [note(earlier)]
            )
        }
    }

    private static func report(_ stage: StageUse, before correlation: StageUse, _ reading: inout Reading) {
        let start = "'\(stage.kind.words)' stands before 'correlation'"
        switch stage.kind {
        case .correlation: break
        case .requestLog:
            reading.error(
                .stageOrder,
                at: stage.location,
                "\(start): its lines would carry no request id, so that none could be told from another; "
                    + "move it behind 'correlation'",
                notes: [note(correlation)]
            )
        case .cors, .originGuard, .custom:
            reading.warning(
                .stageOrder,
                at: stage.location,
                "\(start): what it answers itself would carry no request id and could not be traced; "
                    + "move it behind 'correlation'",
                notes: [note(correlation)]
            )
        }
    }

    private static func note(_ stage: StageUse) -> Diagnostic.Note {
        Diagnostic.Note("'\(stage.kind.words)' stands here", at: stage.location)
    }
}

extension StageUse.Kind {
    /// What tells it from other stages: two types of the user's are two stages.
    fileprivate var words: String {
        guard case .custom(let type) = self else { return name.rawValue }
        return "custom: \(type)"
    }
}
