import PatternCompiler
import ToolModel
import ToolValidation

/// Writes the rules of a schema as the runtime's values: `StringRules([Check(.max(1000))])`.
enum RulesTranslator {
    static func strings(_ rules: [Rule<StringRule>], message: String?) -> Expression {
        list("StringRules", rules, message: message) { rule in
            switch rule {
            case .min(let count): call("min", .integer(count))
            case .max(let count): call("max", .integer(count))
            case .length(let count): call("length", .integer(count))
            case .regex(let pattern): call("regex", self.pattern(pattern))
            case .startsWith(let text): call("startsWith", .string(text))
            case .endsWith(let text): call("endsWith", .string(text))
            case .includes(let text, _): call("includes", .string(text))
            case .lowercase: .member(nil, "lowercase")
            case .uppercase: .member(nil, "uppercase")
            case .emailPattern(let pattern): call("regex", self.pattern(pattern))
            case .url(let rule): call("url", URLTranslator.expression(rule))
            case .rewrite(.normalize(let form)):
                call("rewrite", call("normalize", .member(nil, form.rawValue.lowercased())))
            case .rewrite(let rewrite): call("rewrite", .member(nil, rewrite.name))
            case .format(let format): call("format", FormatTranslator.expression(format))
            }
        }
    }

    static func numbers(_ rules: [Rule<NumberRule>], message: String?) -> Expression {
        list("NumberRules", rules, message: message) { rule in
            switch rule {
            case .min(let bound): call("min", .double(bound))
            case .max(let bound): call("max", .double(bound))
            case .greaterThan(let bound): call("greaterThan", .double(bound))
            case .lessThan(let bound): call("lessThan", .double(bound))
            case .multipleOf(let step): call("multipleOf", .double(step))
            case .integer, .format: call("multipleOf", .double(1))
            }
        }
    }

    static func arrays(_ rules: [Rule<ArrayRule>], message: String?) -> Expression {
        list("ArrayRules", rules, message: message) { rule in
            switch rule {
            case .min(let count): call("min", .integer(count))
            case .max(let count): call("max", .integer(count))
            case .length(let count): call("length", .integer(count))
            case .unique: .member(nil, "unique")
            }
        }
    }

    /// `ChoiceRules(["a", "b"])`
    static func choices(_ values: [JSONValue], message: String?) -> Expression {
        .call(.name("ChoiceRules"), [.init(nil, .array(values.map(value)))] + labelled("message", message))
    }

    /// `ObjectRules([.required("a"), .optional("b")])`
    static func object(_ object: NamedObject) -> Expression {
        let properties = object.properties.map { property in
            call(property.definition.schema.isOptional || property.definition.schema.defaultValue != nil ? "optional" : "required", .string(property.definition.name))
        }
        return .call(
            .name("ObjectRules"),
            [.init(nil, .array(properties))] + labelled("message", object.schema.message)
        )
    }

    /// A JSON value as a literal of `JSONValue`.
    static func value(_ value: JSONValue) -> Expression {
        switch value {
        case .null: .nil
        case .bool(let value): .boolean(value)
        case .number(let number): Int(exactly: number).map { .integer($0) } ?? .double(number)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(self.value))
        case .object(let object):
            .call(
                .member(nil, "object"),
                [
                    .init(
                        nil,
                        .call(
                            .name("JSONObject"),
                            [
                                .init(
                                    nil,
                                    .array(object.members.map { call("init", .string($0.key), self.value($0.value)) })
                                )
                            ]
                        )
                    )
                ]
            )
        }
    }

    // MARK: - Parts

    private static func list<Kind>(
        _ type: String,
        _ rules: [Rule<Kind>],
        message: String?,
        _ translate: (Kind) -> Expression
    ) -> Expression {
        let checks = rules.map { rule in
            Expression.call(
                .name("Check"),
                [.init(nil, translate(rule.kind))] + labelled("message", rule.message)
                    + (rule.aborts ? [.init("aborts", .boolean(true))] : [])
            )
        }
        return .call(.name(type), [.init(nil, .array(checks))] + labelled("message", message))
    }

    private static func call(_ name: String, _ arguments: Expression...) -> Expression {
        .call(.member(nil, name), arguments.map { .init(nil, $0) })
    }

    private static func labelled(_ label: String, _ text: String?) -> [Expression.Argument] {
        text.map { [.init(label, .string($0))] } ?? []
    }

    /// How the patterns among the rules of a text are matched.
    static func patternDocumentation(_ rules: [Rule<StringRule>]) -> [String] {
        let engines = rules.compactMap { rule -> String? in
            guard case .regex(let pattern) = rule.kind else { return nil }
            return switch pattern.engine {
            case .table: "a table of \(pattern.stateCount) states"
            case .stateSets: "sets of \(pattern.stateCount) states"
            case .backtracking: "trying, within a bound of steps"
            }
        }
        guard !engines.isEmpty else { return [] }
        return [
            "\(engines.count == 1 ? "The pattern is" : "The patterns are") matched by \(engines.joined(separator: "; "))."
        ]
    }

    /// `Pattern("^a", automaton: "…")`
    static func pattern(_ pattern: CompiledPattern) -> Expression {
        let flags = pattern.flags.isEmpty ? nil : pattern.flags
        return .call(
            .name("Pattern"),
            [.init(nil, .string(pattern.source))] + labelled("flags", flags)
                + labelled("automaton", String(decoding: pattern.automaton, as: UTF8.self))
        )
    }
}
