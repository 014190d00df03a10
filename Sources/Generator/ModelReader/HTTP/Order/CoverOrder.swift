internal import Diagnostics
internal import ToolModel

/// `requestLog` and `securityHeaders` are for all responses, refusals too: nothing that answers stands in front of them.
enum CoverOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        check(stages, .requestLog, "would leave no line in the log, so that nobody sees it refuse", &reading)
        check(stages, .securityHeaders, "would go out without these headers", &reading)
    }

    private static func check(
        _ stages: [StageUse],
        _ name: StageName,
        _ harm: String,
        _ reading: inout Reading
    ) {
        guard let (front, stage, _) = stages.parted(at: name),
            let first = front.first(where: { $0.kind.canAnswer })
        else { return }
        reading.warning(
            .stageOrder,
            at: stage.location,
            "'\(name.rawValue)' stands behind '\(first.kind.words)': what that answers itself \(harm); "
                + "move it in front of '\(first.kind.words)'",
            notes: [first.note]
        )
    }
}
