import Testing

/// Faults of files and of the `server:` section.
@Suite struct FileDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfFilesAndServers(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "settings of lists",
            """
            server:
              name: a
              version: 1
              lists: { ttl: soon, scope: shared, pageSize: 0, listChanged: maybe, page: 1 }
            """,
            """
            tools: []
            """,
            report: """
                tools.yaml:4:17: error: 'soon' is no duration: write a whole number with ms, s, m, h or d, such as 30s [setting-value]
                tools.yaml:4:30: error: 'scope' cannot be 'shared': expected public or private [unknown-word]
                tools.yaml:4:48: error: '0' is no number above zero: write it in digits [setting-value]
                tools.yaml:4:64: error: expected true or false for 'listChanged', found text [wrong-kind]
                tools.yaml:4:71: error: unknown key 'page' in 'lists': expected ttl, scope, pageSize or listChanged [unknown-key]
                """
        ),
        Example(
            "an exporter that there is not",
            """
            server: { name: a, version: 1, telemetry: otpl }
            """,
            """
            tools: []
            """,
            report: """
                tools.yaml:1:43: error: 'telemetry' cannot be 'otpl'; did you mean 'otlp'? [unknown-word]
                """
        ),
        Example(
            "the file is a list",
            """
            - a
            """,
            report: """
                tools.yaml:1:1: error: expected a mapping with 'server' and 'tools' for the file, found a list [wrong-kind]
                tools.yaml:1:1: error: the file has no 'server' section: write 'server: { name: …, version: … }' [missing-server]
                """
        ),
        Example(
            "no server in one file",
            """
            tools: []
            """,
            report: """
                tools.yaml:1:1: error: the file has no 'server' section: write 'server: { name: …, version: … }' [missing-server]
                """
        ),
        Example(
            "no server in two files",
            """
            tools: []
            """,
            """
            tools: []
            """,
            report: """
                tools.yaml:1:1: error: no file has a 'server' section: write it in one of tools.yaml or 2.tools.yaml [missing-server]
                """
        ),
        Example(
            "no word of the server where a file cannot be read",
            """
            tools: []
            """,
            """
            { a
            """,
            report: """
                2.tools.yaml:1:4: error: expected ',' or '}' here [yaml-syntax]
                  note: 2.tools.yaml:1:1: '{' is opened here
                  note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
                """
        ),
        Example(
            "two servers",
            """
            server: { name: a, version: 1 }
            """,
            """
            server: { name: b, version: 2 }
            """,
            report: """
                2.tools.yaml:1:1: error: 'server' stands in tools.yaml already: exactly one file of a target has it [duplicate-server]
                  note: tools.yaml:1:1: 'server' stands here first
                """
        ),
        Example(
            "sections that come later",
            """
            server: { name: a, version: 1 }
            stores: {}
            types: {}
            prompts: []
            resources: []
            forms: []
            """,
            report: """
                tools.yaml:2:1: error: section 'stores' is not supported yet [not-supported]
                tools.yaml:4:1: error: section 'prompts' is not supported yet [not-supported]
                tools.yaml:5:1: error: section 'resources' is not supported yet [not-supported]
                tools.yaml:6:1: error: section 'forms' is not supported yet [not-supported]
                """
        ),
        Example(
            "sections that are unknown",
            """
            server: { name: a, version: 1 }
            tool: []
            zebra: 1
            """,
            report: """
                tools.yaml:2:1: error: unknown section 'tool'; did you mean 'tools'? [unknown-key]
                tools.yaml:3:1: error: unknown section 'zebra': expected server, http, types or tools [unknown-key]
                """
        ),
        Example(
            "a server without what it needs",
            """
            server: {}
            """,
            report: """
                tools.yaml:1:1: error: 'server' needs 'name' [missing-key]
                tools.yaml:1:1: error: 'server' needs 'version' [missing-key]
                """
        ),
        Example(
            "a server of wrong kinds",
            """
            server: { name: [a], version: ~, title: {}, strict: yes, implementation: 'My App', instructions: }
            """,
            report: """
                tools.yaml:1:17: error: expected text for 'name', found a list [wrong-kind]
                tools.yaml:1:31: error: expected text for 'version', found null: quote it if it is text [wrong-kind]
                tools.yaml:1:41: error: expected text for 'title', found a mapping [wrong-kind]
                tools.yaml:1:53: error: expected true or false for 'strict', found text [wrong-kind]
                tools.yaml:1:74: error: 'My App' is no name of a Swift type [swift-name]
                tools.yaml:1:98: error: 'instructions' has no value: expected text [empty-value]
                """
        ),
        Example(
            "a server with empty texts",
            """
            server: { name: "", version: "" }
            """,
            report: """
                tools.yaml:1:17: error: 'name' must not be empty [empty-value]
                tools.yaml:1:30: error: 'version' must not be empty [empty-value]
                """
        ),
        Example(
            "unknown keys of a server",
            """
            server: { name: a, version: 1, instruction: x, port: 1 }
            """,
            report: """
                tools.yaml:1:32: error: unknown key 'instruction' in 'server'; did you mean 'instructions'? [unknown-key]
                tools.yaml:1:48: error: unknown key 'port' in 'server': expected name, version, title, instructions, implementation, strict, lists or telemetry [unknown-key]
                """
        ),
        Example(
            "a server that is no mapping",
            """
            server: calculator
            """,
            report: """
                tools.yaml:1:9: error: expected a mapping with 'name' and 'version' for 'server', found text [wrong-kind]
                """
        ),
        Example(
            "a server without a value",
            """
            server:
            """,
            report: """
                tools.yaml:1:8: error: 'server' has no value: expected a mapping with 'name' and 'version' [empty-value]
                """
        ),
        Example(
            "tools that are no list",
            """
            server: { name: a, version: 1 }
            tools: { name: a }
            """,
            report: """
                tools.yaml:2:8: error: expected a list of tools ('- name: …') for 'tools', found a mapping [wrong-kind]
                """
        ),
        Example(
            "tools without a value",
            """
            server: { name: a, version: 1 }
            tools:
            """,
            report: """
                tools.yaml:2:7: error: 'tools' has no value: expected a list of tools ('- name: …') [empty-value]
                """
        ),
    ]
}
