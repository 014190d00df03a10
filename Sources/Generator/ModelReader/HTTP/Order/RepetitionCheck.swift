internal import Diagnostics
internal import ToolModel

/// Finds stages that stand twice on a route. Limits by different keys are different stages.
enum RepetitionCheck {
    static func run(on stages: [StageUse], _ reading: inout Reading) {
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
                notes: [earlier.note]
            )
        }
    }
}
