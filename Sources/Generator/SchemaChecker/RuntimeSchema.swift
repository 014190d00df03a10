internal import PatternCompiler
internal import ToolModel
internal import ToolValidation

/// A schema in the rules that emitted code would have, made ready once to read any number of values.
struct RuntimeSchema {
    /// The kinds of values with their rules.
    indirect enum Kind {
        case string(StringRules)
        case number(NumberRules)
        case integer(NumberRules)
        case boolean(message: String?)
        case choice(ChoiceRules, values: [JSONValue])
        case array(ArrayRules, RuntimeSchema)
        case object(ObjectRules, [Property])
    }

    /// A property of an object.
    struct Property {
        var name: String
        var schema: RuntimeSchema
        /// What an absent property is, if it may be absent and is anything then.
        var defaultValue: JSONValue?
    }

    let kind: Kind
    let isNullable: Bool

    init(_ schema: Schema) {
        isNullable = schema.isNullable
        let message = schema.message
        switch schema.type {
        case .string(let string):
            kind = .string(StringRules(string.rules.map { $0.check { $0.runtimeRule } }, message: message))
        case .number(let number):
            kind = .number(NumberRules(number.rules.map { $0.check { $0.runtimeRule } }, message: message))
        case .integer(let integer):
            kind = .integer(NumberRules(integer.rules.map { $0.check { $0.runtimeRule } }, message: message))
        case .boolean:
            kind = .boolean(message: message)
        case .enumeration(let texts):
            let values = texts.map { JSONValue.string($0) }
            kind = .choice(ChoiceRules(values, message: message), values: values)
        case .literal(let values):
            kind = .choice(ChoiceRules(values, message: message), values: values)
        case .array(let element, let rules):
            let checks = rules.map { $0.check { $0.runtimeRule } }
            kind = .array(ArrayRules(checks, message: message), RuntimeSchema(element))
        case .object(let object):
            let properties = object.properties
            let declared = properties.map { property -> ObjectRules.Property in
                (property.schema.isOptional || property.schema.defaultValue != nil) ? .optional(property.name) : .required(property.name)
            }
            kind = .object(
                ObjectRules(declared, message: message),
                properties.map { property in
                    Property(
                        name: property.name,
                        schema: RuntimeSchema(property.schema),
                        defaultValue: property.schema.defaultValue?.value
                    )
                }
            )
        default: kind = .boolean(message: message)
        }
    }
}

// MARK: - Rules

extension Rule {
    fileprivate func check<RuntimeRule>(_ convert: (Kind) -> RuntimeRule) -> Check<RuntimeRule> {
        Check(convert(kind), message: message, aborts: aborts)
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
        case .includes(let part, _): .includes(part)
        case .lowercase: .lowercase
        case .uppercase: .uppercase
        case .format(let format): .format(format)
        case .emailPattern: .format(.email)
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
                hostname: hostname.map { $0.runtimePattern },
                scheme: scheme.map { $0.runtimePattern },
                isNormalized: isNormalized
            )
        case .http(let isNormalized): .http(isNormalized: isNormalized)
        }
    }
}

extension CompiledPattern {
    fileprivate var runtimePattern: Pattern { Pattern(source: source, flags: flags, automaton: automaton) }
}

extension NumberRule {
    fileprivate var runtimeRule: NumberRules.Rule {
        switch self {
        case .min(let bound): .min(bound)
        case .max(let bound): .max(bound)
        case .greaterThan(let bound): .greaterThan(bound)
        case .lessThan(let bound): .lessThan(bound)
        case .multipleOf(let step): .multipleOf(step)
        case .integer, .format: .multipleOf(1)
        }
    }
}

extension ArrayRule {
    fileprivate var runtimeRule: ArrayRules.Rule {
        switch self {
        case .min(let count): .min(count)
        case .max(let count): .max(count)
        case .length(let count): .length(count)
        case .unique: .min(0)
        }
    }
}
