import Diagnostics
import Testing
import ToolModel
import ToolValidation

@testable import ModelReader

@Suite struct ModelTests {
    @Test func readsAllOfAServerAndATool() throws {
        let text = """
            server:
              name: calculator
              version: 1.0
              title: true
              instructions: "a # b"
              implementation: Backend.Tools
              strict: false
              lists: { ttl: 0, scope: private, pageSize: 50, listChanged: true }
              telemetry: otlp
            tools:
              - name: list.sessions-1
                swiftName: Sessions
                title: Sessions  # shown in menus
                description: Counts
                annotations: { readOnly: true, destructive: false }
                output: { active: integer }
                timeout: 1500ms
                concurrency: 4
                scopes: ['orders:read', admin]
            """
        let (server, diagnostics) = ModelReader.read(documents([text, "tools: []"]))
        #expect(diagnostics.isEmpty)
        let read = try #require(server)
        #expect(read.name == "calculator")
        #expect(read.version == "1.0")
        #expect(read.title == "true")
        #expect(read.instructions == "a # b")
        #expect(read.implementation == "Backend.Tools")
        #expect(!read.isStrict)
        #expect(read.telemetry == .otlp)
        #expect(read.lists.timeToLive == .zero)
        #expect(read.lists.scope?.text == "private")
        #expect(read.lists.pageSize == 50)
        #expect(read.lists.listChanged)
        #expect(read.location.text == "tools.yaml:1:1")
        #expect(read.files.map(\.path) == ["tools.yaml", "2.tools.yaml"])
        let tool = try #require(read.tools.first)
        #expect(tool.name == "list.sessions-1")
        #expect(tool.swiftName == "Sessions")
        #expect(tool.title == "Sessions")
        #expect(tool.description == "Counts")
        #expect(tool.annotations == ToolAnnotations(readOnly: true, destructive: false))
        #expect(tool.input == nil)
        #expect(tool.output?.outline == "{active: integer}")
        #expect(tool.timeout == .milliseconds(1500))
        #expect(tool.concurrency == 4)
        #expect(tool.scopes == ["orders:read", "admin"])
        #expect(tool.location.text == "tools.yaml:11:11")
    }

    @Test(
        arguments: [
            ("string", "string"),
            ("integer?", "integer?"),
            ("'number[]'", "[number]"),
            ("'boolean[][]?'", "[[boolean]]?"),
            ("[string]", "[string]"),
            ("[[string]]", "[[string]]"),
            ("[{ type: string, min: 1 }]", "[string min(1)]"),
            ("{ type: 'string[]?', min: 1 }", "[string] min(1)?"),
            ("{ type: array, items: integer, nonempty: true, max: 3 }", "[integer] min(1) max(3)"),
            (
                "{ type: string, nonempty: { message: Say it }, max: { value: 2.0, abort: true } }",
                "string min(1)'Say it' max(2)!"
            ),
            ("{ type: string, nonempty: false, max: 0 }", "string max(0)"),
            (
                "{ type: string, endsWith: 1.0, startsWith: true, includes: '' }",
                "string endsWith(1.0) startsWith(true) includes()"
            ),
            (
                "{ type: string, max: 3, checks: [{ min: 1 }, { max: 5 }, { min: 2 }], length: 2 }",
                "string max(3) min(1) max(5) min(2) length(2)"
            ),
            (
                "{ type: string, regex: { pattern: '^a+$', flags: u, message: m, abort: true } }",
                "string regex(/^a+$/u)'m'!"
            ),
            ("{ type: string, regex: 1.5 }", "string regex(/1.5/)"),
            ("{ type: string, format: email }", "string format(email)"),
            ("{ type: string, format: { value: uuid, version: v4, message: m } }", "string format(uuid 4)'m'"),
            (
                "{ type: string, format: { value: datetime, offset: true, local: true, precision: 3 } }",
                "string format(datetime offset local 3)"
            ),
            (
                "{ type: string, trim: true, toLowerCase: true, min: 1, slugify: false, uppercase: { message: m } }",
                "string rewrite(trim) rewrite(toLowerCase) min(1) uppercase'm'"
            ),
            (
                "{ type: string, max: 1, toUpperCase: true, min: 2 }",
                "string max(1) rewrite(toUpperCase) min(2)"
            ),
            ("{ type: string, format: { value: mac, delimiter: '-' } }", "string format(mac -)"),
            ("{ type: string, format: { value: jwt, alg: ES256 } }", "string format(jwt ES256)"),
            ("{ type: string, format: { value: time, precision: -1 } }", "string format(time -1)"),
            ("{ type: string, format: { value: hash, alg: sha1, encoding: base64 } }", "string format(sha1_base64)"),
            (
                "{ type: number, gte: 1, lte: 9, gt: 0.5, lt: 1e3, multipleOf: 0.5 }",
                "number min(1) max(9) greaterThan(0.5) lessThan(1000) multipleOf(0.5)"
            ),
            ("{ type: integer, positive: true, nonnegative: true }", "integer greaterThan(0) min(0)"),
            ("{ type: number, negative: true, nonpositive: { message: m } }", "number lessThan(0) max(0)'m'"),
            ("{ type: number, min: -9007199254740993 }", "number min(-9007199254740992)"),
            ("{ type: enum, values: [a, '1.0', 'null', yes] }", "enum a|1.0|null|yes"),
            ("{ type: literal, value: null }", "literal null"),
            ("{ type: literal, values: [1, '1', true, 1.5, yes, ~] }", #"literal 1|"1"|true|1.5|"yes"|null"#),
            ("{ type: object, properties: { 1: string, null: 'integer?' } }", "{1: string, null: integer?}"),
            ("{ type: object, properties: {} }", "{}"),
            (
                "{ type: string, optional: true, nullable: true, deprecated: true, title: t, description: d, error: e }",
                "string? nullable deprecated title(t) description(d) error(e)"
            ),
            (
                "{ type: number, default: 1, examples: [1, { a: [true, ~, 'x'] }] }",
                #"number default(1) examples(1 {"a":[true,null,"x"]})"#
            ),
            ("{ type: string, nullable: true, default: null }", "string nullable default(null)"),
        ]
    )
    func readsSchemas(yaml: String, outline: String) throws {
        #expect(try schema(yaml).outline == outline)
    }

    /// The calculator of the samples.
    @Test func readsTheWorkedExample() throws {
        let tools = try tools(
            #"""
            server:
              name: calculator
              version: 1.0.0
              instructions: Evaluates arithmetic. Only digits, + - * / and parentheses.
              implementation: CalculatorApp

            tools:
              - name: echo
                description: Echoes the provided message.
                annotations: { readOnly: true, idempotent: true, openWorld: false }
                input:
                  message: string

              - name: list_sessions
                description: Returns the count of active MCP sessions.
                output: { active: integer }

              - name: calculate
                description: Evaluates a simple arithmetic expression.
                input:
                  expression:
                    type: string
                    description: The expression, such as 1 + 2 * (3 - 4).
                    max: 1000
                    regex: { pattern: '^[\d\s+\-*/().]+$', message: Only arithmetic operators allowed }
                output:
                  result: number
            """#
        )
        #expect(
            tools.map { $0.input?.outline ?? "-" } == [
                "{message: string}", "-",
                #"{expression: string max(1000) regex(/^[\d\s+\-*/().]+$/)'Only arithmetic operators allowed'"#
                    + " description(The expression, such as 1 + 2 * (3 - 4).)}",
            ]
        )
        #expect(tools.map { $0.output?.outline ?? "-" } == ["-", "{active: integer}", "{result: number}"])
    }

    @Test func returnsWhatItCanBesideFaults() throws {
        let file = "tools:\n  - { name: a, input: { x: strin, y: string } }\n  - { nam: b }\n"
        let (server, diagnostics) = ModelReader.read(documents([file]))
        #expect(diagnostics.contains { $0.severity == .error })
        #expect(try #require(server).tools.map { $0.input?.outline } == ["{y: string}"])
        #expect(ModelReader.read([]).0 == nil)
        #expect(ModelReader.read(documents(["{"])).0 == nil)
    }

    @Test func noNameIsBothKnownAndPlanned() {
        var sets = [
            Vocabulary.sections, Vocabulary.server, Vocabulary.lists, Vocabulary.tool, Vocabulary.annotations,
            Vocabulary.types,
            Vocabulary.modifiers, Vocabulary.formats, Vocabulary.http, Vocabulary.route, Vocabulary.routeKinds,
            Vocabulary.stages,
        ]
        sets += StageName.allCases.map(Vocabulary.settings)
        for type in TypeName.allCases {
            let own = Vocabulary.rules(of: type) + Vocabulary.parts(of: type)
            sets.append(own + Vocabulary.modifiers + KeySet(["type", "checks"]))
        }
        for names in sets {
            let all = names.known + names.planned
            #expect(Set(all).count == all.count, "\(all)")
        }
    }
}
