import Testing

/// Faults of types and of steps.
@Suite struct LanguageDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfTypesAndSteps(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "parts of wrong kinds",
            schema: """
                { type: object, properties: { a: { type: tuple, items: string }, b: { type: tuple, rest: any }, c: { type: record, keys: string }, d: { type: map, keys: any }, e: { type: union, of: any }, f: { type: union, of: [] }, g: { type: intersection, of: [any] }, h: { type: set, items: [] }, i: { type: template, parts: a }, j: { type: union, exclusive: true } } }
                """,
            report: """
                tools.yaml:6:65: error: expected a list of schemas for 'items', found text [wrong-kind]
                tools.yaml:6:86: error: type 'tuple' needs 'items' [missing-key]
                tools.yaml:6:117: error: type 'record' needs 'values' [missing-key]
                tools.yaml:6:152: error: type 'map' needs 'values' [missing-key]
                tools.yaml:6:192: error: expected a list of schemas for 'of', found text [wrong-kind]
                tools.yaml:6:221: error: 'of' is empty, so that nothing would be accepted [empty-enum]
                tools.yaml:6:256: error: 'of' of an intersection needs two schemas or more [missing-key]
                tools.yaml:6:288: error: expected one type in [ ], as in [string] for an array of texts, found none [wrong-kind]
                tools.yaml:6:322: error: expected a list of texts and schemas for 'parts', found text [wrong-kind]
                tools.yaml:6:338: error: type 'union' needs 'of' [missing-key]
                """
        ),
        Example(
            "words that are unknown",
            schema: """
                { type: object, properties: { a: { type: record, values: any, mode: partal }, b: { type: stringbool, case: lower }, c: { type: string, as: uri }, d: { type: integer, format: int16 }, e: { type: number, format: float64 }, f: { type: string, bind: principal.subjekt }, g: { type: string, preprocess: [trimm, []] }, h: { type: string, refine: { name: isA, when: never } }, i: { type: number, format: uint32 } } }
                """,
            report: """
                tools.yaml:6:78: error: 'mode' cannot be 'partal'; did you mean 'partial'? [unknown-word]
                tools.yaml:6:117: error: 'case' cannot be 'lower': expected sensitive or insensitive [unknown-word]
                tools.yaml:6:149: error: 'as' cannot be 'uri'; did you mean 'url'? [unknown-word]
                tools.yaml:6:184: error: 'format' cannot be 'int16': expected int32, uint32 or int64 [unknown-word]
                tools.yaml:6:220: error: 'format' cannot be 'float64'; did you mean 'float32'? [unknown-word]
                tools.yaml:6:256: error: 'bind' cannot be 'principal.subjekt'; did you mean 'principal.subject'? [unknown-word]
                tools.yaml:6:309: error: 'preprocess' cannot be 'trimm'; did you mean 'trim'? [unknown-word]
                tools.yaml:6:316: error: expected text for 'preprocess', found a list [wrong-kind]
                tools.yaml:6:369: error: 'when' cannot be 'never': expected always [unknown-word]
                tools.yaml:6:407: error: 'format' cannot be 'uint32', which is a format of whole numbers: write 'type: integer' [unknown-word]
                """
        ),
        Example(
            "words for yes and no",
            schema: """
                { type: object, properties: { a: { type: stringbool, truthy: [y, y], falsy: [Y] }, b: { type: stringbool, truthy: [y], falsy: [Y], case: sensitive }, c: { type: stringbool, truthy: y } } }
                """,
            report: """
                tools.yaml:6:75: error: the value "y" stands twice in this list [duplicate-value]
                  note: tools.yaml:6:72: it is first listed here
                tools.yaml:6:87: error: 'Y' cannot mean both true and false [duplicate-value]
                  note: tools.yaml:6:72: it means true here
                tools.yaml:6:191: error: expected a list of texts for 'truthy', found text [wrong-kind]
                """
        ),
        Example(
            "texts that cannot become what they should",
            schema: """
                { type: object, properties: { a: { type: string, as: date }, b: { type: string, as: data, format: base64url }, c: { type: string, as: date, format: date }, d: { type: string, as: url }, e: { type: string, as: url, format: httpUrl } } }
                """,
            report: """
                tools.yaml:6:59: error: 'as: date' needs texts that can become one: write 'format: datetime or date', too [missing-key]
                tools.yaml:6:90: error: 'as: data' needs texts that can become one: write 'format: base64', too [missing-key]
                tools.yaml:6:185: error: 'as: url' needs texts that can become one: write 'format: url or httpUrl', too [missing-key]
                """
        ),
        Example(
            "parts of templates",
            schema: """
                { type: object, properties: { a: { type: template, parts: [x, { type: object, properties: {} }] }, b: { type: template, parts: [[x], { type: array, items: any }] }, c: { type: template, parts: [{ type: string, default: a }] }, d: { type: template, parts: ['', ] }, e: { type: template, parts: [{ type: stringbool }] }, f: { type: template, parts: [{ type: string, regex: '(?=a)b*?$^' }, a] } } }
                """,
            report: """
                tools.yaml:6:72: error: this part has no pattern: a template is made of texts and of simple types [template-part]
                tools.yaml:6:138: error: expected text or a mapping that is a schema for an element of 'parts', found a list [wrong-kind]
                tools.yaml:6:204: error: this part has no pattern: a template is made of texts and of simple types [template-part]
                tools.yaml:6:304: error: this part has no pattern: a template is made of texts and of simple types [template-part]
                tools.yaml:6:381: error: no text matches this pattern [unsatisfiable]
                """
        ),
        Example(
            "expressions for email",
            schema: """
                { type: object, properties: { a: { type: string, format: { value: email, pattern: '[' } }, b: { type: string, format: { value: email, pattern: { patern: a } } }, c: { type: string, format: { value: uuid, pattern: a } }, d: { type: string, includes: { value: a, position: -1, at: 2 } } } }
                """,
            report: """
                tools.yaml:6:93: error: unterminated character class [pattern-syntax]
                  note: this '[' is never closed
                tools.yaml:6:153: error: 'pattern' has no 'pattern' [missing-key]
                tools.yaml:6:155: error: unknown key 'patern' in 'pattern'; did you mean 'pattern'? [unknown-key]
                tools.yaml:6:214: error: unknown key 'pattern' in format 'uuid': expected version, value, message or abort [unknown-key]
                tools.yaml:6:281: error: 'position' is a length and cannot be negative: -1 [invalid-length]
                tools.yaml:6:285: error: unknown key 'at' in 'includes': expected value, message, abort or position [unknown-key]
                """
        ),
        Example(
            "unions",
            schema: """
                { type: object, properties: { a: { type: union, of: [any], fallback: true }, b: { type: union, of: [{ type: object, properties: { k: { type: literal, value: 1 } } }], discriminator: k, exclusive: true }, c: { type: union, of: [string], discriminator: [k] } } }
                """,
            report: """
                tools.yaml:6:69: error: 'fallback' is about a 'discriminator', and there is none [misplaced-rule]
                tools.yaml:6:195: error: a 'discriminator' tells one schema already: leave out 'exclusive' [conflicting-keys]
                  note: tools.yaml:6:177: 'discriminator' stands here
                tools.yaml:6:261: error: expected text for 'discriminator', found a list [wrong-kind]
                """
        ),
        Example(
            "names of functions",
            schema: """
                { type: string, refine: is-a, superRefine: IsA, overwrite: 1a, transform: { name: to_a, to: string }, brand: a b }
                """,
            report: """
                tools.yaml:6:34: error: 'is-a' is no name of a Swift function: write letters and digits, such as 'isFree' [swift-name]
                tools.yaml:6:53: error: 'IsA' is no name of a Swift function: write letters and digits, such as 'isFree' [swift-name]
                tools.yaml:6:69: error: '1a' is no name of a Swift function: write letters and digits, such as 'isFree' [swift-name]
                tools.yaml:6:92: error: 'to_a' is no name of a Swift function: write letters and digits, such as 'isFree' [swift-name]
                tools.yaml:6:119: error: 'a b' is no name of a brand: write letters and digits, such as 'UserID' [swift-name]
                """
        ),
        Example(
            "steps of wrong kinds",
            schema: """
                { type: string, refine: { mesage: m, path: { a: b }, params: [], abort: 1 }, transform: count, pipe: , catch: , prefault: , preprocess: [], nullish: yes }
                """,
            report: """
                tools.yaml:6:34: error: 'refine' has no 'name' [missing-key]
                tools.yaml:6:36: error: unknown key 'mesage' in 'refine'; did you mean 'message'? [unknown-key]
                tools.yaml:6:53: error: expected text for 'path', found a mapping [wrong-kind]
                tools.yaml:6:71: error: expected a mapping for 'params', found a list [wrong-kind]
                tools.yaml:6:82: error: expected true or false for 'abort', found an integer [wrong-kind]
                tools.yaml:6:98: error: expected a mapping with 'name' and 'to' for 'transform', found text [wrong-kind]
                tools.yaml:6:111: error: a schema is missing here: write a type, such as string [empty-value]
                tools.yaml:6:120: error: 'catch' has no value: write null or "" if it is meant [empty-value]
                tools.yaml:6:132: error: 'prefault' has no value: write null or "" if it is meant [empty-value]
                tools.yaml:6:146: error: 'preprocess' names nothing: leave it out [empty-value]
                tools.yaml:6:159: error: expected true or false for 'nullish', found text [wrong-kind]
                """
        ),
        Example(
            "transforms that lack something",
            schema: """
                { type: object, properties: { a: { type: string, transform: { name: a } }, b: { type: string, transform: { to: string, nam: a } } } }
                """,
            report: """
                tools.yaml:6:70: error: 'transform' has no 'to' [missing-key]
                tools.yaml:6:115: error: 'transform' has no 'name' [missing-key]
                tools.yaml:6:129: error: unknown key 'nam' in 'transform'; did you mean 'name'? [unknown-key]
                """
        ),
        Example(
            "what is no check",
            schema: """
                { type: string, checks: [{ optional: true }, { coerce: true }, { description: d }, { refine: isA, min: 1 }, { transform: { name: a, to: any } }] }
                """,
            report: """
                tools.yaml:6:37: error: 'optional' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                tools.yaml:6:57: error: 'coerce' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                tools.yaml:6:75: error: 'description' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                tools.yaml:6:93: error: expected one rule in an element of 'checks', found 2 [wrong-kind]
                tools.yaml:6:120: error: 'transform' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                """
        ),
        Example(
            "rules behind another value",
            schema: "{ type: string, min: 1, transform: { name: count, to: integer }, max: 3, refine: isA }",
            report: """
                tools.yaml:6:75: error: 'max' stands behind what makes another value: write it above, or in the schema of that [misplaced-rule]
                  note: tools.yaml:6:34: the other value is made here
                """
        ),
        Example(
            "rules behind a function of no value",
            schema: "{ type: string, nullable: true, refine: isA, max: 3 }",
            report: """
                tools.yaml:6:55: error: 'max' stands behind a step for a value that may be absent or null: write it above that step, or the step and 'max' above what lets the value be absent or null [misplaced-rule]
                  note: tools.yaml:6:26: from here on there may be no value
                """
        ),
        Example(
            "bounds in steps",
            schema: """
                { type: object, properties: { a: { type: string, min: 5, refine: isA, max: 3 }, b: { type: string, min: 5, overwrite: cut, max: 3 }, c: { type: set, items: any, min: 5, max: 3 }, d: { type: map, keys: any, values: any, length: 5, max: 3 }, e: { type: record, values: any, nonempty: true, max: 0 }, f: { type: integer, format: int32, max: -2147483649 }, g: { type: integer, format: uint32, negative: true }, h: { type: integer, format: int64, max: -9007199254740993 }, i: { type: integer, format: int64, min: 1e19 }, j: { type: number, int: true, gt: 1, optional: true, lt: 2 }, k: { type: number, format: float32, min: 1e39 }, l: { type: number, int: true, min: 1e16 } } }
                """,
            report: """
                tools.yaml:6:80: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:59: the other rule stands here
                tools.yaml:6:179: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:171: the other rule stands here
                tools.yaml:6:240: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:229: the other rule stands here
                tools.yaml:6:298: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:282: the other rule stands here
                tools.yaml:6:343: error: no integer keeps this rule: those of format int32 are within -2^31 and 2^31 - 1 [unsatisfiable]
                tools.yaml:6:399: error: no integer keeps this rule: those of format uint32 are within 0 and 2^32 - 1 [unsatisfiable]
                tools.yaml:6:513: error: no integer keeps this rule: those of format int64 are within -2^63 and 2^63 - 1 [unsatisfiable]
                tools.yaml:6:579: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:556: the other rule stands here
                tools.yaml:6:624: error: no number keeps this rule: those of format float32 are within -3.4028234663852886e+38 and 3.4028234663852886e+38 [unsatisfiable]
                tools.yaml:6:667: error: no integer keeps this rule: integers are within -(2^53 - 1) and 2^53 - 1, as in JavaScript [unsatisfiable]
                """
        ),
        Example(
            "rewrites in steps",
            schema: "{ type: string, startsWith: A, refine: isA, toLowerCase: true }",
            report: """
                tools.yaml:6:54: warning: 'toLowerCase' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:26: write 'toLowerCase' above this check
                """
        ),
        Example(
            "steps that do nothing",
            schema: """
                { type: object, properties: { a: { type: string, preprocess: emptyToAbsent, optional: true }, b: { type: string, preprocess: nullToAbsent, default: a }, c: { type: string, optional: true, preprocess: emptyToAbsent }, d: { type: string, default: a, prefault: b }, e: { type: never, refine: isA, optional: true }, f: { type: string, pipe: never, refine: isA }, g: { type: string, optional: true, preprocess: nullToAbsent, default: a } } }
                """,
            report: """
                tools.yaml:6:59: warning: 'emptyToAbsent' stands before what takes absent values, so that it only leads to errors: write it behind [step-order]
                  note: tools.yaml:6:86: absent values are taken here
                tools.yaml:6:123: warning: 'nullToAbsent' stands before what takes absent values, so that it only leads to errors: write it behind [step-order]
                  note: tools.yaml:6:149: absent values are taken here
                tools.yaml:6:246: warning: this value is never used: another one stands below, and the last is asked first [step-order]
                  note: tools.yaml:6:258: the other value stands here
                tools.yaml:6:291: warning: no value gets here: nothing is accepted by 'never' [step-order]
                  note: tools.yaml:6:276: 'never' stands here
                tools.yaml:6:354: warning: no value gets here: nothing is accepted by 'never' [step-order]
                  note: tools.yaml:6:347: 'never' stands here
                """
        ),
        Example(
            "values that are always there",
            schema: """
                { type: object, properties: { a: { type: set, items: 'any?' }, b: { type: map, keys: any, values: { type: any, prefault: 1 } }, c: { type: tuple, items: ['any?'], rest: 'any?' }, d: { type: record, keys: 'string?', values: 'any?' }, e: { type: array, items: { type: string, default: a, preprocess: nullToAbsent } } } }
                """,
            report: """
                tools.yaml:6:63: warning: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                tools.yaml:6:121: warning: 'prefault' is of no use here: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                tools.yaml:6:179: warning: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                tools.yaml:6:214: warning: an element of an array cannot be absent: write 'nullable' if it may be null [misplaced-optional]
                """
        ),
        Example(
            "names of records",
            schema: """
                { type: object, properties: { a: { type: record, keys: [string], values: any }, b: { type: record, keys: boolean, values: any }, c: { type: record, keys: integer, values: any }, d: { type: record, keys: null, values: any } } }
                """,
            report: """
                tools.yaml:6:65: error: the names of a record are texts, and no text is of this type [record-keys]
                tools.yaml:6:115: error: the names of a record are texts, and no text is of this type [record-keys]
                tools.yaml:6:213: error: the names of a record are texts, and no text is of this type [record-keys]
                """
        ),
        Example(
            "members that nothing reaches",
            schema: """
                { type: object, properties: { a: { type: union, of: [string, { type: enum, values: [a] }] }, b: { type: union, of: [any, string] }, c: { type: union, of: [{ type: enum, values: [a, b] }, { type: literal, value: b }] }, d: { type: union, of: [number, integer, null, { type: string, nullable: true }] }, e: { type: union, of: [{ type: string, coerce: true }, [string]] }, f: { type: union, of: [[any], { type: tuple, items: [] }] }, g: { type: union, of: [{ type: object, properties: {} }, { type: record, values: any }] } } }
                """,
            report: """
                tools.yaml:6:71: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:63: the other member stands here
                tools.yaml:6:131: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:126: the other member stands here
                tools.yaml:6:197: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:165: the other member stands here
                tools.yaml:6:260: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:252: the other member stands here
                tools.yaml:6:367: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:335: the other member stands here
                tools.yaml:6:410: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:403: the other member stands here
                tools.yaml:6:498: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:6:464: the other member stands here
                """
        ),
        Example(
            "members that something reaches",
            schema: """
                { type: object, properties: { a: { type: union, of: [{ type: enum, values: [a] }, string] }, b: { type: union, of: [{ type: string, min: 1 }, { type: literal, value: '' }] }, c: { type: union, of: [string, 'string?'] }, d: { type: union, of: [integer, number, boolean, null] }, e: { type: union, of: [{ type: number, refine: isA }, integer] }, f: { type: union, of: [{ type: object, properties: { a: any } }, { type: object, properties: { b: any } }] }, g: { type: union, of: [{ type: object, properties: {}, unknownKeys: reject }, { type: record, values: any }] } } }
                """,
            report: ""
        ),
        Example(
            "members that are never alone",
            schema: """
                { type: object, properties: { a: { type: union, exclusive: true, of: [integer, number] }, b: { type: union, exclusive: true, of: [string, string] } } }
                """,
            report: """
                tools.yaml:6:80: warning: no value is accepted by this member alone, as 'exclusive' wants it: another one accepts all of them [unreachable-member]
                  note: tools.yaml:6:89: the other member stands here
                tools.yaml:6:148: warning: no value is accepted by this member alone, as 'exclusive' wants it: another one accepts all of them [unreachable-member]
                  note: tools.yaml:6:140: the other member stands here
                """
        ),
        Example(
            "named members that stand twice",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, properties: { a: any } }
              B: { type: union, of: [A, A] }
            """,
            report: """
                tools.yaml:4:29: warning: no value reaches this member: one above it accepts all that it could [unreachable-member]
                  note: tools.yaml:4:26: the other member stands here
                """
        ),
        Example(
            "discriminators",
            """
            server: { name: a, version: 1 }
            types:
              A: { type: object, properties: { k: { type: literal, value: a } } }
              Both: { type: union, of: [A, { type: object, properties: { k: { type: enum, values: [b, c] } } }] }
              NoKey: { type: union, discriminator: k, of: [A, { type: object, properties: { kind: { type: literal, value: b } } }] }
              Text: { type: union, discriminator: k, of: [A, { type: object, properties: { k: string } }] }
              Twice: { type: union, discriminator: k, of: [A, { type: object, properties: { k: { type: enum, values: [b, a] } } }] }
              Nested: { type: union, discriminator: k, of: [Both, { type: object, properties: { k: { type: literal, values: [c, d] } } }] }
              NoObject: { type: union, discriminator: k, of: [A, [string]] }
              Absent: { type: union, discriminator: k, of: [{ type: object, properties: { k: { type: literal, value: a, default: a } } }, { type: object, properties: { k: { type: literal, value: b, optional: true } } }] }
              Transformed: { type: union, discriminator: k, of: [{ type: object, properties: { k: { type: literal, value: a, preprocess: trim } } }] }
              Fine: { type: union, discriminator: k, of: [Both, { type: object, properties: { k: { type: literal, values: [d, null] } } }] }
              Again: { type: union, discriminator: k, of: [Again] }
              Wrapped: { type: union, discriminator: k, of: [{ type: A, nullable: true }] }
            """,
            report: """
                tools.yaml:5:51: error: this option has no property 'k', which tells the options apart [discriminator]
                tools.yaml:6:83: error: 'k' tells the options apart, so that it must be a literal or an enum here [discriminator]
                tools.yaml:7:51: error: another option claims the value "a" of 'k' already [discriminator]
                  note: tools.yaml:7:48: the other option stands here
                tools.yaml:8:55: error: another option claims the value "c" of 'k' already [discriminator]
                  note: tools.yaml:8:49: the other option stands here
                tools.yaml:9:54: error: an option of a union with a discriminator is an object: this is none [discriminator]
                tools.yaml:10:127: error: another option claims the absence of 'k' already [discriminator]
                  note: tools.yaml:10:49: the other option stands here
                tools.yaml:11:87: error: 'k' tells the options apart, so that it must be a literal or an enum here [discriminator]
                tools.yaml:13:3: error: reading a value of type 'Again' would never end: Again → Again [endless-type]
                tools.yaml:14:61: error: an option of a union with a discriminator is a plain object: write this around the union [discriminator]
                """
        ),
        Example(
            "many tools",
            """
            server: { name: a, version: 1 }
            tools: [\((0...100).map { "{ name: t\($0), description: d }" }.joined(separator: ", "))]
            """,
            report: """
                tools.yaml:1:1: warning: 101 tools are more than a model chooses well among: offer fewer, or part the server [many-tools]
                """
        ),
    ]
}
