import Testing

/// Faults of tools.
@Suite struct ToolDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfTools(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "a tool that is no mapping",
            """
            server: { name: a, version: 1 }
            tools: [echo]
            """,
            report: """
                tools.yaml:2:9: error: expected a mapping with 'name' for a tool, found text [wrong-kind]
                """
        ),
        Example(
            "names of tools",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: list sessions, description: d }
              - { name: "", description: d }
              - { name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, description: d }
              - { name: naïve, description: d }
              - { description: d }
              - { name: [a], description: d }
            """,
            report: """
                tools.yaml:3:13: error: 'list sessions' is no name of a tool: use 1 to 64 of the ASCII letters and digits and of '_', '.' and '-' [tool-name]
                tools.yaml:4:13: error: '' is no name of a tool: use 1 to 64 of the ASCII letters and digits and of '_', '.' and '-' [tool-name]
                tools.yaml:5:13: error: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' is no name of a tool: use 1 to 64 of the ASCII letters and digits and of '_', '.' and '-' [tool-name]
                tools.yaml:6:13: error: 'naïve' is no name of a tool: use 1 to 64 of the ASCII letters and digits and of '_', '.' and '-' [tool-name]
                tools.yaml:7:5: error: this tool has no 'name' [missing-key]
                tools.yaml:8:13: error: expected text for 'name', found a list [wrong-kind]
                """
        ),
        Example(
            "two tools of one name in two files",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: echo, description: d }
            """,
            """
            tools:
              - { name: echo, description: d }
            """,
            report: """
                2.tools.yaml:2:13: error: a tool named 'echo' exists already [duplicate-tool]
                  note: tools.yaml:3:13: 'echo' is first defined here
                """
        ),
        Example(
            "limits of tools",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, timeout: 30, concurrency: 0 }
              - { name: b, description: d, timeout: 0s, concurrency: many }
              - { name: c, description: d, timeout: $TIMEOUT, concurrency: [1] }
              - { name: d, description: d, timeout: , concurrency: 1.5 }
              - { name: e, description: d, timeout: 366d, concurency: 1 }
            """,
            report: """
                tools.yaml:3:41: error: '30' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:3:58: error: '0' is no number above zero: write it in digits [setting-value]
                tools.yaml:4:41: error: '0s' is out of range: write a duration from 1ms to 365d [setting-value]
                tools.yaml:4:58: error: 'many' is no number above zero: write it in digits [setting-value]
                tools.yaml:5:41: error: '$TIMEOUT' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:5:64: error: expected a number above zero for 'concurrency', found a list [wrong-kind]
                tools.yaml:6:41: error: 'timeout' has no value: expected a duration such as 30s [empty-value]
                tools.yaml:6:56: error: '1.5' is no number above zero: write it in digits [setting-value]
                tools.yaml:7:41: error: '366d' is out of range: write a duration from 1ms to 365d [setting-value]
                tools.yaml:7:47: error: unknown key 'concurency' in a tool; did you mean 'concurrency'? [unknown-key]
                """
        ),
        Example(
            "scopes of tools",
            """
            server: { name: a, version: 1, lists: { scope: public } }
            tools:
              - { name: a, description: d, scopes: [] }
              - { name: b, description: d, scopes: read }
              - { name: c, description: d, scopes: [read write, 'a"b', "", 'orders:read', 'orders:read'] }
            """,
            report: """
                tools.yaml:1:48: error: a list cannot be public where tools need scopes: a shared cache would hand it to callers without them; leave it out [scope]
                  note: tools.yaml:5:13: 'c' needs scopes
                tools.yaml:3:40: error: 'scopes' is empty: leave it out where a tool is for everybody [empty-value]
                tools.yaml:4:40: error: expected a list of texts for 'scopes', found text [wrong-kind]
                tools.yaml:5:41: error: 'read write' is no scope: use visible ASCII characters, but no space, quote or backslash [scope]
                tools.yaml:5:53: error: 'a"b' is no scope: use visible ASCII characters, but no space, quote or backslash [scope]
                tools.yaml:5:60: error: '' is no scope: use visible ASCII characters, but no space, quote or backslash [scope]
                tools.yaml:5:79: error: the value "orders:read" stands twice in this list [duplicate-value]
                  note: tools.yaml:5:64: it is first listed here
                """
        ),
        Example(
            "a tool without a description",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
              - name: b
                description: " "
            """,
            report: """
                tools.yaml:3:11: warning: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                tools.yaml:5:18: warning: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                """
        ),
        Example(
            "warnings are errors of a strict server",
            """
            server: { name: a, version: 1, strict: true }
            tools:
              - name: a
            """,
            report: """
                tools.yaml:3:11: error: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                """
        ),
        Example(
            "empty lists of a tool",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                icons: []
                deprecated: true
                rules: []
                examples: []
            """,
            report: """
                tools.yaml:7:5: error: 'rules' speak of the arguments, and this tool has none [misplaced-rule]
                """
        ),
        Example(
            "rate limits of tools",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, rateLimit: { requests: 10, per: 1m, cost: 5 } }
              - { name: b, description: d, rateLimit: { cost: 2 } }
              - { name: c, description: d, rateLimit: {} }
              - { name: d, description: d, rateLimit: 5 }
              - { name: e, description: d, rateLimit: { requests: 10 } }
              - { name: f, description: d, rateLimit: { per: 1m, costs: 1 } }
              - { name: g, description: d, rateLimit: { requests: $N, per: 5, cost: 0 } }
            """,
            report: """
                tools.yaml:5:32: error: 'rateLimit' limits nothing: expected a mapping with 'requests' and 'per', 'cost' or all of them [empty-value]
                tools.yaml:6:43: error: expected a mapping with 'requests' and 'per', 'cost' or all of them for 'rateLimit', found an integer [wrong-kind]
                tools.yaml:7:45: error: 'requests' says nothing without 'per': write { requests: 10, per: 1m } [missing-key]
                tools.yaml:8:45: error: 'per' says nothing without 'requests': write { requests: 10, per: 1m } [missing-key]
                tools.yaml:8:54: error: unknown key 'costs' in 'rateLimit'; did you mean 'cost'? [unknown-key]
                tools.yaml:9:55: error: '$N' is no number above zero: write it in digits [setting-value]
                tools.yaml:9:64: error: '5' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:9:73: error: '0' is no number above zero: write it in digits [setting-value]
                """
        ),
        Example(
            "unknown keys of a tool",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                descripton: d
                inputs: {}
                zebra: 1
            """,
            report: """
                tools.yaml:3:11: warning: a tool without a description is hard to choose for a model: say what it does and when to call it [missing-description]
                tools.yaml:4:5: error: unknown key 'descripton' in a tool; did you mean 'description'? [unknown-key]
                tools.yaml:5:5: error: unknown key 'inputs' in a tool; did you mean 'input'? [unknown-key]
                tools.yaml:6:5: error: unknown key 'zebra' in a tool: expected name, title, description, deprecated, icons, annotations, input, inputSchema, output, outputSchema, rules, examples, swiftName, scopes, timeout, concurrency or rateLimit [unknown-key]
                """
        ),
        Example(
            "annotations",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                annotations: { readOnly: yes, readOnlyHint: true, title: x, openWorld: }
              - name: b
                description: d
                annotations: readOnly
            """,
            report: """
                tools.yaml:5:30: error: expected true or false for 'readOnly', found text [wrong-kind]
                tools.yaml:5:35: error: unknown key 'readOnlyHint' in 'annotations'; did you mean 'readOnly'? [unknown-key]
                tools.yaml:5:55: error: unknown key 'title' in 'annotations': expected readOnly, destructive, idempotent or openWorld [unknown-key]
                tools.yaml:5:76: error: 'openWorld' has no value: expected true or false [empty-value]
                tools.yaml:8:18: error: expected a mapping for 'annotations', found text [wrong-kind]
                """
        ),
        Example(
            "swift names",
            """
            server: { name: a, version: 1, implementation: A.b_C }
            tools:
              - { name: a, description: d, swiftName: list_sessions }
              - { name: b, description: d, swiftName: 2nd }
              - { name: c, description: d, swiftName: Überall }
              - { name: d, description: d, swiftName: true }
            """,
            report: """
                tools.yaml:3:43: error: 'list_sessions' is no Swift name: write letters and digits, such as 'ListSessions' [swift-name]
                tools.yaml:4:43: error: '2nd' is no Swift name: write letters and digits, such as 'ListSessions' [swift-name]
                """
        ),
        Example(
            "input and inputSchema",
            """
            server: { name: a, version: 1 }
            tools:
              - name: a
                description: d
                inputSchema: { type: object, properties: {} }
                input: {}
                output: {}
                outputSchema: { type: object, properties: {} }
            """,
            report: """
                tools.yaml:6:5: error: 'input' and 'inputSchema' are two ways to say one thing: keep one [conflicting-keys]
                  note: tools.yaml:5:5: 'inputSchema' stands here
                tools.yaml:8:5: error: 'output' and 'outputSchema' are two ways to say one thing: keep one [conflicting-keys]
                  note: tools.yaml:7:5: 'output' stands here
                """
        ),
        Example(
            "an inputSchema that is no object",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, inputSchema: string }
              - { name: b, description: d, inputSchema: [string] }
              - { name: c, description: d, inputSchema: { type: object, properties: {}, nullable: true } }
              - { name: d, description: d, inputSchema: { type: object, properties: {}, optional: true } }
              - { name: e, description: d, inputSchema: { type: object, properties: {}, default: {} } }
              - { name: f, description: d, outputSchema: { type: object, properties: {}, optional: true } }
              - { name: g, description: d, outputSchema: [string] }
            """,
            report: """
                tools.yaml:3:45: error: 'inputSchema' must be of type object [input-object]
                tools.yaml:4:45: error: 'inputSchema' must be of type object [input-object]
                tools.yaml:5:45: error: the arguments of a tool are an object, never null [input-object]
                tools.yaml:6:53: error: the arguments of a tool cannot be absent: MCP sends an object, always [misplaced-optional]
                tools.yaml:7:77: error: 'default' is of no use here: the arguments of a tool cannot be absent: MCP sends an object, always [misplaced-optional]
                tools.yaml:8:54: error: the output of a tool cannot be absent: leave out 'outputSchema' for a tool without one [misplaced-optional]
                """
        ),
        Example(
            "a whole schema in the place of properties",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, input: { type: object, properties: { b: string } } }
              - { name: b, description: d, output: { type: array, items: string } }
              - { name: c, description: d, input: { type: object } }
            """,
            report: """
                tools.yaml:3:41: error: this is a whole schema, and 'input' takes the properties themselves: write 'inputSchema' instead of 'input', or leave out 'type' and 'properties' [schema-as-properties]
                tools.yaml:4:42: error: this is a whole schema, and 'output' takes the properties themselves: write 'outputSchema' instead of 'output', or leave out 'type' and 'properties' [schema-as-properties]
                tools.yaml:5:47: error: type 'object' needs 'properties': write { type: object, properties: { name: string } } [missing-key]
                """
        ),
        Example(
            "an input that is no mapping",
            """
            server: { name: a, version: 1 }
            tools:
              - { name: a, description: d, input: string }
              - { name: b, description: d, input: }
              - { name: c, description: d, output: [string] }
            """,
            report: """
                tools.yaml:3:39: error: expected a mapping of properties for 'input', found text [wrong-kind]
                tools.yaml:4:39: error: 'input' has no value: expected a mapping of properties [empty-value]
                tools.yaml:5:40: error: expected a mapping of properties for 'output', found a list [wrong-kind]
                """
        ),
    ]
}
