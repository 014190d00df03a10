import PatternCompiler
import RuleExpressions
import ToolModel
import ToolValidation

/// Writes the rules of a schema as the runtime's values: `StringRules([.max(1000)])`.
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
            case .includes(let text, from: 0): call("includes", .string(text))
            case .includes(let text, let place):
                .call(.member(nil, "includes"), [.init(nil, .string(text)), .init("from", .integer(place))])
            case .lowercase: .member(nil, "lowercase")
            case .uppercase: .member(nil, "uppercase")
            case .emailPattern(let pattern): call("emailPattern", self.pattern(pattern))
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
            case .integer: .member(nil, "integer")
            case .format(let format): call("format", .member(nil, format.rawValue))
            }
        }
    }

    static func arrays(_ rules: [Rule<ArrayRule>], message: String?) -> Expression {
        list("ArrayRules", rules, message: message, size)
    }

    private static func size(_ rule: ArrayRule) -> Expression {
        switch rule {
        case .min(let count): call("min", .integer(count))
        case .max(let count): call("max", .integer(count))
        case .length(let count): call("length", .integer(count))
        case .unique: .member(nil, "unique")
        }
    }

    /// `ChoiceRules(["a", "b"])`
    static func choices(_ values: [JSONValue], message: String?) -> Expression {
        .call(.name("ChoiceRules"), [.init(nil, .array(values.map(value)))] + labelled("message", message))
    }

    /// `ObjectRules([.required("a"), .optional("b")])`
    static func object(_ object: NamedObject, message: String?) -> Expression {
        let properties = object.properties.map { property in
            let isOptional = PropertyForm(property).isOptional(property)
            return call(isOptional ? "optional" : "required", .string(property.definition.name))
        }
        var arguments: [Expression.Argument] = [.init(nil, .array(properties))]
        switch object.definition.unknownKeys {
        case .strip: break
        case .reject: arguments.append(.init("unknownKeys", .member(nil, "reject")))
        case .keep, .schema: arguments.append(.init("unknownKeys", .member(nil, "keep")))
        }
        return .call(.name("ObjectRules"), arguments + labelled("message", message))
    }

    /// `UnionRules([.string, .number])`
    static func union(_ union: NamedUnion, _ schema: Schema) -> Expression {
        var arguments: [Expression.Argument] = [.init(nil, .array(union.options.map { kinds($0.kinds) }))]
        if case .union(_, isExclusive: true) = schema.type { arguments.append(.init("isExclusive", .boolean(true))) }
        return .call(.name("UnionRules"), arguments + labelled("message", schema.message))
    }

    private static func kinds(_ kinds: ValueKinds) -> Expression {
        guard kinds != .any else { return .member(nil, "any") }
        let names: [(ValueKinds, String)] = [
            (.string, "string"), (.number, "number"), (.boolean, "boolean"), (.null, "null"), (.array, "array"),
            (.object, "object"), (.absent, "absent"),
        ]
        let parts = names.filter { kinds.contains($0.0) }.map { Expression.member(nil, $0.1) }
        return parts.count == 1 ? parts[0] : .array(parts)
    }

    /// `DiscriminatorRules("kind", [["circle"], ["square"]])`
    static func discriminator(_ schema: Schema, _ claims: [[JSONValue?]], message: String?) -> Expression {
        guard case .discriminatedUnion(let union) = schema.type else { return .nil }
        let values = claims.map { claims in
            // `nil` stands for an absent property, so that `null` needs its name.
            Expression.array(
                claims.map { claim in
                    switch claim {
                    case nil: .nil
                    case .null?: .member(.name("JSONValue"), "null")
                    case let value?: self.value(value)
                    }
                }
            )
        }
        return .call(
            .name("DiscriminatorRules"),
            [.init(nil, .string(union.discriminator)), .init(nil, .array(values))] + labelled("message", message)
        )
    }

    /// `TupleRules(count: 2, required: 2)`
    static func tuple(_ tuple: NamedTuple, message: String?) -> Expression {
        var arguments: [Expression.Argument] = [
            .init("count", .integer(tuple.items.count)), .init("required", .integer(tuple.required)),
        ]
        if tuple.rest != nil { arguments.append(.init("hasRest", .boolean(true))) }
        return .call(.name("TupleRules"), arguments + labelled("message", message))
    }

    /// `RecordRules()`, or with the keys that are known.
    static func record(_ record: RecordSchema, members: [JSONValue]?, message: String?) -> Expression {
        var arguments: [Expression.Argument] = []
        if let members {
            arguments.append(.init("members", .array(members.map(value))))
            let isPartial = record.mode == .partial || record.mode == .strict && record.values.mayBeAbsent
            if isPartial { arguments.append(.init("isExhaustive", .boolean(false))) }
        }
        if !record.rules.isEmpty { arguments.append(checks(record.rules, size)) }
        if record.mode != .strict { arguments.append(.init("mode", .member(nil, record.mode.rawValue))) }
        return .call(.name("RecordRules"), arguments + labelled("message", message))
    }

    /// `BooleanWordRules(truthy: ["ja"], falsy: ["nein"])`
    static func words(_ words: BooleanWords, message: String?) -> Expression {
        var arguments: [Expression.Argument] = []
        if let truthy = words.truthy { arguments.append(.init("truthy", .array(truthy.map { .string($0) }))) }
        if let falsy = words.falsy { arguments.append(.init("falsy", .array(falsy.map { .string($0) }))) }
        if words.isCaseSensitive { arguments.append(.init("isCaseSensitive", .boolean(true))) }
        return .call(.name("BooleanWordRules"), arguments + labelled("message", message))
    }

    /// `TemplateRules(Pattern("^a$", automaton: "…"))`
    static func template(_ pattern: CompiledPattern, message: String?) -> Expression {
        .call(.name("TemplateRules"), [.init(nil, self.pattern(pattern))] + labelled("message", message))
    }

    /// `PredicateRule(message: "must be even")`
    static func refinement(_ refinement: Refinement, message: String?) -> Expression {
        var arguments = labelled("message", refinement.message ?? message)
        if !refinement.path.isEmpty { arguments.append(.init("path", path(refinement.path))) }
        if let params = refinement.params {
            let members = params.members.map { Expression.Entry(key: .string($0.key), value: value($0.value)) }
            arguments.append(.init("params", .dictionary(members)))
        }
        if refinement.aborts { arguments.append(.init("aborts", .boolean(true))) }
        if refinement.runsAlways { arguments.append(.init("runsAlways", .boolean(true))) }
        return .call(.name("PredicateRule"), arguments)
    }

    /// `PredicateRule(message: "…", params: ["rule": "start <= end"])`
    static func rule(_ expression: RuleExpression) -> Expression {
        var arguments: [Expression.Argument] = [.init("message", .string(expression.message))]
        if !expression.rule.path.isEmpty { arguments.append(.init("path", path(expression.rule.path))) }
        let text = Expression.Entry(key: .string("rule"), value: .string(expression.rule.check.text))
        return .call(.name("PredicateRule"), arguments + [.init("params", .dictionary([text]))])
    }

    /// `[.key("end"), .index(0)]`
    static func path(_ path: [ValidationIssue.PathElement]) -> Expression {
        .array(
            path.map { element in
                switch element {
                case .key(let key): call("key", .string(key))
                case .index(let index): call("index", .integer(index))
                }
            }
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

    /// `StringRules([.max(3)])`, or `StringRules(checks: [Check(.max(3), message: "…")])` where a rule says more.
    private static func list<Kind>(
        _ type: String,
        _ rules: [Rule<Kind>],
        message: String?,
        _ translate: (Kind) -> Expression
    ) -> Expression {
        let isPlain = rules.allSatisfy { $0.message == nil && !$0.aborts }
        let list =
            isPlain
            ? Expression.Argument(nil, .array(rules.map { translate($0.kind) })) : checks(rules, translate)
        return .call(.name(type), [list] + labelled("message", message))
    }

    /// `checks: [Check(.max(3), message: "…")]`
    private static func checks<Kind>(_ rules: [Rule<Kind>], _ translate: (Kind) -> Expression) -> Expression.Argument {
        let checks = rules.map { rule in
            Expression.call(
                .name("Check"),
                [.init(nil, translate(rule.kind))] + labelled("message", rule.message)
                    + (rule.aborts ? [.init("aborts", .boolean(true))] : [])
            )
        }
        return .init("checks", .array(checks))
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

extension Schema {
    /// Whether an absent value comes out as such.
    fileprivate var mayBeAbsent: Bool {
        switch type {
        case .any, .unknown: isOptional || steps.isEmpty
        default: isOptional
        }
    }
}
