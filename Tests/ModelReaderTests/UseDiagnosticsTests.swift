import Testing

/// Faults of schemas in the place where a tool uses them.
@Suite struct UseDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfUse(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "an input that is no object by its name",
            """
            server: { name: a, version: 1 }
            types:
              Text: string
              Maybe: { type: object, properties: {}, nullable: true }
              Fine: { type: object, properties: { a: any } }
              Alias: Fine
              Either: { type: union, of: [Fine, { type: object, properties: { b: any } }] }
            tools:
              - { name: a, description: d, inputSchema: Text }
              - { name: b, description: d, inputSchema: Maybe }
              - { name: c, description: d, inputSchema: Alias }
              - { name: d, description: d, inputSchema: { type: Alias, nullable: true } }
              - { name: e, description: d, inputSchema: Either }
              - { name: f, description: d, inputSchema: { type: object, extends: Fine, partial: true } }
              - { name: g, description: d, inputSchema: Fine, rules: [{ check: has(a) }] }
              - { name: h, description: d, inputSchema: { type: object, extends: Fine }, rules: [{ check: has(a) }] }
              - { name: i, description: d, outputSchema: Either }
            """,
            report: """
                tools.yaml:9:45: error: 'inputSchema' must be of type object [input-object]
                tools.yaml:10:45: error: the arguments of a tool are an object, never null [input-object]
                tools.yaml:12:45: error: the arguments of a tool are an object, never null [input-object]
                tools.yaml:13:45: error: 'inputSchema' must be of type object [input-object]
                tools.yaml:15:51: error: 'inputSchema' is the type 'Fine': its rules stand there, under 'types' [misplaced-rule]
                """
        ),
        Example(
            "intersections",
            """
            server: { name: a, version: 1 }
            types:
              Trimmed: { type: object, properties: { a: { type: object, properties: { b: { type: string, trim: true } } } } }
              Plain: { type: object, properties: { a: { type: object, properties: { b: string } } } }
              Nothing: { type: intersection, of: [string, { type: union, of: [integer, boolean] }] }
              Deep: { type: intersection, of: [Trimmed, Plain] }
              Word: { type: intersection, of: [{ type: string, toLowerCase: true }, { type: string, toUpperCase: true }] }
              Numbers: { type: intersection, of: [{ type: array, items: { type: number, coerce: true } }, 'number[]'] }
              Same: { type: intersection, of: [{ type: string, trim: true, min: 1 }, { type: string, max: 3, trim: true }] }
              Others: { type: intersection, of: [Trimmed, { type: object, properties: { c: { type: string, default: x } } }] }
            tools: []
            """,
            report: """
                tools.yaml:5:47: error: no value is accepted by both sides of the intersection [unsatisfiable]
                  note: tools.yaml:5:39: the other side stands here
                tools.yaml:6:45: error: the sides of the intersection make different values of 'a.b': write what changes it in both, or behind the intersection [intersection-conversion]
                  note: tools.yaml:6:36: the other side stands here
                tools.yaml:7:73: error: the sides of the intersection make different values of the value: write what changes it in both, or behind the intersection [intersection-conversion]
                  note: tools.yaml:7:36: the other side stands here
                tools.yaml:8:95: error: the sides of the intersection make different values of the value: write what changes it in both, or behind the intersection [intersection-conversion]
                  note: tools.yaml:8:39: the other side stands here
                """
        ),
        Example(
            "recursive arguments",
            """
            server: { name: a, version: 1 }
            types:
              Tree: { type: object, properties: { children: 'Tree[]' } }
              Holder: { type: object, properties: { tree: Tree } }
              Plain: string
            tools:
              - { name: a, description: d, input: { x: Holder } }
              - { name: b, description: d, input: { x: Plain }, output: { y: Tree } }
            """,
            report: """
                tools.yaml:7:32: warning: the arguments hold the recursive type 'Tree': some clients do not follow the '$ref' that it is told by [recursive-input]
                """
        ),
        Example(
            "outputs that are read",
            """
            server: { name: a, version: 1 }
            types:
              Read: { type: string, transform: { name: count, to: integer } }
              Holder: { type: object, properties: { x: 'Read[]' } }
            tools:
              - { name: a, description: d, output: { a: { type: string, coerce: true }, b: stringbool, c: { type: string, preprocess: trim } } }
              - { name: b, description: d, outputSchema: Holder }
              - { name: c, description: d, input: { x: Read } }
            """,
            report: """
                tools.yaml:6:45: error: an output is written, not read: 'coerce' says how a value is read [output-conversion]
                tools.yaml:6:80: error: an output is written, not read: 'stringbool' says how a value is read [output-conversion]
                tools.yaml:6:111: error: an output is written, not read: 'preprocess' says how a value is read [output-conversion]
                tools.yaml:7:46: error: an output is written, not read: 'transform' says how a value is read, in the type 'Read' [output-conversion]
                  note: tools.yaml:3:25: 'transform' stands here
                """
        ),
        Example(
            "headers",
            """
            server: { name: a, version: 1 }
            types:
              Secret: { type: string, sensitive: true }
              Used: { type: object, properties: { a: { type: string, header: A } } }
              Unused: { type: object, properties: { a: { type: string, header: A } } }
              Inner: { type: object, properties: { a: { type: string, header: A } } }
            tools:
              - name: a
                description: d
                input:
                  a: { type: string, header: Region }
                  b: { type: integer, header: REGION }
                  c: { type: number, header: C }
                  d: { type: string, header: a b }
                  e: { type: string, header: "" }
                  f: { type: string, header: F, sensitive: true }
                  f2: { type: Secret, header: F2 }
                  g: { type: string, header: G, nullable: true }
                  h: { type: string, header: H, coerce: true }
                  i: { type: integer, header: I, format: int64 }
                  j: { type: enum, values: [a], header: J, optional: true }
                  k: { type: array, items: { type: string, header: K } }
                  l: { type: object, properties: { l: { type: string, header: L } } }
                  m: { type: union, of: [string, integer], header: M }
                  n: { type: literal, values: [1, true], header: N }
                  o: { type: string, header: O, preprocess: trim }
                  p: { type: string, header: P, catch: a }
                  q: Inner
                output:
                  r: { type: string, header: R }
              - { name: b, description: d, inputSchema: Used }
            """,
            report: """
                tools.yaml:5:68: error: 'header' is for a property of a tool's arguments: clients look for it nowhere else [header]
                tools.yaml:6:67: error: 'header' is for a property of a tool's arguments: clients look for it nowhere else [header]
                tools.yaml:12:35: error: a header 'Mcp-Param-REGION' repeats another value already: letter case counts for nothing [header]
                  note: tools.yaml:11:34: it is named here first
                tools.yaml:13:34: error: only a text, an integer or a boolean can be repeated in a header, and this is not one of these [header]
                tools.yaml:14:34: error: 'a b' is no name of a header: use letters, digits and hyphens [header]
                tools.yaml:15:34: error: '' is no name of a header: use letters, digits and hyphens [header]
                tools.yaml:16:34: error: a sensitive value cannot be repeated in a header [header]
                tools.yaml:17:35: error: a sensitive value cannot be repeated in a header [header]
                tools.yaml:18:34: error: only a text, an integer or a boolean can be repeated in a header, and this may be null [header]
                tools.yaml:19:34: error: only a text, an integer or a boolean can be repeated in a header, and this is coerced [header]
                tools.yaml:20:35: error: only a text, an integer or a boolean can be repeated in a header, and this is beyond what all clients can say exactly [header]
                tools.yaml:22:56: error: 'header' is for a property of a tool's arguments: clients look for it nowhere else [header]
                tools.yaml:23:67: error: 'header' is for a property of a tool's arguments: clients look for it nowhere else [header]
                tools.yaml:24:56: error: only a text, an integer or a boolean can be repeated in a header, and this is not one of these [header]
                tools.yaml:25:54: error: only a text, an integer or a boolean can be repeated in a header, and this is not one of these [header]
                tools.yaml:26:34: error: only a text, an integer or a boolean can be repeated in a header, and this is preprocessed [header]
                tools.yaml:27:34: error: only a text, an integer or a boolean can be repeated in a header, and this may be anything, by 'catch' [header]
                tools.yaml:30:34: error: 'header' is for a property of a tool's arguments: clients look for it nowhere else [header]
                """
        ),
        Example(
            "values from the credentials",
            """
            server: { name: a, version: 1 }
            types:
              Subject: { type: string, min: 1 }
            tools:
              - name: a
                description: d
                input:
                  a: { type: string, bind: principal.subject, trim: true }
                  b: { type: integer, bind: principal.subject }
                  c: { type: string, bind: principal.subject, max: 3 }
                  d: { type: string, bind: principal.subject, header: D }
                  e: { type: string, bind: principal.subject, examples: [a] }
                  f: { type: string, bind: principal.client, refine: isA, min: 1 }
                  g: { type: Subject, bind: principal.client }
                  h: [{ type: string, bind: principal.client }]
                output:
                  i: { type: string, bind: principal.client }
            """,
            report: """
                tools.yaml:9:10: error: 'bind: principal.subject' gives a text: write 'type: string' [binding]
                tools.yaml:10:51: error: 'bind: principal.subject' fills the value, so that no caller can keep this rule: leave it out [binding]
                tools.yaml:11:59: error: 'bind: principal.subject' takes the value from the caller's credentials: no client sends it, in a header neither [binding]
                tools.yaml:12:62: error: 'bind: principal.subject' hides the property from models: leave out 'examples' [binding]
                tools.yaml:13:50: error: 'bind: principal.client' fills the value, so that no caller can keep this rule: leave it out [binding]
                tools.yaml:13:63: error: 'bind: principal.client' fills the value, so that no caller can keep this rule: leave it out [binding]
                tools.yaml:14:10: error: 'bind: principal.client' fills the value, so that no caller can keep the rules of 'Subject': write 'type: string' [binding]
                  note: tools.yaml:3:28: one of them is here
                tools.yaml:15:11: error: 'bind: principal.client' is for a property of a tool's arguments [binding]
                tools.yaml:17:10: error: 'bind: principal.client' is for a property of a tool's arguments [binding]
                """
        ),
        Example(
            "icons",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                icons: [https://a.b/c.png, http://a.b/c.png, 'https://', { src: 'data:image/png;base64,AA==', mimeType: png, sizes: [any, 48x48, 48] }, { mimeType: image/png, size: [] }, [a]]
              - { name: b, description: d, icons: https://a.b }
            """,
            report: """
                tools.yaml:5:32: error: 'http://a.b/c.png' is no URL that clients show: write one that begins with https:// or data: [icon-source]
                tools.yaml:5:50: error: 'https://' is no URL that clients show: write one that begins with https:// or data: [icon-source]
                tools.yaml:5:109: error: 'png' is no media type: write image/png, say [icon-source]
                tools.yaml:5:134: error: '48' is no size of a picture: write 48x48, say, or any [icon-source]
                tools.yaml:5:141: error: this icon has no 'src' [missing-key]
                tools.yaml:5:164: error: unknown key 'size' in an icon; did you mean 'sizes'? [unknown-key]
                tools.yaml:5:176: error: expected text for an element of 'icons', found a list [wrong-kind]
                tools.yaml:6:39: error: expected a list of URLs for 'icons', found text [wrong-kind]
                """
        ),
        Example(
            "examples of tools",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                examples: [{ input: { a: 1 }, output: [1] }, { input: [1] }, {}, { inptu: {} }, a]
              - { name: b, description: d, examples: {} }
            """,
            report: """
                tools.yaml:5:59: error: expected a mapping of arguments for 'input', found a list [wrong-kind]
                tools.yaml:5:66: error: an element of 'examples' is empty [missing-key]
                tools.yaml:5:72: error: unknown key 'inptu' in an element of 'examples'; did you mean 'input'? [unknown-key]
                tools.yaml:5:85: error: expected a mapping with 'input', 'output' or both for an element of 'examples', found text [wrong-kind]
                tools.yaml:6:42: error: expected a list of calls ('- input: { … }') for 'examples', found a mapping [wrong-kind]
                """
        ),
        Example(
            "rules of tools",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, rules: [{ check: has(a) }] }
              - { name: b, description: d, input: { a: any }, rules: [{ check: has(a), mesage: m }] }
            """,
            report: """
                tools.yaml:3:32: error: 'rules' speak of the arguments, and this tool has none [misplaced-rule]
                tools.yaml:4:76: error: unknown key 'mesage' in a rule; did you mean 'message'? [unknown-key]
                """
        ),
    ]
}
