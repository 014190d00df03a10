import Diagnostics
import RuleExpressions
import Testing
import ToolModel
import ToolValidation

@testable import SwiftEmitter

/// Cross-field rules as Swift.
@Suite struct CrossFieldTranslatorTests {
    private static let place = SourceLocation(path: "tools.yaml", start: SourcePosition(line: 1, column: 1))

    private static let object: ObjectSchema = {
        func text(_ rules: StringRule..., as conversion: StringConversion? = nil) -> SchemaType {
            .string(StringSchema(rules.map { Rule($0, location: place) }, conversion: conversion))
        }
        let types: KeyValuePairs<String, SchemaType> = [
            "start": text(.format(.date)), "end": text(.format(.date)), "from": text(.format(.date), as: .date),
            "to": text(.format(.date), as: .date), "name": text(), "email": text(), "phone": text(),
            "low": .number(NumberSchema()), "high": .number(NumberSchema()), "count": .integer(IntegerSchema()),
            "limit": .integer(IntegerSchema()), "mode": .enumeration(["open", "closed"]),
            "tags": .array(Schema(.boolean(isCoerced: false), location: place), []),
            "isOpen": .boolean(isCoerced: false), "isFree": .boolean(isCoerced: false),
            "class": .number(NumberSchema()),
            "inner": .object(
                ObjectSchema([Property(name: "name", schema: Schema(text(), location: place), location: place)])
            ),
        ]
        return ObjectSchema(
            types.map { Property(name: $0, schema: Schema($1, location: place), location: place) }
        )
    }()

    private static let optionals: Set<String> = ["end", "to", "email", "phone", "high", "limit", "isFree", "class"]

    @Test(
        arguments: [
            // What is there is compared as it is.
            ("low <= count", "!(value.low <= Double(value.count))"), ("count < 3", "!(value.count < 3)"),
            ("count < 3.5", "!(Double(value.count) < 3.5)"),
            ("size(tags) >= count", "!(value.tags.count >= value.count)"),
            ("size(name) == 0", "value.name.unicodeScalars.count != 0"),
            ("name == 'a'", #"!TextComparison.areEqual(value.name, "a")"#),
            ("name != mode", "TextComparison.areEqual(value.name, value.mode)"),
            ("mode in ['open', 'closed']", #"!TextComparison.isAmong(["open", "closed"], value.mode)"#),
            ("count in [1, -2]", "![1, -2].contains(value.count)"), ("low not in [1]", "[1.0].contains(value.low)"),
            ("startsWith(name, 'a')", #"!TextComparison.starts(value.name, with: "a")"#),
            ("start > '2024-01-01'", #"!(Moment(value.start) > Moment("2024-01-01"))"#),
            ("isOpen", "!value.isOpen"), ("not isOpen", "value.isOpen"), ("not (not isOpen)", "!value.isOpen"),
            // What is always there needs no question.
            ("not has(name)", ""), ("has(name) and has(email)", "value.email == nil"),
            ("not (has(name) and has(email))", "value.email != nil"), ("not has(name) or isOpen", "!value.isOpen"),
            // Calculations are those of doubles; parentheses stand where they are needed.
            ("count + count * 2 <= low", "!(Double(value.count) + Double(value.count) * 2.0 <= value.low)"),
            ("(low + 1) * 2 - (3 - low) == -low", "(value.low + 1.0) * 2.0 - (3.0 - value.low) != -value.low"),
            ("(low + 1) % 2 == 1", "(value.low + 1.0).truncatingRemainder(dividingBy: 2.0) != 1.0"),
            ("-(-low) < 0", "!(-(-value.low) < 0.0)"), ("-(low * 2) < 0", "!(-(value.low * 2.0) < 0.0)"),
            ("isOpen or low < 1 and count > 2", "!(value.isOpen || (value.low < 1.0 && value.count > 2))"),
            ("isOpen and not (low < 1 or count > 2)", "!(value.isOpen && !(value.low < 1.0 || value.count > 2))"),
            // A method behind `?.` would be one of the text, not of the optional.
            (
                "inner.name == name",
                "let innerName = value.inner?.name, !TextComparison.areEqual(innerName, value.name)"
            ),
            // What is absent breaks no rule.
            ("start <= end", "let end = value.end, !(Moment(value.start) <= Moment(end))"),
            ("from <= to", "let to = value.to, !(value.from <= to)"),
            ("not (from <= to)", "let to = value.to, value.from <= to"),
            ("isFree", "let isFree = value.isFree, !isFree"),
            (
                "isOpen or high <= limit",
                "!(value.isOpen || (value.high.map { high in value.limit.map { limit in high <= Double(limit) } ?? true } ?? true))"
            ),
            ("isOpen or isFree", "!(value.isOpen || (value.isFree ?? true))"),
            (
                "high <= limit",
                "let high = value.high, let limit = value.limit, !(high <= Double(limit))"
            ),
            ("class < high", "let value1 = value.class, let high = value.high, !(value1 < high)"),
            ("has(email) or has(phone)", "!(value.email != nil || value.phone != nil)"),
            ("not has(email)", "value.email != nil"),
            ("not has(to) or from <= to", "!(value.to == nil || (value.to.map { value.from <= $0 } ?? true))"),
        ]
    )
    func writes(check: String, swift: String) throws {
        let rule = CrossFieldRule(LocatedText(check, location: Self.place))
        let translator = CrossFieldTranslator { path in
            if path.names.count == 2 {
                return .init(.name("value.\(path.names[0])?.\(path.names[1])"), isOptional: true)
            }
            return .init(.name("value").member(path.names[0]), isOptional: Self.optionals.contains(path.names[0]))
        }
        let expression = try RuleExpression(rule, of: Self.object, types: [])
        let breach = translator.breach(of: translator.condition(of: expression)).map { condition in
            switch condition {
            case .isTrue(let value): value.oneLine
            case .binding(_, let name, let value): "let \(name) = \(value?.oneLine ?? name)"
            }
        }
        #expect(breach.joined(separator: ", ") == swift)
    }

    @Test func breaksLongConditionsBeforeTheirOperators() {
        let names = (1...6).map { Expression.name("value.aPropertyWithALongName\($0)") }
        let inner = Expression.binary(names[0], .and, names[1])
        let condition = names[2...].reduce(inner) { .binary($0, .or, $1) }
        let declaration = Declaration(kind: .variable(isConstant: true, "holds", type: nil, value: condition))
        #expect(
            SwiftRenderer.render(declaration) == """
                let holds = (value.aPropertyWithALongName1 && value.aPropertyWithALongName2)
                    || value.aPropertyWithALongName3
                    || value.aPropertyWithALongName4
                    || value.aPropertyWithALongName5
                    || value.aPropertyWithALongName6
                """
        )
    }
}
