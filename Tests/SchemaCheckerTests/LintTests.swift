import Diagnostics
import ModelReader
import SchemaChecker
import Testing
import ToolModel
import ToolValidation
import YAMLReader

/// A schema, and what the lint says of it.
struct LintExample: Sendable, CustomTestStringConvertible {
    let schema: String
    let report: String

    init(_ schema: String, _ report: String...) {
        self.schema = schema
        self.report = report.joined(separator: "\n")
    }

    var testDescription: String { schema }
}

@Suite struct LintTests {
    @Test(arguments: examples)
    func holdsConstantsAgainstTheirSchema(_ example: LintExample) throws {
        #expect(try report(example.schema) == example.report)
    }

    /// What is found in the schema of a property, from line 6 and column 10 on.
    private func report(_ schema: String) throws -> String {
        let text = """
            server: { name: s, version: 1 }
            tools:
              - name: t
                description: d
                input:
                  x: \(schema)
            """
        let document = YAMLReader.read(path: "t.yaml", bytes: Array(text.utf8))
        let (server, diagnostics) = ModelReader.read([document])
        #expect(diagnostics.isEmpty)
        return SchemaChecker.lint(try #require(server)).map { finding in
            let notes = finding.notes.map { "\n  \($0.message)" }.joined()
            let place = "\(finding.location.path):\(finding.location.start.line):\(finding.location.start.column)"
            return "\(place): \(finding.severity): \(finding.message) [\(finding.rule)]\(notes)"
        }.joined(separator: "\n")
    }

    private static let examples: [LintExample] = [
        LintExample("{ type: string, default: a, examples: [b, ''] }"),
        LintExample("{ type: string, nullable: true, default: null, examples: [null] }"),
        LintExample("{ type: number, default: 1, examples: [0.1, -1e300] }"),
        LintExample("{ type: 'integer[]', default: [], examples: [[1, 2.0]] }"),
        LintExample(
            "{ type: object, properties: { a: string, b: { type: integer, default: 3 } }, default: { a: x, c: 1 } }"
        ),
        LintExample("{ type: literal, values: [1, null], default: null }"),
        LintExample("{ type: string, transform: { name: f, to: 'string[]' }, default: [a] }"),
        LintExample(
            "{ type: string, default: 1 }",
            "t.yaml:6:35: error: the default is refused by its own schema: "
                + "Invalid input: expected string, received number [default-refused]"
        ),
        LintExample(
            "{ type: string, optional: true, default: null }",
            "t.yaml:6:51: error: the default is refused by its own schema: "
                + "Invalid input: expected string, received null [default-refused]"
        ),
        LintExample(
            "{ type: string, min: 3, startsWith: b, default: a }",
            "t.yaml:6:58: error: the default is refused by its own schema: "
                + "Too small: expected string to have >=3 characters [default-refused]",
            "  and Invalid string: must start with \"b\""
        ),
        LintExample(
            "{ type: enum, values: [a, b], default: c, examples: [a, C, 1] }",
            "t.yaml:6:49: error: the default is refused by its own schema: "
                + "Invalid option: expected one of \"a\"|\"b\" [default-refused]",
            "t.yaml:6:66: error: the example is refused by its own schema: "
                + "Invalid option: expected one of \"a\"|\"b\" [example-refused]",
            "t.yaml:6:69: error: the example is refused by its own schema: "
                + "Invalid option: expected one of \"a\"|\"b\" [example-refused]"
        ),
        LintExample(
            "{ type: object, properties: { a: { type: array, items: { type: integer, examples: [x] } } }, "
                + "default: { a: [1, 1.5] } }",
            "t.yaml:6:93: error: the example is refused by its own schema: "
                + "Invalid input: expected number, received string [example-refused]",
            "t.yaml:6:112: error: the default is refused by its own schema: "
                + "at 'a[1]': Invalid input: expected int, received number [default-refused]"
        ),
        LintExample(
            "{ type: string, error: Give a name, examples: [1] }",
            "t.yaml:6:57: error: the example is refused by its own schema: Give a name [example-refused]"
        ),
        LintExample(
            "{ type: 'string[]', default: \(String(repeating: "[", count: 65))\(String(repeating: "]", count: 65)) }",
            "t.yaml:6:39: error: the default is refused by its own schema: "
                + "more than 64 levels of nesting at byte 64 [default-refused]"
        ),
    ]

    @Test func reachesOutputsAndEveryFile() {
        let place = Diagnostics.SourceLocation(path: "b", start: SourcePosition(line: 1, column: 1))
        let wrong = Schema(
            .boolean(isCoerced: false),
            steps: [Step(.defaultValue(LocatedValue(.number(.infinity), location: place)), location: place)],
            location: place
        )
        let tool = ToolDefinition(name: "t", output: Schema(.array(wrong, []), location: place), location: place)
        let server = ServerDefinition(
            name: "s",
            version: "1",
            location: place,
            files: [ToolFile(path: "a"), ToolFile(path: "b", tools: [tool])]
        )
        #expect(SchemaChecker.lint(server).map(\.message) == ["the default holds a number that JSON does not have"])
    }
}
