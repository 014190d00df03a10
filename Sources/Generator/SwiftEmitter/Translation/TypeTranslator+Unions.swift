import ToolModel
import ToolValidation

extension TypeTranslator {
    /// The members of the enumeration of a union.
    func union(_ union: NamedUnion, _ declared: NamedDeclaration) -> [Declaration] {
        var members = union.options.map { option in
            Declaration(
                documentation: option.value.schema.annotations.description.map(SwiftLiteral.documentation) ?? [],
                kind: .payloadCase(option.name, type: option.isNull ? nil : option.value.shape.swiftType)
            )
        }
        if let claims = union.claims {
            members += readingInitializer(discriminating(union, declared), of: declared)
            if declared.schema.hasFallback { members.append(fallback(union)) }
            members.append(
                constant(
                    "rules",
                    RulesTranslator.discriminator(declared.schema, claims, message: declared.schema.message)
                )
            )
            if declared.schema.hasFallback {
                members.append(constant("fallbackRules", RulesTranslator.union(union, declared.schema)))
            }
        } else {
            members += readingInitializer(
                trying(union, rules: "rules") + [.assign(.name("self"), .name("value"))],
                of: declared
            )
            members.append(constant("rules", RulesTranslator.union(union, declared.schema)))
        }
        members.append(writer(writing(union)))
        members += union.options.flatMap { nestedTypes($0.value, "`\($0.name)`") }
        members += union.options.flatMap { constants($0.value) }
        return members
    }

    /// Tries one option after the other.
    private func trying(_ union: NamedUnion, rules: String) -> [Statement] {
        let enter = Expression.call(
            .name("json").member("enterUnion"),
            [.init(nil, .name("Self").member(rules)), .init(nil, .name("issues"))]
        )
        let next = Expression.call(
            .name("json").member("nextOption"),
            [.init(nil, .reference("union")), .init(nil, .reference("issues"))]
        )
        let cases = union.options.enumerated().map { index, option in
            Statement.Case(
                pattern: index < union.options.count - 1 ? .integer(index) : nil,
                body: [.assign(.name("value"), made(option))]
            )
        }
        let loop: [Statement] =
            union.options.count > 1 ? [.switch(.name("option"), cases)] : cases.flatMap(\.body)
        return [
            .variable(isConstant: false, "union", type: nil, value: enter),
            .variable(isConstant: false, "value", type: "Self?", value: nil),
            .while(.binding(isConstant: true, union.options.count > 1 ? "option" : "_", next), loop),
            .guard(
                [.isTrue(.name("union").member("isDecided")), .binding(isConstant: true, "value", nil)],
                else: .return(.nil)
            ),
        ]
    }

    /// The value of the enumeration that an option gives.
    private func made(_ option: NamedOption) -> Expression {
        let make: Expression =
            option.isNull
            ? .name("Self").member(option.name)
            : .call(.name("Self").member(option.name), [.init(nil, .name("$0"))])
        return .trailing(
            reader.expression(option.value).member("map"),
            [],
            [
                option.isNull
                    ? Expression.Closure(nil, "_", body: [.expression(make)])
                    : Expression.Closure(body: [.expression(make)])
            ]
        )
    }

    /// Asks the discriminator which option it is.
    private func discriminating(_ union: NamedUnion, _ declared: NamedDeclaration) -> [Statement] {
        let fallback =
            declared.schema.hasFallback
            ? [Expression.Argument("fallback", .integer(union.options.count))] : []
        let read = Expression.call(
            .name("json").member("readDiscriminator"),
            [.init(nil, .name("Self").member("rules"))] + fallback + [.init(nil, .reference("issues"))]
        )
        var cases = union.options.enumerated().map { index, option in
            Statement.Case(
                pattern: .integer(index),
                body: [
                    .guard([.binding(isConstant: true, "value", reader.expression(option.value))], else: .return(.nil)),
                    .assign(.name("self"), .call(.member(nil, option.name), [.init(nil, .name("value"))])),
                ]
            )
        }
        if declared.schema.hasFallback {
            let read = Expression.call(
                .name("Self").member("readAny"),
                [.init(nil, .reference("json")), .init(nil, .reference("issues"))]
            )
            cases.append(
                Statement.Case(
                    pattern: .integer(union.options.count),
                    body: [
                        .guard([.binding(isConstant: true, "value", read)], else: .return(.nil)),
                        .assign(.name("self"), .name("value")),
                    ]
                )
            )
        }
        return [.switch(read, cases + [.nothing])]
    }

    /// Tries all options where the discriminator tells none.
    private func fallback(_ union: NamedUnion) -> Declaration {
        Declaration(
            documentation: ["Reads a value whose discriminator tells no option."],
            modifiers: ["private", "static"],
            kind: .function(
                .init(
                    name: "readAny",
                    parameters: [
                        .init(label: "_", "json", type: "inout JSONReader"),
                        .init(label: "_", "issues", type: "inout Issues"),
                    ],
                    result: "Self?"
                ),
                body: trying(union, rules: "fallbackRules") + [.return(.name("value"))]
            )
        )
    }

    private func writing(_ union: NamedUnion) -> [Statement] {
        [
            .switch(
                .name("self"),
                union.options.map { option in
                    guard !option.isNull else {
                        return .init(pattern: .member(nil, option.name), body: [WriteTranslator.null])
                    }
                    return .init(
                        pattern: .call(.member(nil, option.name), [.init(nil, .name("let value"))]),
                        body: WriteTranslator().statements(option.value.shape, .name("value"))
                    )
                }
            )
        ]
    }

    // MARK: - Intersections

    /// The members of the struct of a value that two schemas accept.
    func intersection(_ both: NamedIntersection, _ declared: NamedDeclaration) -> [Declaration] {
        let nested =
            nestedTypes(both.first, "the first schema") + nestedTypes(both.second, "the second schema")
            + constants(both.first) + constants(both.second)
        if let merged = both.merged { return self.merged(merged, both, declared) + nested }
        let parts = [("first", both.first), ("second", both.second)]
        let write = Expression.trailing(
            .name("json").member("writeMerged"),
            [],
            parts.enumerated().map { index, part in
                Expression.Closure(
                    index == 0 ? nil : "and",
                    "json",
                    body: WriteTranslator().statements(part.1.shape, .name("self").member(part.0))
                )
            }
        )
        return parts.flatMap { name, value in stored(name, value.shape, ["What the \(name) schema gives."]) } + [
            memberwise(parts.map { MemberParameter(.init($0.0, type: $0.1.shape.swiftType), $0.0) })
        ]
            + readingInitializer(
                [readBoth(both, as: "both")]
                    + parts.enumerated().map { index, part in
                        .assign(.name("self").member(part.0), .name("both").member("\(index)"))
                    },
                of: declared
            ) + [writer([.expression(write)])] + mirror(parts.map { ($0.0, $0.1.shape, $0.1.schema) }) + nested
    }

    private func readBoth(_ both: NamedIntersection, as name: String) -> Statement {
        let read = Expression.call(
            .name("json").member("readBoth"),
            [
                .init(nil, .reference("issues")),
                .init(nil, .block(["json", "issues"], reader.expression(both.first))),
                .init("and", .block(["json", "issues"], reader.expression(both.second))),
            ]
        )
        return .guard([.binding(isConstant: true, name, read)], else: .return(.nil))
    }

    private func merged(
        _ merged: [MergedProperty],
        _ both: NamedIntersection,
        _ declared: NamedDeclaration
    ) -> [Declaration] {
        merged.flatMap { merged in
            stored(
                merged.property.name,
                merged.shape(in: both),
                box: merged.property.box,
                SwiftLiteral.documentation(
                    merged.property.value.schema.annotations.description
                        ?? "The property `\(merged.property.definition.name)`."
                )
            )
        } + [
            memberwise(
                merged.map { merged in
                    var parameter = self.parameter(merged.property)
                    parameter.parameter.type = merged.shape(in: both).swiftType
                    return parameter
                }
            )
        ]
            + readingInitializer(
                [readBoth(both, as: merged.isEmpty ? "_" : "both")]
                    + merged.map { merged in
                        let value = Expression.name("both").member("\(merged.place)").member(merged.source)
                        return initialize(merged.property.name, box: merged.property.box, from: value)
                    },
                of: declared
            ) + [
                writer(
                    [.expression(.name("json").call("beginObject"))]
                        + merged.flatMap { WriteTranslator().property($0.property) }
                        + [.expression(.name("json").call("endObject"))]
                )
            ] + mirror(merged.map { ($0.property.name, $0.property.shape, $0.property.definition.schema) })
    }
}

extension MergedProperty {
    /// The property's type as it is called outside of the struct that declares it.
    fileprivate func shape(in both: NamedIntersection) -> ValueShape {
        let owner = (place == 0 ? both.first : both.second).shape.base.swiftType
        let declared = Set(property.value.declared.map(\.name))
        return property.shape.replacingNames { declared.contains($0) ? "\(owner).\($0)" : $0 }
    }
}

extension ValueShape {
    /// The type with other names for some generated types.
    func replacingNames(_ name: (String) -> String) -> ValueShape {
        var shape = self
        switch base {
        case .nominal(let type): shape.base = .nominal(name(type))
        case .array(let element): shape.base = .array(element.replacingNames(name))
        case .set(let element): shape.base = .set(element.replacingNames(name))
        case .record(let value): shape.base = .record(value.replacingNames(name))
        case .map(let keys, let values):
            shape.base = .map(keys: keys.replacingNames(name), values: values.replacingNames(name))
        default: break
        }
        return shape
    }
}

extension Schema {
    /// Whether all options are tried where the discriminator tells none.
    fileprivate var hasFallback: Bool {
        if case .discriminatedUnion(let union) = type { union.hasFallback } else { false }
    }
}
