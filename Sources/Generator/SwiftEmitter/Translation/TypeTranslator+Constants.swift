import ToolModel
import ToolValidation

extension TypeTranslator {
    /// A constant that is made once.
    func constant(
        _ name: String,
        _ value: Expression,
        type: String? = nil,
        documentation: [String] = []
    ) -> Declaration {
        Declaration(
            documentation: documentation,
            modifiers: ["private", "static"],
            kind: .variable(isConstant: true, name, type: type, value: value)
        )
    }

    /// The constants that hold the rules of a value and of its parts, but for those of types of their own.
    func constants(_ named: NamedSchema) -> [Declaration] {
        core(named) + named.steps.flatMap { step($0, message: named.schema.message) }
    }

    /// The constants of the checks of a value as a whole.
    func checks(_ declared: NamedDeclaration) -> [Declaration] {
        declared.checks.flatMap { step($0, message: declared.schema.message) }
    }

    private func core(_ named: NamedSchema) -> [Declaration] {
        let message = named.schema.message
        switch (named.core, named.schema.type) {
        case (.string(let name?), .string(let text)):
            return [
                constant(
                    name,
                    RulesTranslator.strings(text.rules, message: message),
                    documentation: RulesTranslator.patternDocumentation(text.rules)
                )
            ]
        case (.number(let name?), .number(let number)):
            return [constant(name, RulesTranslator.numbers(number.rules, message: message))]
        case (.integer(let name?), .integer(let number)):
            return [constant(name, RulesTranslator.numbers(number.rules, message: message))]
        case (.stringbool(let name), .stringbool(let words)):
            return [constant(name, RulesTranslator.words(words, message: message))]
        case (.template(let name), .template(_, let pattern)):
            return [constant(name, RulesTranslator.template(pattern, message: message))]
        case (.literal(let swiftType, let rules, let values), .literal(let constants)):
            let elements = constants.map { self.constants.expression($0, of: named.dropping(named.steps.count)) }
            return [
                constant(rules, RulesTranslator.choices(constants, message: message)),
                constant(values, .array(elements), type: "[\(swiftType)]"),
            ]
        case (.array(let element, let name), .array(_, let rules)), (.set(let element, let name), .set(_, let rules)):
            return arrays(name, rules, message) + constants(element)
        case (.map(let keys, let values, let name), .map(_, _, let rules)):
            return arrays(name, rules, message) + constants(keys) + constants(values)
        case (.record(let keys, let values, let name), .record(let record)):
            let rules = RulesTranslator.record(record, members: record.keys.constants(definitions), message: message)
            return [constant(name, rules)] + constants(keys) + constants(values)
        case (.both(let first, let second), _): return constants(first) + constants(second)
        default: return []
        }
    }

    private var definitions: [String: Schema] { context.definitions }

    private func arrays(_ name: String?, _ rules: [Rule<ArrayRule>], _ message: String?) -> [Declaration] {
        name.map { [constant($0, RulesTranslator.arrays(rules, message: message))] } ?? []
    }

    private func step(_ step: NamedStep, message: String?) -> [Declaration] {
        let target = step.target.map(constants) ?? []
        guard let name = step.constant else { return target }
        switch step.kind {
        case .refine(let refinement): return [constant(name, RulesTranslator.refinement(refinement, message: message))]
        case .stringRules(let rules):
            return [
                constant(
                    name,
                    RulesTranslator.strings(rules, message: message),
                    documentation: RulesTranslator.patternDocumentation(rules)
                )
            ]
        case .numberRules(let rules): return [constant(name, RulesTranslator.numbers(rules, message: message))]
        case .arrayRules(let rules): return [constant(name, RulesTranslator.arrays(rules, message: message))]
        default: return target
        }
    }
}
