import PatternCompiler
import ToolModel
import ToolValidation

extension SpecimenMaker {
    static let leaves = [
        "string", "url", "emailPattern", "number", "float32", "integer", "int32", "uint32", "int64", "boolean",
        "stringbool", "enum", "literal", "template", "any", "unknown", "json", "null", "coerced string",
        "coerced number",
        "coerced integer", "coerced boolean",
    ]
    static let formats = Set(FormatSample.all.map { "format \($0.format.name)" }).sorted()

    mutating func leaf(_ names: [String] = leaves + formats) throws -> Specimen {
        // A text has the most rules of all.
        let name = names.contains("string") && chance(1, of: 4) ? "string" : name(of: names)
        count([name])
        var specimen = try leaf(named: name)
        specimen.uses.append(name)
        return specimen
    }

    private mutating func leaf(named name: String) throws -> Specimen {
        switch name {
        case "string": return try text()
        case _ where name.hasPrefix("format "): return formatted(name)
        case "url": return try url()
        case "emailPattern": return try emailPattern()
        case "number": return numeric(isInteger: false)
        case "integer": return numeric(isInteger: true)
        case "float32": return ranged(.number(NumberSchema([rule(.format(.float32))])), 3e38, 1e39, .tooBig)
        case "int32": return whole(.int32, 2_147_483_647, 2_147_483_648, .tooBig)
        case "uint32": return whole(.uint32, 0, -1, .tooSmall)
        case "int64":
            var specimen = whole(.int64, "9223372036854775807", "9223372036854775808", .invalidType)
            specimen.kinds = [.string, .number]
            specimen.mutations = specimen.mutations.filter { $0.input.kind != .string || $0.rule != "type" }
            specimen.isPlain = false
            return specimen
        case "boolean": return withWrongKind(plain(.boolean(isCoerced: false), [true, false], [.boolean]))
        case "stringbool":
            let words = BooleanWords(truthy: ["yes", "si"], falsy: ["no"], isCaseSensitive: chance(1, of: 2))
            var specimen = withWrongKind(
                Specimen(schema: Schema(.stringbool(words)), accepted: ["yes", "no", "si"], kinds: [.string], uses: [])
            )
            specimen.mutations.append(Mutation(rule: "stringbool", input: "maybe", code: .invalidValue))
            return specimen
        case "enum":
            var specimen = withWrongKind(
                plain(.enumeration(["north", "south", "east"]), ["north", "south", "east"], [.string]),
                .invalidValue
            )
            specimen.absence = .refused(.invalidValue)
            specimen.mutations.append(Mutation(rule: "enum", input: "north ", code: .invalidValue))
            return specimen
        case "literal":
            let values: [JSONValue] = one(of: [["a", 1], [true, .null], [2.5, "b"], [0]])
            var specimen = withWrongKind(plain(.literal(values), values, Set(values.map(\.kind))), .invalidValue)
            specimen.absence = .refused(.invalidValue)
            if let text = values.first(where: { $0.kind == .number }) {
                specimen.mutations.append(Mutation(rule: "literal", input: text == 2.5 ? 2.25 : 5, code: .invalidValue))
            } else {
                specimen.mutations.append(Mutation(rule: "literal", input: false, code: .invalidValue))
            }
            return specimen
        case "template":
            let pattern = try PatternCompiler.compile("^item-(-?\\d+)$", flags: "")
            let type = SchemaType.template([.text("item-"), .schema(Schema(.integer(IntegerSchema())))], pattern)
            var specimen = withWrongKind(plain(type, ["item-1", "item--20"], [.string]))
            specimen.mutations.append(
                Mutation(rule: "template", input: one(of: ["item-", "item-1.5", "Item-1"]), code: .invalidFormat)
            )
            return specimen
        case "any": return anything(.any, .missing)
        case "unknown": return anything(.unknown, .missing)
        case "json": return anything(.json, .refused(.invalidUnion))
        case "null": return withWrongKind(plain(.null, [.null], [.null]))
        case "coerced string":
            let string = StringSchema([rule(.max(9))], isCoerced: true)
            return Specimen(
                schema: Schema(.string(string)),
                accepted: ["text", 12.5, true, .null, ["a", 1]],
                mutations: [Mutation(rule: "max (string)", input: [1, "many", true], code: .tooBig, isSoft: true)],
                kinds: Set(Specimen.Kind.allCases),
                absence: .missing,
                uses: ["max (string)"]
            )
        case "coerced boolean":
            let values: [JSONValue] = ["", "false", 0, .null, [], true]
            return Specimen(
                schema: Schema(.boolean(isCoerced: true)),
                accepted: values,
                kinds: Set(Specimen.Kind.allCases),
                absence: .missing,
                uses: []
            )
        default:
            let bound = [rule(NumberRule.max(100))]
            let type: SchemaType =
                name == "coerced integer"
                ? .integer(IntegerSchema(bound, isCoerced: true)) : .number(NumberSchema(bound, isCoerced: true))
            return Specimen(
                schema: Schema(type),
                accepted: ["12", 12, true, .null, "0x10", " 7 ", [3]],
                mutations: [
                    Mutation(rule: name, input: one(of: ["twelve", ["a"], ["x": 1]]), code: .invalidType),
                    Mutation(rule: "max (number)", input: "101", code: .tooBig, isSoft: true),
                ],
                kinds: Set(Specimen.Kind.allCases),
                uses: ["max (number)"]
            )
        }
    }

    private func plain(_ type: SchemaType, _ accepted: [JSONValue], _ kinds: Set<Specimen.Kind>) -> Specimen {
        Specimen(schema: Schema(type), accepted: accepted, kinds: kinds, uses: [], isPlain: true)
    }

    private func anything(_ type: SchemaType, _ absence: Specimen.Absence) -> Specimen {
        let values: [JSONValue] = ["text", 1, .null, true, [1, ["a": .null]], ["a": []]]
        return Specimen(
            schema: Schema(type),
            accepted: values,
            kinds: Set(Specimen.Kind.allCases),
            absence: absence,
            uses: []
        )
    }

    private mutating func ranged(
        _ type: SchemaType,
        _ right: JSONValue,
        _ wrong: JSONValue,
        _ code: ValidationIssue.Code
    ) -> Specimen {
        var specimen = withWrongKind(plain(type, [right, 1], [.number]))
        specimen.mutations.append(Mutation(rule: "range", input: wrong, code: code, isSoft: code != .invalidType))
        return specimen
    }

    private mutating func whole(
        _ width: IntegerWidth,
        _ right: JSONValue,
        _ wrong: JSONValue,
        _ code: ValidationIssue.Code
    ) -> Specimen {
        ranged(.integer(IntegerSchema(width: width)), right, wrong, code)
    }

    // MARK: - Numbers

    static let numberRules = ["min (number)", "max (number)", "greaterThan", "lessThan", "multipleOf", "integer rule"]

    /// A number between two bounds that are steps away.
    private mutating func numeric(isInteger: Bool) -> Specimen {
        let step = isInteger ? Double(number(2...9)) : one(of: [0.5, 3, 0.25, 8])
        let middle = Double(number(-20...20)) * step
        var (rules, mutations, uses): ([Rule<NumberRule>], [Mutation], [String]) = ([], [], [])
        func fault(_ rule: String, _ input: Double, _ code: ValidationIssue.Code, _ aborts: Bool) {
            uses.append(rule)
            mutations.append(Mutation(rule: rule, input: .number(input), code: code, isSoft: !aborts))
        }
        var aborts = chance(1, of: 8)
        switch name(of: ["min (number)", "greaterThan"]) {
        case "min (number)":
            rules.append(rule(.min(middle - step), aborts: aborts))
            fault("min (number)", middle - 2 * step, .tooSmall, aborts)
        default:
            rules.append(rule(.greaterThan(middle - 2 * step), aborts: aborts))
            fault("greaterThan", middle - 2 * step, .tooSmall, aborts)
        }
        aborts = chance(1, of: 8)
        switch name(of: ["max (number)", "lessThan"]) {
        case "max (number)":
            rules.append(rule(.max(middle + step), aborts: aborts))
            fault("max (number)", middle + 2 * step, .tooBig, aborts)
        default:
            rules.append(rule(.lessThan(middle + 2 * step), aborts: aborts))
            fault("lessThan", middle + 2 * step, .tooBig, aborts)
        }
        if isInteger {
            if chance(1, of: 4) {
                rules.append(rule(.multipleOf(step)))
                fault("multipleOf", middle + 1, .notMultipleOf, false)
            } else {
                mutations.append(Mutation(rule: "integer", input: .number(middle + 0.5), code: .invalidType))
            }
        } else if step.rounded() == step, name(of: ["multipleOf", "integer rule"]) == "integer rule" {
            rules.append(rule(.integer))
            uses.append("integer rule")
            mutations.append(Mutation(rule: "integer rule", input: .number(middle + 0.5), code: .invalidType))
        } else {
            rules.append(rule(.multipleOf(step)))
            fault("multipleOf", middle + step / 3, .notMultipleOf, false)
        }
        rules.shuffle(using: &random)
        count(uses)
        let isStep = chance(1, of: 4)
        let inside = isStep ? [] : rules
        let type: SchemaType = isInteger ? .integer(IntegerSchema(inside)) : .number(NumberSchema(inside))
        let values = [middle, middle - step, middle + step].map { JSONValue.number($0) }
        var specimen = withWrongKind(plain(type, values, [.number]))
        if isStep {
            specimen.schema.append(.brand("Checked"))
            specimen.schema.append(.numberRules(rules))
            uses.append("numberRules")
            count(["numberRules"])
        }
        specimen.mutations += mutations
        specimen.uses += uses
        return specimen
    }
}
