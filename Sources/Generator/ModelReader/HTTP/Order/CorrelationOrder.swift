internal import Diagnostics
internal import ToolModel

/// `correlation` stands in front of all that writes lines or answers: what is in front of it has no request id.
enum CorrelationOrder {
    static func check(_ stages: [StageUse], _ reading: inout Reading) {
        guard let (front, correlation, _) = stages.parted(at: .correlation) else { return }
        for stage in front {
            let start = "'\(stage.kind.words)' stands before 'correlation'"
            if case .requestLog = stage.kind {
                reading.error(
                    .stageOrder,
                    at: stage.location,
                    "\(start): its lines would carry no request id, so that none could be told from another; "
                        + "move it behind 'correlation'",
                    notes: [correlation.note]
                )
            } else if stage.kind.canAnswer {
                reading.warning(
                    .stageOrder,
                    at: stage.location,
                    "\(start): what it answers itself would carry no request id and could not be traced; "
                        + "move it behind 'correlation'",
                    notes: [correlation.note]
                )
            }
        }
    }
}
