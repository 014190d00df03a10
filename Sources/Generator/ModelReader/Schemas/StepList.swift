internal import Diagnostics
internal import ToolModel
internal import ToolValidation

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

    /// Takes a rule. Steps that do nothing with a value that is there make no difference to where the rule stands, nor does
    /// `prefault`: keys of a mapping are rarely thought of as having an order, and the rule is about a value that is there.
    mutating func add(_ rule: SchemaRule) {
        let place = steps.lastIndex { !$0.kind.leavesValuesAlone }.map { $0 + 1 } ?? 0
        switch rule {
        case .string(let rule) where place == 0: ofString.append(rule)
        case .number(let rule) where place == 0: ofNumber.append(rule)
        case .array(let rule) where place == 0: ofArray.append(rule)
        case .string(let rule):
            if case .stringRules(let rules) = steps[place - 1].kind {
                steps[place - 1].kind = .stringRules(rules + [rule])
            } else {
                steps.insert(Step(.stringRules([rule]), location: rule.location), at: place)
            }
        case .number(let rule):
            if case .numberRules(let rules) = steps[place - 1].kind {
                steps[place - 1].kind = .numberRules(rules + [rule])
            } else {
                steps.insert(Step(.numberRules([rule]), location: rule.location), at: place)
            }
        case .array(let rule):
            if case .arrayRules(let rules) = steps[place - 1].kind {
                steps[place - 1].kind = .arrayRules(rules + [rule])
            } else {
                steps.insert(Step(.arrayRules([rule]), location: rule.location), at: place)
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

extension StepList {
    /// What lets the value be absent or `null` where a rule would stand, since a function stands in between: the rule can be
    /// moved before neither.
    var opening: Step? {
        guard let last = steps.lastIndex(where: { !$0.kind.leavesValuesAlone }) else { return nil }
        var (absent, null): (Step?, Step?)
        for step in steps[...last] {
            switch step.kind {
            case .optional: absent = step
            case .nullable: null = step
            case .nonoptional: absent = nil
            case .defaultValue(let value):
                absent = nil
                if value.value == .null { null = step }
            case .catchValue(let value): if value.value == .null { null = step }
            default: break
            }
        }
        return absent ?? null
    }
}

// MARK: - All rules

extension StepList {
    var allStringRules: [Rule<StringRule>] { ofString + laterStringRules }

    /// The rules of a text behind a step.
    var laterStringRules: [Rule<StringRule>] {
        steps.flatMap { step -> [Rule<StringRule>] in
            if case .stringRules(let rules) = step.kind { rules } else { [] }
        }
    }

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

extension StepKind {
    /// Whether it does nothing with a value that is there and not `null`.
    fileprivate var leavesValuesAlone: Bool {
        switch self {
        case .optional, .nonoptional, .nullable, .prefault, .readonly, .brand: true
        default: false
        }
    }
}
