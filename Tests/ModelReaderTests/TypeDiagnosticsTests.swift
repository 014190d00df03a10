import Testing

/// Faults of `types:` and of what is derived from them.
@Suite struct TypeDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfTypes(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "types that are no mapping",
            """
            server: { name: a, version: 1 }
            types: [A]
            """,
            report: """
                tools.yaml:2:8: error: expected a mapping of names to schemas for 'types', found a list [wrong-kind]
                """
        ),
        Example(
            "names of types",
            """
            server: { name: a, version: 1 }
            types:
              address: string
              A_b: string
              Ünicode: string
              "": string
              String: integer
              MAP: integer
              Ab: strin
              cd: strin
            """,
            report: """
                tools.yaml:3:3: error: 'address' is no name of a type: write a capital, then ASCII letters and digits [type-name]
                tools.yaml:4:3: error: 'A_b' is no name of a type: write a capital, then ASCII letters and digits [type-name]
                tools.yaml:5:3: error: 'Ünicode' is no name of a type: write a capital, then ASCII letters and digits [type-name]
                tools.yaml:6:3: error: '' is no name of a type: write a capital, then ASCII letters and digits [type-name]
                tools.yaml:7:3: error: 'String' would be mistaken for the type 'string': choose another name [type-name]
                tools.yaml:8:3: error: 'MAP' would be mistaken for the type 'map': choose another name [type-name]
                tools.yaml:9:7: error: unknown type 'strin'; did you mean 'string'? [unknown-type]
                tools.yaml:10:3: error: 'cd' is no name of a type: write a capital, then ASCII letters and digits [type-name]
                tools.yaml:10:7: error: unknown type 'strin'; did you mean 'string'? [unknown-type]
                """
        ),
        Example(
            "types without a value",
            """
            server: { name: a, version: 1 }
            types:
              A:
              B: ""
            """,
            report: """
                tools.yaml:3:3: error: type 'A' has no value: write what it is, such as string [empty-value]
                tools.yaml:4:6: error: unknown type '': expected string, number, integer, boolean, stringbool, enum, literal, template, array, tuple, object, record, set, map, union, intersection, any, unknown, json, null, never or undefined [unknown-type]
                """
        ),
        Example(
            "two types of one name",
            """
            server: { name: a, version: 1 }
            types:
              A: string
            """,
            """
            types:
              A: integer
            """,
            report: """
                2.tools.yaml:2:3: error: a type named 'A' exists already [duplicate-type]
                  note: tools.yaml:3:3: 'A' is first declared here
                """
        ),
        Example(
            "names that nothing declares",
            """
            server: { name: a, version: 1 }
            types:
              Address: string
              B: Adress
              C: [Zebra]
              D: { type: addres }
              E: { type: object, extends: Adress }
              F: { type: object, merge: Zebra }
              G: { type: enum, keysOf: [a] }
            """,
            report: """
                tools.yaml:4:6: error: unknown type 'Adress'; did you mean 'Address'? [unknown-type]
                tools.yaml:5:7: error: unknown type 'Zebra': no file declares it under 'types' [unknown-type]
                tools.yaml:6:14: error: unknown type 'addres'; did you mean 'Address'? [unknown-type]
                tools.yaml:7:31: error: unknown type 'Adress'; did you mean 'Address'? [unknown-type]
                tools.yaml:8:29: error: unknown type 'Zebra': no file declares it under 'types' [unknown-type]
                tools.yaml:9:28: error: expected text for 'keysOf', found a list [wrong-kind]
                """
        ),
        Example(
            "rules of a named type",
            """
            server: { name: a, version: 1 }
            types:
              Name: string
              B: { type: Name, min: 1, items: a, optional: true, mn: 2 }
            """,
            report: """
                tools.yaml:4:20: error: 'Name' is a named type: 'min' stands where it is declared, under 'types' [misplaced-rule]
                tools.yaml:4:28: error: 'Name' is a named type: 'items' stands where it is declared, under 'types' [misplaced-rule]
                tools.yaml:4:54: error: unknown key 'mn' in a schema of type 'Name' [unknown-key]
                """
        ),
        Example(
            "types that are themselves",
            """
            server: { name: a, version: 1 }
            types:
              A: B
              B: C
              C: A
              D: D
              E: 'E?'
              F: { type: union, of: [string, F] }
              G: { type: intersection, of: [any, H] }
              H: { type: any, pipe: G }
              Fine: { type: union, of: [string, 'Fine[]', { type: object, properties: { x: Fine } }, { type: record, values: Fine }] }
            """,
            report: """
                tools.yaml:3:3: error: reading a value of type 'A' would never end: A → B → C → A [endless-type]
                tools.yaml:6:3: error: reading a value of type 'D' would never end: D → D [endless-type]
                tools.yaml:7:3: error: reading a value of type 'E' would never end: E → E [endless-type]
                tools.yaml:8:3: error: reading a value of type 'F' would never end: F → F [endless-type]
                tools.yaml:9:3: error: reading a value of type 'G' would never end: G → H → G [endless-type]
                """
        ),
        Example(
            "values for absent ones that lead back to themselves",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, properties: { next: { type: A, prefault: {} } } }
              B: { type: object, properties: { next: { type: B, default: {} } } }
              C: { type: object, properties: { next: { type: 'C?', default: { } }, all: { type: array, items: C, default: [] } } }
              Fine: { type: object, properties: { next: { type: Fine, optional: true }, all: { type: array, items: Fine, default: [] } } }
              Kept: { type: union, discriminator: k, prefault: { k: a }, of: [{ type: object, properties: { k: { type: literal, value: a } } }, { type: object, properties: { k: { type: literal, value: b }, next: { type: Kept, prefault: { k: a } } } }] }
              Names: { type: record, keys: { type: string, transform: { name: f, to: [string] } }, values: any }
              Absent: { type: record, keys: { type: string, optional: true, preprocess: emptyToAbsent }, values: any }
              Text: { type: string, as: date, refine: g, format: date }
              Nil: { type: integer, overwrite: h, catch: null, max: 3 }
            """,
            report: """
                tools.yaml:3:53: error: what this value leaves out becomes the same value, and so on without end: write it out, or let it be optional [endless-type]
                tools.yaml:4:53: error: what this value leaves out becomes the same value, and so on without end: write it out, or let it be optional [endless-type]
                tools.yaml:5:56: error: what this value leaves out becomes the same value, and so on without end: write it out, or let it be optional [endless-type]
                tools.yaml:8:32: error: the names of a record are texts, and these become something else [record-keys]
                tools.yaml:9:33: error: the names of a record are always there, and never null: leave out what says otherwise [record-keys]
                tools.yaml:10:46: error: behind a step there is no text any more, but what 'as: date' makes of it: write rules above [misplaced-rule]
                tools.yaml:11:52: error: 'max' stands behind a step for a value that may be absent or null: write it above that step, or the step and 'max' above what lets the value be absent or null [misplaced-rule]
                  note: tools.yaml:11:39: from here on there may be no value
                """
        ),
        Example(
            "types that are made of themselves",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, extends: B }
              B: { type: object, extends: A, properties: {} }
              C: { type: object, properties: { key: { type: enum, keysOf: C } } }
              D: { type: template, parts: [a, { type: D }] }
            """,
            report: """
                tools.yaml:4:31: error: 'A' cannot be made of itself: it is being read here [endless-type]
                  note: tools.yaml:3:3: 'A' is declared here
                tools.yaml:5:63: error: 'C' cannot be made of itself: it is being read here [endless-type]
                  note: tools.yaml:5:3: 'C' is declared here
                tools.yaml:6:35: error: 'D' cannot be made of itself: it is being read here [endless-type]
                  note: tools.yaml:6:3: 'D' is declared here
                tools.yaml:6:35: error: this part has no pattern: a template is made of texts and of simple types [template-part]
                """
        ),
        Example(
            "objects that are no objects",
            """
            server: { name: a, version: 1 }
            types:
              Text: string
              Alias: Text
              Maybe: { type: object, properties: {}, nullable: true }
              A: { type: object, extends: Text }
              B: { type: object, merge: Alias, properties: {} }
              C: { type: enum, keysOf: Maybe }
              D: { type: object, extends: Maybe }
              Empty: { type: object, properties: {} }
              E: { type: enum, keysOf: Empty }
              F: { type: enum, keysOf: Empty, values: [a] }
            """,
            report: """
                tools.yaml:6:31: error: 'extends' needs an object, and 'Text' is none [not-an-object]
                tools.yaml:7:29: error: 'merge' needs an object, and 'Alias' is none [not-an-object]
                tools.yaml:8:28: error: 'keysOf' needs a plain object, and 'Maybe' has more than rules and refinements on it [not-an-object]
                tools.yaml:9:31: error: 'extends' needs a plain object, and 'Maybe' has more than rules and refinements on it [not-an-object]
                tools.yaml:11:28: error: 'Empty' has no keys, so that nothing would be accepted [empty-enum]
                tools.yaml:12:35: error: 'values' and 'keysOf' are two ways to say one thing: keep one [conflicting-keys]
                  note: tools.yaml:12:20: 'keysOf' stands here
                """
        ),
        Example(
            "properties that the object does not have",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, properties: { first: any, b: any } }
              B: { type: object, extends: A, pick: [frist, b] }
              C: { type: object, extends: A, omit: [zebra] }
              D: { type: object, extends: A, partial: [zebra], required: [firts] }
              E: { type: object, extends: A, pick: first, omit: [b, b], partial: yes, required: }
            """,
            report: """
                tools.yaml:4:41: error: the object has no property 'frist'; did you mean 'first'? [unknown-property]
                tools.yaml:5:41: error: the object has no property 'zebra': expected first or b [unknown-property]
                tools.yaml:6:44: error: the object has no property 'zebra': expected first or b [unknown-property]
                tools.yaml:6:63: error: the object has no property 'firts'; did you mean 'first'? [unknown-property]
                tools.yaml:7:40: error: expected a list of texts for 'pick', found text [wrong-kind]
                tools.yaml:7:57: error: the value "b" stands twice in this list [duplicate-value]
                  note: tools.yaml:7:54: it is first listed here
                tools.yaml:7:70: error: expected true or a list of properties for 'partial', found text [wrong-kind]
                tools.yaml:7:85: error: 'required' has no value: expected true or a list of properties [empty-value]
                """
        ),
        Example(
            "objects with rules and refinements",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, properties: { x: any }, refine: isX }
              B: { type: object, properties: { x: any }, rules: [{ check: has(x) }] }
              C: { type: object, extends: A, pick: [x] }
              D: { type: object, extends: B, omit: [x] }
              E: { type: object, extends: B, partial: true }
              F: { type: object, extends: A, properties: { x: string } }
              G: { type: object, extends: A, merge: B }
              Fine: { type: object, extends: A, properties: { y: string }, required: true }
            """,
            report: """
                tools.yaml:5:34: error: 'pick' cannot be used on an object with rules or refinements, which may speak of any property [refined-object]
                tools.yaml:6:34: error: 'omit' cannot be used on an object with rules or refinements, which may speak of any property [refined-object]
                tools.yaml:7:34: error: 'partial' cannot be used on an object with rules or refinements, which may speak of any property [refined-object]
                tools.yaml:8:48: error: 'x' cannot be replaced: the object has rules or refinements that may speak of it [refined-object]
                tools.yaml:9:34: error: 'merge' cannot be used on an object with rules or refinements, which may speak of any property [refined-object]
                """
        ),
        Example(
            "objects of nothing",
            schema: "{ type: object, pick: [a] }",
            report: """
                tools.yaml:6:18: error: type 'object' needs 'properties': write { type: object, properties: { name: string } } [missing-key]
                """
        ),
        Example(
            "properties that clients cannot send",
            schema: "{ type: object, properties: { __proto__: string, constructor: string } }",
            report: """
                tools.yaml:6:40: error: JavaScript clients cannot send '__proto__': rename it [property-name]
                """
        ),
        Example(
            "unknown keys of an object",
            schema: """
                { type: object, properties: { a: { type: object, properties: {}, unknownKeys: rejct }, b: { type: object, properties: {}, unknownKeys: }, c: { type: object, properties: {}, unknownKeys: zebra }, d: { type: object, properties: {}, unknownKeys: true } } }
                """,
            report: """
                tools.yaml:6:88: error: 'unknownKeys' cannot be 'rejct'; did you mean 'reject'? [unknown-word]
                tools.yaml:6:145: error: a schema is missing here: write a type, such as string [empty-value]
                tools.yaml:6:196: error: unknown type 'zebra': expected string, number, integer, boolean, stringbool, enum, literal, template, array, tuple, object, record, set, map, union, intersection, any, unknown, json, null, never or undefined [unknown-type]
                tools.yaml:6:253: error: expected a type, found a boolean [wrong-kind]
                """
        ),
        Example(
            "rules of an object",
            schema: """
                { type: object, properties: { a: any }, rules: [a < 1, { chek: a }, { check: '' }, { check: [a] }, { check: a < 1, message: [], path: {} }, { check: !has(a) }] }
                """,
            report: """
                tools.yaml:6:58: error: expected a mapping with 'check' for an element of 'rules', found text [wrong-kind]
                tools.yaml:6:65: error: this rule has no 'check' [missing-key]
                tools.yaml:6:67: error: unknown key 'chek' in a rule; did you mean 'check'? [unknown-key]
                tools.yaml:6:87: error: 'check' is empty: write a condition, such as start <= end [empty-value]
                tools.yaml:6:102: error: expected text for 'check', found a list [wrong-kind]
                tools.yaml:6:134: error: expected text for 'message', found a list [wrong-kind]
                tools.yaml:6:144: error: expected text for 'path', found a mapping [wrong-kind]
                tools.yaml:6:159: error: '!' begins a tag to YAML: write `not has(a)`, or quote it [tag]
                """
        ),
        Example(
            "rules that are no list",
            schema: "{ type: object, properties: { a: any }, rules: { check: a } }",
            report: """
                tools.yaml:6:57: error: expected a list of rules ('- check: start <= end') for 'rules', found a mapping [wrong-kind]
                """
        ),
    ]
}
