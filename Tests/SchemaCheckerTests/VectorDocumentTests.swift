import Testing

/// What the ASTs of vectors become in YAML.
@Suite struct VectorDocumentTests {
    private func yaml(_ schema: String, definitions: String = "{}") -> String {
        let vector = Vector(VectorJSON(#"{"id":"test","schema":\#(schema),"defs":\#(definitions),"cases":[]}"#))
        let lines = VectorDocument([vector]).text.split(separator: "\n")
        return lines.drop { !$0.hasPrefix("  #") }.dropFirst().map { $0.dropFirst(2) }.joined(separator: "\n")
    }

    @Test func writesChainsInTheirOrder() {
        let text =
            #"{"kind":"string","checks":[{"check":"trim"},{"check":"min","value":2,"message":"It's short","abort":true}]}"#
        #expect(
            yaml(#"{"kind":"nullable","of":{"kind":"default","of":\#(text),"value":"a\n"}}"#)
                == #"""
                V1:
                  type: string
                  trim: true
                  min:
                    value: 2
                    message: 'It''s short'
                    abort: true
                  default: "a\U0000000a"
                  nullable: true
                """#
        )
    }

    @Test func listsChecksOfWhichThereAreTwo() {
        let checks = #"[{"check":"multipleOf","value":2},{"check":"multipleOf","value":3}]"#
        #expect(
            yaml(#"{"kind":"number","format":"int","checks":\#(checks)}"#)
                == """
                V1:
                  type: integer
                  checks:
                    - multipleOf: 2
                    - multipleOf: 3
                """
        )
    }

    @Test func namesWhatIsWrappedTwice() {
        let count = #"{"kind":"transform","fn":"codePointCount","of":{"kind":"string"}}"#
        #expect(
            yaml(#"{"kind":"transform","fn":"wrap","of":\#(count)}"#)
                == """
                V1Inner1:
                  type: string
                  transform:
                    name: codePointCount
                    to: number
                V1:
                  type: V1Inner1
                  transform:
                    name: wrap
                    to:
                      type: object
                      properties:
                        value: 'any?'
                """
        )
    }

    @Test func namesFunctionsByTheirArguments() {
        var names = FunctionNames()
        let keys = VectorJSON(#"["a-b","c"]"#)
        #expect(names.name("equalFields", keys, .refine) == "equalFieldsABC")
        #expect(names.name("equalFields", keys, .refine) == "equalFieldsABC")
        #expect(names.name("equalFields", VectorJSON(#"["a","bC"]"#), .refine) == "equalFieldsABC2")
        #expect(names.name("even", nil, .refine) == names.name("even", .array([]), .refine))
    }

    @Test func refersToDefinitions() {
        #expect(
            yaml(
                #"{"kind":"ref","name":"a b"}"#,
                definitions: #"{"a b":{"kind":"array","element":{"kind":"ref","name":"a b"}}}"#
            )
                == """
                V1Type1:
                  type: array
                  items: V1Type1
                V1: V1Type1
                """
        )
    }

    @Test(
        arguments: [
            (#"{"kind":"bigint"}"#, "bigint"),
            (#"{"kind":"set","element":{"kind":"string"}}"#, "JavaScript Set and Map objects"),
            (#"{"kind":"custom","fn":"unknown"}"#, "function unknown"),
            (#"{"kind":"literal","values":[{"$undefined":true}]}"#, "a constant that JSON lacks"),
        ]
    )
    func skipsWhatYAMLCannotSay(schema: String, reason: String) {
        let document = VectorDocument([Vector(VectorJSON(#"{"id":"test","schema":\#(schema),"cases":[]}"#))])
        #expect(document.entries.isEmpty)
        #expect(document.skipped.map(\.reason) == [reason])
    }
}
