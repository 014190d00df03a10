internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Warns of steps that do nothing where they stand.
enum StepOrder {
    static func check(_ schema: Schema, _ reading: inout Reading) {
        checkPreprocessing(schema.steps, &reading)
        checkDefaults(schema.steps, &reading)
        checkNever(schema, &reading)
    }

    /// What makes a value absent is of use only behind what takes absent values: it is done before that looks.
    private static func checkPreprocessing(_ steps: [Step], _ reading: inout Reading) {
        for (index, step) in steps.enumerated() {
            guard case .preprocess(let preprocessing) = step.kind, preprocessing.makesAbsent,
                !steps[..<index].contains(where: \.kind.takesAbsence),
                let taker = steps[index...].first(where: \.kind.takesAbsence)
            else { continue }
            let name = preprocessing.rawValue
            reading.warning(
                .stepOrder,
                at: step.location,
                "'\(name)' stands before what takes absent values, so that it only leads to errors: write it behind",
                notes: [.init("absent values are taken here", at: taker.location)]
            )
        }
    }

    /// Of two values for an absent one, the second is used.
    private static func checkDefaults(_ steps: [Step], _ reading: inout Reading) {
        let defaults = steps.filter(\.kind.replacesAbsence)
        for (step, later) in zip(defaults, defaults.dropFirst()) {
            reading.warning(
                .stepOrder,
                at: step.location,
                "this value is never used: another one stands below, and the last is asked first",
                notes: [.init("the other value stands here", at: later.location)]
            )
        }
    }

    /// No value gets behind `never`.
    private static func checkNever(_ schema: Schema, _ reading: inout Reading) {
        var never: SourceLocation?
        if case .never = schema.type { never = schema.location }
        for step in schema.steps {
            if let never, step.kind.needsValue {
                let message = "no value gets here: nothing is accepted by 'never'"
                reading.warning(
                    .stepOrder,
                    at: step.location,
                    message,
                    notes: [.init("'never' stands here", at: never)]
                )
                return
            }
            if case .pipe(let target) = step.kind, case .never = target.type { never = target.location }
        }
    }
}

extension StepKind {
    fileprivate var takesAbsence: Bool {
        if case .optional = self { return true }
        return replacesAbsence
    }

    fileprivate var replacesAbsence: Bool {
        switch self {
        case .defaultValue, .prefault: true
        default: false
        }
    }

    /// Whether the step does something with an accepted value alone.
    fileprivate var needsValue: Bool {
        switch self {
        case .refine(let refinement): !refinement.runsAlways
        case .superRefine, .overwrite, .transform, .pipe, .stringRules, .numberRules, .arrayRules: true
        default: false
        }
    }
}

extension Preprocessing {
    fileprivate var makesAbsent: Bool { self == .emptyToAbsent || self == .nullToAbsent }
}
