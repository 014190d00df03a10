internal import Diagnostics
internal import ToolModel

/// The rules and steps of a schema, in the order in which they are written.
///
/// Rules belong to the type until the first step comes; from there on they are steps themselves.
struct StepList {
    private(set) var ofString: [Rule<StringRule>] = []
    private(set) var ofNumber: [Rule<NumberRule>] = []
    private(set) var ofArray: [Rule<ArrayRule>] = []
    private(set) var steps: [Step] = []

    mutating func add(_ kind: StepKind, at location: SourceLocation) {
        steps.append(Step(kind, location: location))
    }

    mutating func add(_ rule: SchemaRule) {
        switch rule {
        case .string(let rule) where steps.isEmpty: ofString.append(rule)
        case .number(let rule) where steps.isEmpty: ofNumber.append(rule)
        case .array(let rule) where steps.isEmpty: ofArray.append(rule)
        case .string(let rule):
            if case .stringRules(let rules) = steps.last?.kind {
                steps[steps.count - 1].kind = .stringRules(rules + [rule])
            } else {
                add(.stringRules([rule]), at: rule.location)
            }
        case .number(let rule):
            if case .numberRules(let rules) = steps.last?.kind {
                steps[steps.count - 1].kind = .numberRules(rules + [rule])
            } else {
                add(.numberRules([rule]), at: rule.location)
            }
        case .array(let rule):
            if case .arrayRules(let rules) = steps.last?.kind {
                steps[steps.count - 1].kind = .arrayRules(rules + [rule])
            } else {
                add(.arrayRules([rule]), at: rule.location)
            }
        }
    }

    /// The step behind which the value is of another type.
    var conversion: Step? {
        steps.first { step in
            switch step.kind {
            case .transform, .pipe: true
            default: false
            }
        }
    }
}

// MARK: - All rules

extension StepList {
    var allStringRules: [Rule<StringRule>] { stringRulesBetweenChanges.flatMap(\.self) }

    /// The rules of a text, parted where a function of the user's changes it.
    var stringRulesBetweenChanges: [[Rule<StringRule>]] {
        var parts = [ofString]
        for step in steps {
            switch step.kind {
            case .stringRules(let rules): parts[parts.count - 1] += rules
            case .overwrite: parts.append([])
            default: break
            }
        }
        return parts
    }

    var allNumberRules: [Rule<NumberRule>] {
        steps.reduce(into: ofNumber) { rules, step in
            if case .numberRules(let more) = step.kind { rules += more }
        }
    }

    var allArrayRules: [Rule<ArrayRule>] {
        steps.reduce(into: ofArray) { rules, step in
            if case .arrayRules(let more) = step.kind { rules += more }
        }
    }
}
