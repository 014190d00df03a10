internal import PatternCompiler
internal import ToolModel
internal import ToolValidation

extension Rule {
    fileprivate func check<RuntimeRule>(_ convert: (Kind) -> RuntimeRule) -> Check<RuntimeRule> {
        Check(convert(kind), message: message, aborts: aborts)
    }
}

extension CompiledPattern {
    var runtimePattern: Pattern { Pattern(source: source, flags: flags, automaton: automaton) }
}

extension [Rule<StringRule>] {
    func runtimeRules(_ message: String?) -> StringRules {
        StringRules(checks: map { $0.check { $0.runtimeRule } }, message: message)
    }
}

extension [Rule<NumberRule>] {
    func runtimeRules(_ message: String?) -> NumberRules {
        NumberRules(checks: map { $0.check { $0.runtimeRule } }, message: message)
    }
}

extension [Rule<ArrayRule>] {
    func runtimeRules(_ message: String?) -> ArrayRules { ArrayRules(checks: runtimeChecks, message: message) }

    fileprivate var runtimeChecks: [Check<ArrayRules.Rule>] { map { $0.check { $0.runtimeRule } } }
}

extension RecordSchema {
    func runtimeRules(_ message: String?, _ types: [String: Schema]) -> RecordRules {
        let runtimeMode: RecordRules.Mode =
            switch mode {
            case .strict: .strict
            case .partial: .partial
            case .loose: .loose
            }
        guard let members = keys.constants(types) else {
            return RecordRules(checks: rules.runtimeChecks, mode: runtimeMode, message: message)
        }
        return RecordRules(
            members: members,
            isExhaustive: mode != .partial,
            checks: rules.runtimeChecks,
            mode: runtimeMode,
            message: message
        )
    }
}

extension StringRule {
    fileprivate var runtimeRule: StringRules.Rule {
        switch self {
        case .min(let count): .min(count)
        case .max(let count): .max(count)
        case .length(let count): .length(count)
        case .regex(let pattern): .regex(pattern.runtimePattern)
        case .startsWith(let part): .startsWith(part)
        case .endsWith(let part): .endsWith(part)
        case .includes(let part, let place): .includes(part, from: place)
        case .lowercase: .lowercase
        case .uppercase: .uppercase
        case .format(let format): .format(format)
        case .emailPattern(let pattern): .emailPattern(pattern.runtimePattern)
        case .url(let rule): .url(rule.runtimeRule)
        case .rewrite(let rewrite): .rewrite(rewrite)
        }
    }
}

extension ToolModel.URLRule {
    fileprivate var runtimeRule: ToolValidation.URLRule {
        switch self {
        case .any(let hostname, let scheme, let isNormalized):
            ToolValidation.URLRule(
                hostname: hostname?.runtimePattern,
                scheme: scheme?.runtimePattern,
                isNormalized: isNormalized
            )
        case .http(let isNormalized): .http(isNormalized: isNormalized)
        }
    }
}

extension NumberRule {
    fileprivate var runtimeRule: NumberRules.Rule {
        switch self {
        case .min(let bound): .min(bound)
        case .max(let bound): .max(bound)
        case .greaterThan(let bound): .greaterThan(bound)
        case .lessThan(let bound): .lessThan(bound)
        case .multipleOf(let step): .multipleOf(step)
        case .integer: .integer
        case .format(let format): .format(format)
        }
    }
}

extension ArrayRule {
    fileprivate var runtimeRule: ArrayRules.Rule {
        switch self {
        case .min(let count): .min(count)
        case .max(let count): .max(count)
        case .length(let count): .length(count)
        case .unique: .unique
        }
    }
}
