import Diagnostics
import PatternCompiler
import Testing
import ToolModel
import ToolValidation

@testable import SwiftEmitter

/// What is advertised where zod has nothing to compare with, or too little.
@Suite struct AdvertisedOwnTests {
    private static let place = SourceLocation(path: "test", start: SourcePosition(line: 1, column: 1))

    private static func schema(_ type: SchemaType, _ steps: StepKind...) -> Schema {
        Schema(type, steps: steps.map { Step($0, location: place) }, location: place)
    }

    private static func text(_ rules: StringRule...) -> SchemaType {
        .string(StringSchema(rules.map { Rule($0, location: place) }))
    }

    private static func rules<Kind>(_ kinds: Kind...) -> [Rule<Kind>] { kinds.map { Rule($0, location: place) } }

    private static func object(_ properties: [(String, Schema)], _ unknownKeys: UnknownKeys = .strip) -> Schema {
        let properties = properties.map { Property(name: $0.0, schema: $0.1, location: place) }
        return schema(.object(ObjectSchema(properties, unknownKeys: unknownKeys)))
    }

    private func json(_ schema: Schema, _ use: JSONSchemaBuilder.Use, types: [TypeDefinition] = []) -> String {
        JSONValue.object(JSONSchemaBuilder(types: types).schema(schema, for: use)).jsonText
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var schema: Schema
        var input: String
        var output: String
        var testDescription: String { input }

        init(_ schema: Schema, input: String, output: String? = nil) {
            self.schema = schema
            self.input = input
            self.output = output ?? input
        }
    }

    @Test(
        arguments: [
            // A text that is long enough when it is trimmed was so before; one that was short enough is so still.
            Case(
                schema(text(.rewrite(.trim), .length(3), .uppercase)),
                input: #"{"type":"string","minLength":3}"#,
                output: #"{"type":"string","format":"uppercase","minLength":3,"maxLength":3,"pattern":"^[^a-z]*$"}"#
            ),
            Case(
                schema(text(.max(9), .rewrite(.trim), .max(5), .startsWith("a"))),
                input: #"{"type":"string","maxLength":9}"#,
                output: #"{"type":"string","maxLength":5,"pattern":"^a"}"#
            ),
            Case(
                schema(text(.length(9), .rewrite(.trim))),
                input: #"{"type":"string","minLength":9,"maxLength":9}"#,
                output: #"{"type":"string","maxLength":9}"#
            ),
            Case(
                schema(text(.min(2), .rewrite(.toUpperCase), .min(1))),
                input: #"{"type":"string","minLength":2}"#,
                output: #"{"type":"string","minLength":1}"#
            ),
            // Rules behind a modifier are about the same value, those behind a change are not.
            Case(
                schema(text(.min(2)), .nullable, .stringRules(rules(.min(3)))),
                input: #"{"type":["string","null"],"minLength":3}"#
            ),
            Case(
                schema(.number(NumberSchema(rules(.max(10)))), .overwrite("double"), .numberRules(rules(.max(15)))),
                input: #"{"type":"number","maximum":10}"#,
                output: #"{"type":"number","maximum":15}"#
            ),
            Case(
                schema(.reference("nothing"), .stringRules(rules(.min(3)))),
                input: #"{"minLength":3}"#
            ),
            Case(
                schema(text(), .transform("count", to: schema(.integer(IntegerSchema(width: .int32)))), .nullable),
                input: #"{"type":["string","null"]}"#,
                output: #"{"type":["integer","null"],"minimum":-2147483648,"maximum":2147483647}"#
            ),
            Case(
                schema(.stringbool(BooleanWords()), .defaultValue(LocatedValue(true, location: place))),
                input: #"{"type":"string"}"#,
                output: #"{"type":"boolean","default":true}"#
            ),
            // Exact 64-bit numbers come as texts too; the greatest is no double.
            Case(
                schema(.integer(IntegerSchema(width: .int64))),
                input:
                    #"{"type":["integer","string"],"minimum":-9223372036854776000,"exclusiveMaximum":9223372036854776000}"#
            ),
            Case(
                schema(.integer(IntegerSchema(rules(.multipleOf(8), .multipleOf(3), .min(0), .max(48))))),
                input: #"{"type":"integer","minimum":0,"maximum":48,"multipleOf":8,"allOf":[{"multipleOf":3}]}"#
            ),
            // Of repetitions only one is counted.
            Case(
                schema(.set(schema(.boolean(isCoerced: false)), rules(.min(1), .max(2)))),
                input: #"{"type":"array","items":{"type":"boolean"},"minItems":1}"#,
                output: #"{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2,"uniqueItems":true}"#
            ),
            Case(
                schema(.map(keys: schema(text()), values: schema(.any), rules(.length(2)))),
                input: #"{"type":"array","items":{"type":"array","prefixItems":[{"type":"string"},{}],"minItems":2},"#
                    + #""minItems":2}"#,
                output: #"{"type":"array","items":{"type":"array","prefixItems":[{"type":"string"},{}],"items":false,"#
                    + #""minItems":2,"maxItems":2},"minItems":2,"maxItems":2}"#
            ),
            Case(
                schema(
                    .record(RecordSchema(keys: schema(text()), values: schema(.any), rules: rules(.min(1), .max(2))))
                ),
                input: #"{"type":"object","propertyNames":{"type":"string"},"additionalProperties":{},"#
                    + #""minProperties":1,"maxProperties":2}"#
            ),
            Case(
                schema(.array(schema(.any), rules(.unique))),
                input: #"{"type":"array","items":{},"uniqueItems":true}"#
            ),
            // Whether exactly one matches is not known where an option is said loosely.
            Case(
                schema(.union([schema(text(.min(2))), schema(.boolean(isCoerced: false))], isExclusive: true)),
                input: #"{"oneOf":[{"type":"string","minLength":2},{"type":"boolean"}]}"#
            ),
            Case(
                schema(
                    .union([schema(text(.min(2)), .refine(Refinement("even"))), schema(text())], isExclusive: true)
                ),
                input: #"{"anyOf":[{"type":"string","minLength":2},{"type":"string"}]}"#
            ),
        ]
    )
    func advertises(_ example: Case) {
        #expect(json(example.schema, .input) == example.input)
        #expect(json(example.schema, .output) == example.output)
    }

    /// What the table in `Documentation/ToolsYAML.md` says, where the vectors only tell that something differs.
    @Test(
        arguments: [
            Case(
                schema(.number(NumberSchema(isCoerced: true))),
                input: #"{"type":["number","string","boolean","null","array"]}"#,
                output: #"{"type":"number"}"#
            ),
            Case(
                schema(.integer(IntegerSchema(rules(.min(1)), width: .int32, isCoerced: true))),
                input: #"{"type":["integer","string","boolean","null","array"],"minimum":1,"maximum":2147483647}"#,
                output: #"{"type":"integer","minimum":1,"maximum":2147483647}"#
            ),
            Case(
                schema(.string(StringSchema(rules(.min(2)), isCoerced: true))),
                input: #"{"type":["string","number","boolean","null","array","object"],"minLength":2}"#,
                output: #"{"type":"string","minLength":2}"#
            ),
            Case(
                schema(text(), .catchValue(LocatedValue("c", location: place))),
                input: #"{"anyOf":[{"type":"string"},{}],"default":"c"}"#,
                output: #"{"type":"string","default":"c"}"#
            ),
            Case(
                schema(text(.max(3)), .preprocess(.trim), .stringRules(rules(.max(2)))),
                input: #"{"type":"string"}"#,
                output: #"{"type":"string","maxLength":2}"#
            ),
            Case(
                schema(.enumeration(["a"]), .preprocess(.lowercase)),
                input: #"{"anyOf":[{"type":"string","enum":["a"]},{"type":"string"}]}"#,
                output: #"{"type":"string","enum":["a"]}"#
            ),
            Case(
                schema(.boolean(isCoerced: false), .optional, .preprocess(.emptyToAbsent)),
                input: #"{"anyOf":[{"type":"boolean"},{"const":""}]}"#,
                output: #"{"type":"boolean"}"#
            ),
            Case(schema(.boolean(isCoerced: false), .preprocess(.emptyToAbsent)), input: #"{"type":"boolean"}"#),
            Case(
                schema(.array(schema(.literal([1])), []), .preprocess(.toArray)),
                input: #"{"anyOf":[{"type":"array","items":{"type":"number","const":1}},{"type":"number","const":1}]}"#,
                output: #"{"type":"array","items":{"type":"number","const":1}}"#
            ),
            Case(schema(.number(NumberSchema(rules(.multipleOf(2))))), input: #"{"type":"number"}"#),
            Case(
                schema(.integer(IntegerSchema(rules(.multipleOf(0.5)), width: .uint32))),
                input: #"{"type":"integer","minimum":0,"maximum":4294967295}"#
            ),
            Case(
                schema(.record(RecordSchema(keys: schema(.literal([1, true])), values: schema(.null)))),
                input: #"{"type":"object","propertyNames":{"type":"string","enum":["1"]},"#
                    + #""additionalProperties":{"type":"null"},"required":["1"]}"#
            ),
            Case(
                schema(.record(RecordSchema(keys: schema(.enumeration(["a"])), values: schema(.null, .optional)))),
                input: #"{"type":"object","propertyNames":{"type":"string","enum":["a"]},"#
                    + #""additionalProperties":{"type":"null"}}"#
            ),
            Case(
                schema(.record(RecordSchema(keys: schema(text(.min(2))), values: schema(.null), mode: .loose))),
                input: #"{"type":"object"}"#
            ),
            Case(
                schema(.record(RecordSchema(keys: schema(.enumeration(["a"])), values: schema(.null), mode: .loose))),
                input: #"{"type":"object","properties":{"a":{"type":"null"}},"required":["a"]}"#
            ),
            // A key is unknown only where both sides say so: an open side lets it pass.
            Case(
                schema(.intersection(object([], .reject), object([], .strip))),
                input: #"{"allOf":[{"type":"object","properties":{}},{"type":"object","properties":{}}]}"#,
                output: #"{"allOf":[{"type":"object","properties":{}},{"type":"object","properties":{}}],"#
                    + #""unevaluatedProperties":false}"#
            ),
            Case(
                schema(.intersection(object([], .reject), schema(.union([object([], .reject)], isExclusive: true)))),
                input: #"{"allOf":[{"type":"object","properties":{}},{"type":"object","properties":{}}],"#
                    + #""unevaluatedProperties":false}"#
            ),
            Case(
                schema(.intersection(object([], .reject), object([], .keep))),
                input: #"{"allOf":[{"type":"object","properties":{}},"#
                    + #"{"type":"object","properties":{},"additionalProperties":{}}]}"#
            ),
            // So it is behind steps that leave an object what it is.
            Case(
                schema(.intersection(object([], .keep), schema(object([], .reject).type, .nullable))),
                input: #"{"allOf":[{"type":"object","properties":{},"additionalProperties":{}},"#
                    + #"{"type":["object","null"],"properties":{}}]}"#
            ),
            // What is filled in counts.
            Case(
                schema(
                    .record(
                        RecordSchema(
                            keys: schema(.enumeration(["a"])),
                            values: schema(.null, .optional),
                            rules: rules(.length(1))
                        )
                    )
                ),
                input: #"{"type":"object","propertyNames":{"type":"string","enum":["a"]},"#
                    + #""additionalProperties":{"type":"null"},"maxProperties":1}"#
            ),
            Case(
                schema(.boolean(isCoerced: false), .catchValue(LocatedValue(.null, location: place))),
                input: #"{"anyOf":[{"type":"boolean"},{}],"default":null}"#,
                output: #"{"type":["boolean","null"],"default":null}"#
            ),
            // What a function makes of a value may be what another option gives.
            Case(
                schema(
                    .union([schema(.boolean(isCoerced: false), .overwrite("f")), schema(.json)], isExclusive: true)
                ),
                input: #"{"oneOf":[{"type":"boolean"},"#
                    + #"{"type":["string","number","boolean","null","array","object"]}]}"#,
                output: #"{"type":["boolean","string","number","null","array","object"]}"#
            ),
            // Where the constant is changed before it is read, what is advertised of it tells no kinds apart.
            Case(
                schema(
                    .discriminatedUnion(
                        DiscriminatedUnionSchema(
                            "k",
                            [
                                object([("k", schema(.literal(["a"]), .preprocess(.trim)))], .keep),
                                object([("k", schema(.literal(["b"])))], .keep),
                            ]
                        )
                    )
                ),
                input: #"{"anyOf":[{"type":"object","properties":{"k":{"anyOf":[{"type":"string","const":"a"},"#
                    + #"{"type":"string"}]}},"required":["k"],"additionalProperties":{}},"#
                    + #"{"type":"object","properties":{"k":{"type":"string","const":"b"}},"required":["k"],"#
                    + #""additionalProperties":{}}]}"#,
                output:
                    #"{"anyOf":[{"type":"object","properties":{"k":{"type":"string","const":"a"}},"required":["k"],"#
                    + #""additionalProperties":{}},{"type":"object","properties":{"k":{"type":"string","const":"b"}},"#
                    + #""required":["k"],"additionalProperties":{}}]}"#
            ),
        ]
    )
    func advertisesAsDocumented(_ example: Case) {
        #expect(json(example.schema, .input) == example.input)
        #expect(json(example.schema, .output) == example.output)
    }

    /// What makes `absent` nothing wrong, to the server and to who reads what it sends.
    @Test(
        arguments: [
            ([], true, true), ([.optional], false, false), ([.nullable], true, true),
            ([.defaultValue(LocatedValue(1, location: place))], false, true),
            ([.prefault(LocatedValue(1, location: place))], false, true),
            ([.catchValue(LocatedValue(1, location: place))], false, true),
            ([.defaultValue(LocatedValue(1, location: place)), .optional], false, false),
            ([.optional, .nonoptional], true, true), ([.preprocess(.trim)], true, true),
            ([.optional, .preprocess(.nullToAbsent)], false, false),
            ([.optional, .pipe(schema(.number(NumberSchema())))], false, true),
        ] as [([StepKind], Bool, Bool)]
    )
    func requiresWhatMustBeThere(steps: [StepKind], isRequiredIn: Bool, isRequiredOut: Bool) {
        let property = Schema(
            .number(NumberSchema()),
            steps: steps.map { Step($0, location: Self.place) },
            location: Self.place
        )
        let object = Self.object([("a", property)])
        #expect(json(object, .input).contains("required") == isRequiredIn)
        #expect(json(object, .output).contains("required") == isRequiredOut)
    }

    @Test func hidesWhatTheServerFillsIn() {
        var bound = Self.schema(Self.text())
        bound.binding = .subject
        let object = Self.object([("who", bound)], .reject)
        #expect(json(object, .input) == #"{"type":"object","properties":{},"additionalProperties":false}"#)
        #expect(json(object, .output).contains("who"))
    }

    @Test func namesHeadersInTheInputAlone() {
        var region = Self.schema(Self.text())
        region.header = LocatedText("Region", location: Self.place)
        #expect(json(region, .input) == #"{"type":"string","x-mcp-header":"Region"}"#)
        #expect(json(region, .output) == #"{"type":"string"}"#)
    }

    // MARK: - Named types

    private static func define(_ name: String, _ schema: Schema) -> TypeDefinition {
        TypeDefinition(name: name, schema: schema, location: place)
    }

    @Test func writesNamedTypesWhereTheyAreUsed() {
        var use = Self.schema(.reference("Name"), .optional)
        use.annotations.description = "Whose"
        var name = Self.schema(Self.text(.min(1)))
        name.annotations.description = "A name"
        name.annotations.title = "Name"
        #expect(
            json(use, .input, types: [Self.define("Name", name)])
                == #"{"type":"string","minLength":1,"title":"Name","description":"Whose"}"#
        )
    }

    @Test func refersToRecursiveTypes() {
        let tree = Self.define("Tree~1", Self.object([("next", Self.schema(.reference("Tree~1"), .optional))]))
        #expect(
            json(Self.schema(.reference("Tree~1")), .input, types: [tree])
                == ##"{"type":"object","properties":{"next":{"$ref":"#"}}}"##
        )
        let array = Self.schema(.array(Self.schema(.reference("Tree~1")), []))
        #expect(
            json(array, .input, types: [tree])
                == ##"{"type":"array","items":{"$ref":"#/$defs/Tree~01"},"$defs":{"Tree~1":{"type":"object","##
                + ##""properties":{"next":{"$ref":"#/$defs/Tree~01"}}}}}"##
        )
    }

    /// Each type names the next one twice, so that the last would be written a million times.
    @Test func definesTypesThatWouldMultiply() {
        let types = (0..<20).map { index in
            let next = Self.schema(index == 19 ? Self.text() : .reference("T\(index + 1)"))
            return Self.define("T\(index)", Self.object([("a", next), ("b", next)]))
        }
        let text = json(Self.schema(.reference("T0")), .input, types: types)
        #expect(text.utf8.count < 5_000)
        #expect(text.contains(##""T19":{"type":"object""##))
    }

    // MARK: - Tools

    @Test func listsToolsWithAllThatTheProtocolHas() {
        let input = Self.schema(.union([Self.object([]), Self.object([], .reject)], isExclusive: false))
        let tool = ToolDefinition(
            name: "draw",
            icons: [ToolIcon(source: "https://example.com/a.png", mimeType: "image/png", sizes: ["48x48"])],
            annotations: ToolAnnotations(readOnly: true),
            input: input,
            location: Self.place
        )
        #expect(
            ToolListBuilder(types: []).list([tool]).jsonText
                == #"[{"name":"draw","icons":[{"src":"https://example.com/a.png","mimeType":"image/png","sizes":["48x48"]}],"#
                + #""inputSchema":{"type":"object","anyOf":[{"type":"object","properties":{}},"#
                + #"{"type":"object","properties":{},"additionalProperties":false}]},"annotations":{"readOnlyHint":true}}]"#
        )
    }

    /// JSON Schema cannot say them.
    @Test func describesCrossFieldRules() {
        func ruled(_ message: String) -> Schema {
            let rule = CrossFieldRule(LocatedText("a < b", location: Self.place), message: message)
            let number = Self.schema(.number(NumberSchema()))
            let properties = ["a", "b"].map { Property(name: $0, schema: number, location: Self.place) }
            return Self.schema(.object(ObjectSchema(properties, rules: [rule])))
        }
        var input = ruled("Outer")
        var inner = ruled("Inner")
        inner.annotations.description = "Inside"
        guard case .object(var object) = input.type else { return }
        object.properties.append(Property(name: "inner", schema: inner, location: Self.place))
        object.rules.append(CrossFieldRule(LocatedText("has(inner)", location: Self.place)))
        input.type = .object(object)
        let tool = ToolDefinition(name: "t", description: "A tool", input: input, location: Self.place)
        let text = ToolListBuilder(types: []).list([tool]).jsonText
        #expect(
            text.hasPrefix(
                #"[{"name":"t","description":"A tool\n\nOuter\nMust be true: inner is given","inputSchema":"#
            )
        )
        #expect(text.contains(#""required":["a","b"],"description":"Inside\nInner"}"#))
    }

    /// A union of objects is one, though only its options say so; another result is none.
    @Test func saysThatResultsAreObjects() {
        let types = [Self.define("T", Self.object([]))]
        let union = Self.schema(.union([Self.schema(.reference("T")), Self.object([], .keep)], isExclusive: false))
        func output(_ schema: Schema) -> String {
            let tool = ToolDefinition(name: "t", output: schema, location: Self.place)
            return ToolListBuilder(types: types).list([tool]).jsonText
        }
        #expect(output(union).contains(#""outputSchema":{"type":"object","anyOf":["#))
        let other = Self.schema(.union([Self.object([]), Self.schema(.any)], isExclusive: false))
        #expect(output(other).contains(#""outputSchema":{"anyOf":["#))
        #expect(output(Self.schema(.array(union, []))).contains(#""outputSchema":{"type":"array","#))
    }
}
