import Testing

/// Faults of rules.
@Suite struct RuleDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfRules(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "values of rules of wrong kinds",
            schema: """
                { type: string, min: "3", max: [1], length: a, nonempty: 1, regex: [], startsWith: {}, endsWith: null, includes: , format: [] }
                """,
            report: """
                tools.yaml:6:31: error: expected a number for 'min', found text [wrong-kind]
                tools.yaml:6:41: error: expected a number for 'max', found a list [wrong-kind]
                tools.yaml:6:54: error: expected a number for 'length', found text [wrong-kind]
                tools.yaml:6:67: error: expected true or false for 'nonempty', found an integer [wrong-kind]
                tools.yaml:6:77: error: expected text for 'regex', found a list [wrong-kind]
                tools.yaml:6:93: error: 'startsWith' has no 'value' [missing-key]
                tools.yaml:6:107: error: expected text for 'endsWith', found null: quote it if it is text [wrong-kind]
                tools.yaml:6:123: error: 'includes' has no value: expected text [empty-value]
                tools.yaml:6:133: error: expected text for 'format', found a list [wrong-kind]
                """
        ),
        Example(
            "long values of rules",
            schema: """
                { type: string, min: { value: 1, mesage: a, abort: 2 }, max: { message: a }, regex: { patern: a }, includes: { value: a, message: [] }, format: { message: a } }
                """,
            report: """
                tools.yaml:6:43: error: unknown key 'mesage' in 'min'; did you mean 'message'? [unknown-key]
                tools.yaml:6:61: error: expected true or false for 'abort', found an integer [wrong-kind]
                tools.yaml:6:71: error: 'max' has no 'value' [missing-key]
                tools.yaml:6:94: error: 'regex' has no 'pattern' [missing-key]
                tools.yaml:6:96: error: unknown key 'patern' in 'regex'; did you mean 'pattern'? [unknown-key]
                tools.yaml:6:140: error: expected text for 'message', found a list [wrong-kind]
                tools.yaml:6:154: error: 'format' has no 'value' [missing-key]
                """
        ),
        Example(
            "lengths",
            schema: "{ type: string, min: -1, max: 1.5, length: 1e300 }",
            report: """
                tools.yaml:6:31: error: 'min' is a length and cannot be negative: -1 [invalid-length]
                tools.yaml:6:40: error: 'max' is a length and cannot be a fraction: 1.5 [invalid-length]
                tools.yaml:6:53: error: 'length' is greater than any length: '1e300' [number-range]
                """
        ),
        Example(
            "numbers out of range",
            schema: """
                { type: number, min: -1e999, max: .inf, gt: .nan, default: 1e400, multipleOf: 0, examples: [.inf, [1e999]] }
                """,
            report: """
                tools.yaml:6:31: error: '-1e999' is out of the range of a double: quote it if it is text [number-range]
                tools.yaml:6:44: error: '.inf' is no number that JSON has: quote it if it is text [number-range]
                tools.yaml:6:54: error: '.nan' is no number that JSON has: quote it if it is text [number-range]
                tools.yaml:6:69: error: '1e400' is out of the range of a double: quote it if it is text [number-range]
                tools.yaml:6:88: warning: no number is a multiple of zero, so that none is accepted [invalid-step]
                tools.yaml:6:102: error: '.inf' is no number that JSON has: quote it if it is text [number-range]
                tools.yaml:6:109: error: '1e999' is out of the range of a double: quote it if it is text [number-range]
                """
        ),
        Example(
            "steps",
            schema: "{ type: number, multipleOf: -0.5 }",
            report: """
                tools.yaml:6:38: warning: a step is a distance: write it without the sign [invalid-step]
                """
        ),
        Example(
            "texts that cannot be",
            schema: "{ type: string, min: 4, max: 2 }",
            report: """
                tools.yaml:6:34: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:26: the other rule stands here
                """
        ),
        Example(
            "texts that cannot be, by other rules",
            schema: "{ type: string, max: 2, checks: [{ startsWith: abc }, { nonempty: true }] }",
            report: """
                tools.yaml:6:45: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:26: the other rule stands here
                """
        ),
        Example(
            "texts of length zero that begin with something",
            schema: "{ type: string, length: 0, nonempty: true }",
            report: """
                tools.yaml:6:37: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:26: the other rule stands here
                """
        ),
        Example(
            "numbers that cannot be",
            schema: """
                { type: object, properties: { a: { type: number, gt: 1, lt: 1 }, b: { type: number, min: 1, max: 1 }, c: { type: integer, gt: 1, lt: 2 }, d: { type: integer, min: 1.2, max: 1.8 }, e: { type: integer, min: 1.0e+17 }, f: { type: number, positive: true, max: 0 }, g: { type: integer, gt: 9007199254740991 } } }
                """,
            report: """
                tools.yaml:6:66: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:59: the other rule stands here
                tools.yaml:6:139: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:132: the other rule stands here
                tools.yaml:6:178: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:168: the other rule stands here
                tools.yaml:6:210: error: no integer keeps this rule: integers are within -(2^53 - 1) and 2^53 - 1, as in JavaScript [unsatisfiable]
                tools.yaml:6:261: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:245: the other rule stands here
                tools.yaml:6:291: error: no integer keeps this rule: integers are within -(2^53 - 1) and 2^53 - 1, as in JavaScript [unsatisfiable]
                """
        ),
        Example(
            "arrays that cannot be",
            schema: "{ type: array, items: string, length: 2, min: 3 }",
            report: """
                tools.yaml:6:51: error: no value keeps this rule and one above it [unsatisfiable]
                  note: tools.yaml:6:40: the other rule stands here
                """
        ),
        Example(
            "enumerations",
            schema: """
                { type: object, properties: { a: { type: enum, values: [] }, b: { type: enum, values: [a, b, a, a] }, c: { type: enum, values: a }, d: { type: enum, values: [[a], null, ~, 1] }, e: { type: enum, values: } } }
                """,
            report: """
                tools.yaml:6:65: error: 'values' of enum is empty, so that nothing would be accepted [empty-enum]
                tools.yaml:6:103: error: the value "a" stands twice in this list [duplicate-value]
                  note: tools.yaml:6:97: it is first listed here
                tools.yaml:6:106: error: the value "a" stands twice in this list [duplicate-value]
                  note: tools.yaml:6:97: it is first listed here
                tools.yaml:6:137: error: expected a list of values for 'values', found text [wrong-kind]
                tools.yaml:6:168: error: expected text for a value of 'values', found a list [wrong-kind]
                tools.yaml:6:173: error: expected text for a value of 'values', found null: quote it if it is text [wrong-kind]
                tools.yaml:6:179: error: expected text for a value of 'values', found null: quote it if it is text [wrong-kind]
                tools.yaml:6:182: error: the values of an enum are texts, and 1 is an integer: quote it, or use 'type: literal' [wrong-kind]
                tools.yaml:6:213: error: 'values' has no value: expected a list of values [empty-value]
                """
        ),
        Example(
            "literals",
            schema: """
                { type: object, properties: { a: { type: literal, values: [] }, b: { type: literal, values: [1, 1.0, "1"] }, c: { type: literal, value: [a] }, d: { type: literal, value: a, values: [b] }, e: { type: literal, value: } } }
                """,
            report: """
                tools.yaml:6:68: error: 'values' of literal is empty, so that nothing would be accepted [empty-enum]
                tools.yaml:6:106: error: the value 1 stands twice in this list [duplicate-value]
                  note: tools.yaml:6:103: it is first listed here
                tools.yaml:6:146: error: expected a text, number, boolean or null for 'value', found a list [wrong-kind]
                tools.yaml:6:183: error: 'value' and 'values' are two ways to say one thing: keep one [conflicting-keys]
                  note: tools.yaml:6:173: 'value' stands here
                tools.yaml:6:225: error: 'value' has no value: write null or "" if it is meant [empty-value]
                """
        ),
        Example(
            "formats",
            schema: """
                { type: object, properties: { a: { type: string, format: url }, b: { type: string, format: emial }, c: { type: string, format: zebra }, d: { type: string, format: { value: uuid, version: v9 } }, e: { type: string, format: { value: datetime, precison: 3, precision: a } }, f: { type: string, format: { value: datetime, precision: -2, offset: 1 } }, g: { type: string, format: { value: email, pattern: a } }, h: { type: string, format: date-time } } }
                """,
            report: """
                tools.yaml:6:101: error: unknown format 'emial'; did you mean 'email'? [unknown-format]
                tools.yaml:6:137: error: unknown format 'zebra': expected email, uuid, guid, nanoid, cuid, cuid2, ulid, xid, ksuid, ipv4, ipv6, mac, cidrv4, cidrv6, base64, base64url, jwt, e164, emoji, hostname, hex, hash, creditCard, date, time, datetime, duration, url or httpUrl [unknown-format]
                tools.yaml:6:197: error: unknown version 'v9' of a UUID: expected v1, v2, v3, v4, v5, v6, v7 or v8 [unknown-format]
                tools.yaml:6:251: error: unknown key 'precison' in format 'datetime'; did you mean 'precision'? [unknown-key]
                tools.yaml:6:275: error: expected a whole number for 'precision', found text [wrong-kind]
                tools.yaml:6:339: error: 'precision' is the number of digits behind the seconds: 0 for none, -1 for no seconds, at most 100 [unknown-format]
                tools.yaml:6:351: error: expected true or false for 'offset', found an integer [wrong-kind]
                tools.yaml:6:444: error: unknown format 'date-time'; did you mean 'datetime'? [unknown-format]
                """
        ),
        Example(
            "options of URLs",
            schema: """
                { type: object, properties: { a: { type: string, format: { value: url, protocol: '^ftp$', hostname: { pattern: '(', flags: i } } }, b: { type: string, format: { value: httpUrl, hostname: a, normalize: 1 } }, c: { type: string, normalize: [] } } }
                """,
            report: """
                tools.yaml:6:122: error: unterminated group [pattern-syntax]
                  note: this '(' is never closed
                tools.yaml:6:187: error: unknown key 'hostname' in format 'httpUrl': expected normalize, value, message or abort [unknown-key]
                tools.yaml:6:211: error: expected true or false for 'normalize', found an integer [wrong-kind]
                tools.yaml:6:248: error: expected text for 'normalize', found a list [wrong-kind]
                """
        ),
        Example(
            "rewrites behind checks that they undo",
            schema: """
                { type: object, properties: { a: { type: string, min: 1, trim: true }, b: { type: string, checks: [{ uppercase: true }, { max: 3 }, { toLowerCase: true }] }, c: { type: string, regex: '^[a-z]+$', slugify: true }, d: { type: string, startsWith: A, toLowerCase: true }, e: { type: string, includes: a b, max: 9, min: 0, lowercase: true, format: uuid, trim: true, toLowerCase: true }, f: { type: string, format: duration, toLowerCase: true }, g: { type: string, trim: { message: a } } } }
                """,
            report: """
                tools.yaml:6:67: warning: 'trim' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:59: write 'trim' above this check
                tools.yaml:6:144: warning: 'toLowerCase' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:111: write 'toLowerCase' above this check
                tools.yaml:6:206: warning: 'slugify' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:187: write 'slugify' above this check
                tools.yaml:6:257: warning: 'toLowerCase' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:242: write 'toLowerCase' above this check
                tools.yaml:6:429: warning: 'toLowerCase' can undo a check above it: rules apply in the order in which they are written [rewrite-order]
                  note: tools.yaml:6:411: write 'toLowerCase' above this check
                tools.yaml:6:475: error: expected true or false for 'trim', found a mapping [wrong-kind]
                """
        ),
        Example(
            "options of a hash",
            schema: """
                { type: object, properties: { a: { type: string, format: hash }, b: { type: string, format: { value: hash, alg: md4 } }, c: { type: string, format: { value: hash, alg: md5, encoding: base32 } }, d: { type: string, format: { value: guid, version: v4 } } } }
                """,
            report: """
                tools.yaml:6:67: error: format 'hash' has no 'alg': write { value: hash, alg: sha256 } [missing-key]
                tools.yaml:6:122: error: unknown algorithm 'md4' of a hash: expected md5, sha1, sha256, sha384 or sha512 [unknown-format]
                tools.yaml:6:193: error: unknown encoding 'base32' of a hash: expected hex, base64 or base64url [unknown-format]
                tools.yaml:6:247: error: unknown key 'version' in format 'guid': expected value, message or abort [unknown-key]
                """
        ),
        Example(
            "checks of wrong kinds",
            schema: """
                { type: string, checks: [a, { min: 1, max: 2 }, {}, { optional: true }, { normalize: true }, { mn: 1 }, { multipleOf: 1 }, { checks: [] }] }
                """,
            report: """
                tools.yaml:6:35: error: expected a mapping with one rule ('min: 1') for an element of 'checks', found text [wrong-kind]
                tools.yaml:6:38: error: expected one rule in an element of 'checks', found 2 [wrong-kind]
                tools.yaml:6:58: error: expected one rule in an element of 'checks', found none [wrong-kind]
                tools.yaml:6:64: error: 'optional' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                tools.yaml:6:105: error: unknown key 'mn' in a schema of type 'string'; did you mean 'min'? [unknown-key]
                tools.yaml:6:116: error: type 'string' has no 'multipleOf': it is for number and integer [misplaced-rule]
                tools.yaml:6:135: error: 'checks' is no rule: it stands beside 'checks', not in it [misplaced-rule]
                """
        ),
        Example(
            "checks that are no list",
            schema: "{ type: string, checks: { min: 1 } }",
            report: """
                tools.yaml:6:34: error: expected a list of rules ('- min: 1') for 'checks', found a mapping [wrong-kind]
                """
        ),
        Example(
            "items twice",
            schema: "{ type: 'string[]', items: string }",
            report: """
                tools.yaml:6:30: error: 'items' and '[]' behind the type are two ways to say one thing: keep one [conflicting-keys]
                """
        ),
        Example(
            "rules of an element beside an array in its short form",
            schema: "{ type: 'integer[]?', min: 1, regex: a }",
            report: """
                tools.yaml:6:40: error: type 'array' has no 'regex': it is for string [misplaced-rule]
                """
        ),
        Example(
            "empty properties",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                input:
                  a:
                  b: string
            """,
            report: """
                tools.yaml:6:7: error: property 'a' has no value: write its type, such as string [empty-value]
                """
        ),
        Example(
            "empty values in constants",
            schema: "{ type: string, default: { a: , b: [ ~ ] }, examples: }",
            report: """
                tools.yaml:6:40: error: 'a' in 'default' has no value: write null or "" if it is meant [empty-value]
                tools.yaml:6:64: error: 'examples' has no value: expected a list of values [empty-value]
                """
        ),
    ]
}
