import Testing

/// Faults of types, modifiers and constants.
@Suite struct SchemaDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfSchemas(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "types that are unknown",
            schema: "strin",
            report: """
                tools.yaml:6:10: error: unknown type 'strin'; did you mean 'string'? [unknown-type]
                """
        ),
        Example(
            "types in other capitals",
            schema: "String",
            report: """
                tools.yaml:6:10: error: unknown type 'String'; did you mean 'string'? [unknown-type]
                """
        ),
        Example(
            "types that nothing is near to",
            schema: "zebra",
            report: """
                tools.yaml:6:10: error: unknown type 'zebra': expected string, number, integer, boolean, stringbool, enum, literal, template, array, tuple, object, record, set, map, union, intersection, any, unknown, json, null, never or undefined [unknown-type]
                """
        ),
        Example(
            "named types",
            schema: "Address[]",
            report: """
                tools.yaml:6:10: error: unknown type 'Address': no file declares it under 'types' [unknown-type]
                """
        ),
        Example(
            "types that need more, in short",
            schema: """
                { type: object, properties: { a: union, b: any, c: 'record[]', d: { type: tuple, items: [] }, e: null, f: Null, g: ~ } }
                """,
            report: """
                tools.yaml:6:43: error: type 'union' needs 'of': write { type: union, of: [string, integer] } [missing-key]
                tools.yaml:6:61: error: type 'record' needs 'values': write { type: record, values: string } [missing-key]
                """
        ),
        Example(
            "types that need more",
            schema: """
                { type: object, properties: { a: enum, b: literal, c: array, d: object, e: 'enum[]', f: { type: array }, g: { type: object } } }
                """,
            report: """
                tools.yaml:6:43: error: type 'enum' needs 'values': write { type: enum, values: [a, b] } [missing-key]
                tools.yaml:6:52: error: type 'literal' needs 'value': write { type: literal, value: a } [missing-key]
                tools.yaml:6:64: error: type 'array' needs 'items': write string[], or { type: array, items: string } [missing-key]
                tools.yaml:6:74: error: type 'object' needs 'properties': write { type: object, properties: { name: string } } [missing-key]
                tools.yaml:6:85: error: type 'enum' needs 'values': write { type: enum, values: [a, b] } [missing-key]
                tools.yaml:6:106: error: type 'array' needs 'items': write string[], or { type: array, items: string } [missing-key]
                tools.yaml:6:126: error: type 'object' needs 'properties': write { type: object, properties: { name: string } } [missing-key]
                """
        ),
        Example(
            "a value where a type stands",
            schema: """
                { type: object, properties: { a: 1, b: true, c: { type: 1.5 }, d: { type: [string] }, e: { type: }, f: { type: null }, g: "" } }
                """,
            report: """
                tools.yaml:6:43: error: expected a type, found an integer [wrong-kind]
                tools.yaml:6:49: error: expected a type, found a boolean [wrong-kind]
                tools.yaml:6:66: error: expected a type, found a number [wrong-kind]
                tools.yaml:6:84: error: expected the name of a type for 'type', found a list [wrong-kind]
                tools.yaml:6:107: error: 'type' has no value: expected the name of a type [empty-value]
                tools.yaml:6:132: error: unknown type '': expected string, number, integer, boolean, stringbool, enum, literal, template, array, tuple, object, record, set, map, union, intersection, any, unknown, json, null, never or undefined [unknown-type]
                """
        ),
        Example(
            "an alias to a faulty schema is reported once",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, input: { x: &x { type: strin }, y: *x, z: *x } }
            """,
            report: """
                tools.yaml:3:55: error: unknown type 'strin'; did you mean 'string'? [unknown-type]
                """
        ),
        Example(
            "an element without a type",
            schema: "{ type: array, items: }",
            report: """
                tools.yaml:6:32: error: a schema is missing here: write a type, such as string [empty-value]
                """
        ),
        Example(
            "optional elements",
            schema: """
                { type: object, properties: { a: ['string?'], b: 'string?[]', c: { type: array, items: { type: string, optional: true } }, d: { type: array, items: { type: string, default: a } } } }
                """,
            report: """
                tools.yaml:6:44: warning: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                tools.yaml:6:59: error: an element of an array cannot be absent: write '?' at the end, or 'nullable' for the element [misplaced-optional]
                tools.yaml:6:105: warning: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                tools.yaml:6:174: warning: 'default' is of no use here: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                """
        ),
        Example(
            "lists of several types",
            schema: "[string, integer]",
            report: """
                tools.yaml:6:10: error: expected one type in [ ], as in [string] for an array of texts, found 2 [wrong-kind]
                """
        ),
        Example(
            "lists of no type",
            schema: "[]",
            report: """
                tools.yaml:6:10: error: expected one type in [ ], as in [string] for an array of texts, found none [wrong-kind]
                """
        ),
        Example(
            "a schema without a type",
            schema: "{ street: string, city: string }",
            report: """
                tools.yaml:6:10: error: this schema has no 'type': for an object write 'type: object', and its properties under 'properties' [missing-key]
                """
        ),
        Example(
            "a schema with properties and without a type",
            schema: "{ properties: { city: string } }",
            report: """
                tools.yaml:6:10: error: this schema has no 'type': for an object write 'type: object', and its properties under 'properties' [missing-key]
                """
        ),
        Example(
            "a schema with rules and without a type",
            schema: "{ min: 1 }",
            report: """
                tools.yaml:6:10: error: this schema has no 'type': write 'type: string', say [missing-key]
                """
        ),
        Example(
            "a schema that is empty",
            schema: "{}",
            report: """
                tools.yaml:6:10: error: this schema has no 'type': for an object write 'type: object', and its properties under 'properties' [missing-key]
                """
        ),
        Example(
            "rules of other types",
            schema: """
                { type: object, properties: { a: { type: boolean, min: 1 }, b: { type: string, items: string, multipleOf: 2, values: [a] }, c: { type: integer, regex: a, trim: true }, d: { type: enum, values: [a], checks: [] }, e: { type: string, of: [] }, f: { type: string, unknownKeys: keep } } }
                """,
            report: """
                tools.yaml:6:60: error: type 'boolean' has no 'min': it is for string, number, integer, array, record, set and map [misplaced-rule]
                tools.yaml:6:89: error: type 'string' has no 'items': it is for array, tuple and set [misplaced-rule]
                tools.yaml:6:104: error: type 'string' has no 'multipleOf': it is for number and integer [misplaced-rule]
                tools.yaml:6:119: error: type 'string' has no 'values': it is for enum, literal, record and map [misplaced-rule]
                tools.yaml:6:154: error: type 'integer' has no 'regex': it is for string [misplaced-rule]
                tools.yaml:6:164: error: type 'integer' has no 'trim': it is for string [misplaced-rule]
                tools.yaml:6:241: error: type 'string' has no 'of': it is for union and intersection [misplaced-rule]
                tools.yaml:6:270: error: type 'string' has no 'unknownKeys': it is for object [misplaced-rule]
                """
        ),
        Example(
            "modifiers beside one another",
            schema: """
                { type: string, nullish: true, prefault: a, coerce: true, refine: a, header: R, sensitive: true, bind: principal.subject, readOnly: true }
                """,
            report: """
                tools.yaml:6:68: error: 'bind: principal.subject' fills the value, so that no caller can keep this rule: leave it out [binding]
                tools.yaml:6:87: error: a sensitive value cannot be repeated in a header [header]
                tools.yaml:6:87: error: only a text, an integer or a boolean can be repeated in a header, and this may be null [header]
                tools.yaml:6:87: error: 'bind: principal.subject' takes the value from the caller's credentials: no client sends it, in a header neither [binding]
                """
        ),
        Example(
            "unknown keys of a schema",
            schema: "{ type: string, maximum: 3, minLength: 1, patern: a, requird: true, zebra: 1, desc: d }",
            report: """
                tools.yaml:6:26: error: unknown key 'maximum' in a schema of type 'string'; did you mean 'max'? [unknown-key]
                tools.yaml:6:38: error: unknown key 'minLength' in a schema of type 'string'; did you mean 'min'? [unknown-key]
                tools.yaml:6:52: error: unknown key 'patern' in a schema of type 'string'; did you mean 'regex'? [unknown-key]
                tools.yaml:6:63: error: unknown key 'requird' in a schema of type 'string' [unknown-key]
                tools.yaml:6:78: error: unknown key 'zebra' in a schema of type 'string' [unknown-key]
                tools.yaml:6:88: error: unknown key 'desc' in a schema of type 'string' [unknown-key]
                """
        ),
        Example(
            "unknown keys of JSON Schema at other types",
            schema: """
                { type: object, properties: { a: { type: integer, minimum: 1, exclusiveMaximum: 3, minLength: 1 }, b: { type: array, items: string, minItems: 1, uniqueItems: true }, c: { type: enum, enum: [a] } } }
                """,
            report: """
                tools.yaml:6:60: error: unknown key 'minimum' in a schema of type 'integer'; did you mean 'min'? [unknown-key]
                tools.yaml:6:72: error: unknown key 'exclusiveMaximum' in a schema of type 'integer'; did you mean 'lt'? [unknown-key]
                tools.yaml:6:93: error: unknown key 'minLength' in a schema of type 'integer'; did you mean 'min'? [unknown-key]
                tools.yaml:6:142: error: unknown key 'minItems' in a schema of type 'array'; did you mean 'min'? [unknown-key]
                tools.yaml:6:155: error: unknown key 'uniqueItems' in a schema of type 'array'; did you mean 'unique'? [unknown-key]
                tools.yaml:6:187: error: type 'enum' needs 'values': write { type: enum, values: [a, b] } [missing-key]
                tools.yaml:6:193: error: unknown key 'enum' in a schema of type 'enum'; did you mean 'values'? [unknown-key]
                """
        ),
        Example(
            "modifiers of wrong kinds",
            schema: """
                { type: string, optional: 1, nullable: "true", deprecated: yes, title: [], description: null, error: {}, examples: a, default: }
                """,
            report: """
                tools.yaml:6:36: error: expected true or false for 'optional', found an integer [wrong-kind]
                tools.yaml:6:49: error: expected true or false for 'nullable', found text [wrong-kind]
                tools.yaml:6:69: error: expected true or false for 'deprecated', found text [wrong-kind]
                tools.yaml:6:81: error: expected text for 'title', found a list [wrong-kind]
                tools.yaml:6:98: error: expected text for 'description', found null: quote it if it is text [wrong-kind]
                tools.yaml:6:111: error: expected text for 'error', found a mapping [wrong-kind]
                tools.yaml:6:125: error: expected a list of values for 'examples', found text [wrong-kind]
                tools.yaml:6:137: error: 'default' has no value: write null or "" if it is meant [empty-value]
                """
        ),
    ]
}
