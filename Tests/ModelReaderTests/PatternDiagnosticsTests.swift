import Testing

/// Faults of patterns, comments that cut text off, and all of it at once.
@Suite struct PatternDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfPatternsAndText(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "a pattern that is not one",
            schema: #"{ type: string, regex: '^[\d\s+$' }"#,
            report: """
                tools.yaml:6:35: error: unterminated character class [pattern-syntax]
                  note: this '[' is never closed
                """
        ),
        Example(
            "escapes that stand for a letter",
            schema: #"{ type: string, regex: '^\p{L}+\x4G\x41\A\d$' }"#,
            report: #"""
                tools.yaml:6:35: warning: without the flag 'u', '\p' stands for the letter 'p' and nothing else [pattern-escape]
                  note: write 'p' if that is meant; otherwise add the flag or spell the characters out
                tools.yaml:6:41: warning: without the flag 'u', '\x' stands for the letter 'x' and nothing else [pattern-escape]
                  note: write 'x' if that is meant; otherwise add the flag or spell the characters out
                tools.yaml:6:49: warning: without the flag 'u', '\A' stands for the letter 'A' and nothing else [pattern-escape]
                  note: write 'A' if that is meant; otherwise add the flag or spell the characters out
                """#
        ),
        Example(
            "a pattern with its delimiters",
            schema: """
                { type: object, properties: { a: { type: string, regex: '/^a$/i' }, b: { type: string, regex: 'a^' } } }
                """,
            report: """
                tools.yaml:6:66: error: no text matches this pattern [unsatisfiable]
                  note: write the expression without slashes around it, and flags beside it: { pattern: …, flags: … }
                tools.yaml:6:104: error: no text matches this pattern [unsatisfiable]
                """
        ),
        Example(
            "a pattern behind escapes",
            schema: #"{ type: string, regex: "\x41\u00e9(b" }"#,
            report: """
                tools.yaml:6:44: error: unterminated group [pattern-syntax]
                  note: this '(' is never closed
                """
        ),
        Example(
            "a pattern in its long form",
            schema: "{ type: string, regex: { pattern: 'it''s [', flags: u } }",
            report: """
                tools.yaml:6:51: error: unterminated character class [pattern-syntax]
                  note: this '[' is never closed
                """
        ),
        Example(
            "a pattern in a block",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                input:
                  x:
                    type: string
                    regex: >-
                      abc
                      (d
            """,
            report: """
                tools.yaml:10:11: error: unterminated group [pattern-syntax]
                  note: this '(' is never closed
                """
        ),
        Example(
            "flags that are unknown",
            schema: "{ type: string, regex: { pattern: a, flags: ux } }",
            report: """
                tools.yaml:6:55: error: unknown flag 'x' [pattern-syntax]
                  note: the flags are d, g, i, m, s, u, v and y
                """
        ),
        Example(
            "an unknown key beside the flags",
            schema: "{ type: string, regex: { pattern: a, flags: y, flag: a } }",
            report: """
                tools.yaml:6:57: error: unknown key 'flag' in 'regex'; did you mean 'flags'? [unknown-key]
                """
        ),
        Example(
            "a pattern that every text matches",
            schema: "{ type: string, regex: 'a*' }",
            report: """
                tools.yaml:6:34: warning: every text matches this pattern [pattern-always-matches]
                  note: anchor it with '^' and '$', or remove it
                """
        ),
        Example(
            "a pattern whose end is open",
            schema: "{ type: string, regex: '^[a-z]{2,5}' }",
            report: """
                tools.yaml:6:40: warning: what this repeats is not looked at beyond its minimum, since the pattern may end anywhere in the text [pattern-unanchored]
                  note: end the pattern with '$' if the whole text is meant
                """
        ),
        Example(
            "a pattern whose start is open",
            schema: "{ type: string, regex: '[a-z]+!$' }",
            report: """
                tools.yaml:6:39: warning: what this repeats is not looked at beyond its minimum, since the pattern may begin anywhere in the text [pattern-unanchored]
                  note: begin the pattern with '^' if the whole text is meant
                """
        ),
        Example(
            "anchors that belong to one alternative each",
            schema: "{ type: string, regex: '^cat|dog$' }",
            report: """
                tools.yaml:6:34: warning: '^' belongs to the first alternative alone, and '$' to the last [pattern-unanchored]
                  note: group the alternatives: '^(?:...|...)$'
                """
        ),
        Example(
            "a backreference",
            schema: "{ type: string, regex: '^(a|b)\\1$' }",
            report: """
                tools.yaml:6:40: warning: a backreference is matched by trying one way after the other [pattern-backreference]
                  note: a text that takes too many steps is refused; write the alternatives out if you can
                """
        ),
        Example(
            "a pattern that costs much",
            schema: "{ type: string, regex: '^(?:.*a.{3000})$' }",
            report: """
                tools.yaml:6:42: warning: each character may take 3007 steps to match against this pattern [pattern-size]
                  note: a rule of length may replace a large count
                """
        ),
        Example(
            "surrogates that no text has side by side",
            schema: "{ type: string, regex: '^😀{2}$' }",
            report: """
                tools.yaml:6:33: error: no text matches this pattern [unsatisfiable]
                """
        ),
        Example(
            "a pattern that is too large",
            schema: "{ type: string, regex: '(a{100}){200}' }",
            report: """
                tools.yaml:6:42: error: the count is too large [pattern-too-large]
                  note: written out, it has more than 10000 positions; use a length rule
                """
        ),
        Example(
            "comments that cut off",
            """
            server:
              name: a
              version: 1
              title: Search #1
              instructions: Finds #12
            tools:
              - name: a
                title: a #1
                description: Finds issue #12
                input:
                  x:
                    type: string
                    title: a #1
                    description: b  # meant
                    error: a #1
                    regex: ^a #b
                    startsWith: a #1
                    min: { value: 1, message: a #2
                       }
                    checks:
                      - regex: { pattern: a # b
                           }
                  y:
                    type: string # the name
                    min: 3 # at least
            """,
            report: """
                tools.yaml:4:17: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:5:23: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:8:14: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:9:30: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:13:18: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:15:18: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:16:19: error: the pattern ends before this '#', which begins a comment: quote the pattern, or move the comment to a line of its own [comment-cuts-text]
                tools.yaml:17:23: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:18:37: warning: the text ends before this '#', which begins a comment: quote the text, or set the comment apart by two spaces [comment-cuts-text]
                tools.yaml:21:33: error: the pattern ends before this '#', which begins a comment: quote the pattern, or move the comment to a line of its own [comment-cuts-text]
                """
        ),
        Example(
            "all faults in one run",
            """
            server: { name: a, version: 1, strct: true }
            tools:
              - name: a b
                input:
                  x: strin
                  y: { type: string, min: -1, normalize: nfc }
              - nme: c
                output: { z: { type: enum, values: [] } }
            """,
            """
            tools:
              - name: d
                name: e
                description: d
                input: { q: '!' }
            """,
            """
            {
            """,
            report: """
                tools.yaml:1:32: error: unknown key 'strct' in 'server'; did you mean 'strict'? [unknown-key]
                tools.yaml:3:11: error: 'a b' is no name of a tool: use 1 to 64 of the ASCII letters and digits and of '_', '.' and '-' [tool-name]
                tools.yaml:3:11: warning: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                tools.yaml:5:10: error: unknown type 'strin'; did you mean 'string'? [unknown-type]
                tools.yaml:6:31: error: 'min' is a length and cannot be negative: -1 [invalid-length]
                tools.yaml:6:46: error: unknown normalization form 'nfc': expected NFC, NFD, NFKC or NFKD [unknown-format]
                tools.yaml:7:5: error: unknown key 'nme' in a tool; did you mean 'name'? [unknown-key]
                tools.yaml:7:5: error: this tool has no 'name' [missing-key]
                tools.yaml:7:5: warning: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                tools.yaml:8:40: error: 'values' of enum is empty, so that nothing would be accepted [empty-enum]
                2.tools.yaml:3:5: error: duplicate key 'name' [duplicate-key]
                  note: 2.tools.yaml:2:5: 'name' is first defined here
                2.tools.yaml:5:17: error: unknown type '!': expected string, number, integer, boolean, stringbool, enum, literal, template, array, tuple, object, record, set, map, union, intersection, any, unknown, json, null, never or undefined [unknown-type]
                3.tools.yaml:1:2: error: expected a value here [yaml-syntax]
                  note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
                """
        ),
    ]
}
