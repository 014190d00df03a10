import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// The objects that rules of the tests are about.
enum Example {
    static let place = SourceLocation(path: "tools.yaml", start: SourcePosition(line: 1, column: 1))

    static func schema(_ type: SchemaType, _ steps: StepKind...) -> Schema {
        Schema(type, steps: steps.map { Step($0, location: place) }, location: place)
    }

    static func text(_ rules: StringRule..., as conversion: StringConversion? = nil) -> SchemaType {
        .string(StringSchema(rules.map { Rule($0, location: place) }, conversion: conversion))
    }

    static func object(_ properties: KeyValuePairs<String, Schema>, rules: [CrossFieldRule] = []) -> ObjectSchema {
        ObjectSchema(properties.map { Property(name: $0, schema: $1, location: place) }, rules: rules)
    }

    static let types = [
        TypeDefinition(name: "Address", schema: schema(.object(object(["city": schema(text())]))), location: place),
        TypeDefinition(
            name: "Loop",
            schema: schema(.object(object(["next": schema(.reference("Loop"), .optional), "n": count]))),
            location: place
        ),
    ]

    static let count = schema(.integer(IntegerSchema()))

    static let booking = object([
        "start": schema(text(.format(.date))),
        "end": schema(text(.format(.date)), .optional),
        "opens": schema(text(.format(.datetime(.init(allowsOffset: true))))),
        "closes": schema(text(.format(.datetime(.init(allowsOffset: true)))), .nullable),
        "local": schema(text(.format(.datetime(.init(allowsLocal: true))))),
        "from": schema(text(.format(.date), as: .date)),
        "to": schema(text(.format(.date), as: .date), .optional),
        "link": schema(text(as: .url)),
        "low": schema(.number(NumberSchema())),
        "high": schema(.number(NumberSchema()), .optional),
        "count": count,
        "limit": schema(.integer(IntegerSchema()), .optional),
        "exact": schema(.integer(IntegerSchema(width: .int64))),
        "name": schema(text()),
        "email": schema(text(), .optional),
        "phone": schema(text(), .optional),
        "mode": schema(.enumeration(["open", "closed"])),
        "kind": schema(.literal(["a", "b"])),
        "one": schema(.literal([1, 2])),
        "mixed": schema(.literal([1, "b"])),
        "isOpen": schema(.boolean(isCoerced: false)),
        "isFree": schema(.stringbool(BooleanWords()), .optional),
        "tags": schema(.array(schema(text()), [])),
        "prices": schema(.record(RecordSchema(keys: schema(text()), values: count)), .optional),
        "address": schema(.reference("Address"), .optional),
        "loop": schema(.reference("Loop")),
        "either": schema(.union([schema(text()), count], isExclusive: false)),
        "length": schema(text(), .transform("count", to: count)),
        "user-id": schema(text()),
        "size": count,
        "not": schema(.boolean(isCoerced: false), .optional),
    ])

    static func read(_ check: String, message: String? = nil) throws(Diagnostic) -> RuleExpression {
        let end = SourcePosition(line: 1, column: 1 + check.unicodeScalars.count)
        let text = LocatedText(check, location: SourceLocation(path: "tools.yaml", start: place.start, end: end))
        return try RuleExpression(CrossFieldRule(text, message: message), of: booking, types: types)
    }

    static func json(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try JSONValue.read(text.utf8) else { return [:] }
        return object
    }
}
