import Diagnostics
import ModelReader
import SwiftEmitter
import Testing
import ToolModel
import YAMLReader

/// What becomes of schemas whose Swift types need names or constants of their own.
@Suite struct EmittedConstantTests {
    private func emit(_ schema: String, types: String = "") throws -> SwiftEmitter.Output {
        let text = """
            server: { name: s, version: 1 }
            \(types)
            tools:
              - name: t
                description: d
                input:
                  address: \(schema)
            """
        let (server, diagnostics) = ModelReader.read([YAMLReader.read(path: "t.tools.yaml", bytes: Array(text.utf8))])
        #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
        return SwiftEmitter(target: "Shop", access: .internal).emit(try #require(server))
    }

    @Test(
        arguments: [
            ("{ type: tuple, items: [string], rest: integer, default: [a, 1] }", "rest: [1]"),
            (
                "{ type: object, properties: { a: string }, unknownKeys: keep, default: { a: x, b: 1 } }",
                #"additionalProperties: ["b": 1]"#
            ),
            ("{ type: map, keys: string, values: integer, default: [[a, 1]] }", #"["a": 1]"#),
            (
                "{ type: union, of: [{ type: object, title: a, properties: { a: string } }, "
                    + "{ type: object, title: b, properties: { b: string } }], default: { b: x } }",
                #".init(b: "x")"#
            ),
            ("{ type: literal, values: [true, x], nullish: true }", #"[true, "x"]"#),
            ("{ type: string, nullable: true, default: null, optional: true }", ": Nullish<Swift.String> = .null"),
            ("{ type: string, nullish: true, nonoptional: true }", "$0.ifPresent"),
        ]
    )
    func writesConstantsAsValuesOfTheirTypes(schema: String, code: String) throws {
        let output = try emit(schema)
        #expect(output.diagnostics.isEmpty)
        #expect(output.files.contains { $0.text.contains(code) })
    }

    @Test(
        arguments: [
            ("{ type: stringbool, default: 'yes' }", "Swift.Bool"),
            ("{ type: string, format: url, as: url, catch: 'https://a.b' }", "Foundation.URL"),
            ("{ type: record, keys: string, values: stringbool, catch: { a: 'no' } }", "[Swift.String: Swift.Bool]"),
        ]
    )
    func refusesConstantsOfOtherTypes(schema: String, type: String) throws {
        let output = try emit(schema)
        #expect(output.files.isEmpty)
        let finding = try #require(output.diagnostics.first)
        #expect(finding.rule.description == "swift-constant")
        #expect(finding.message.contains("none of its schema's Swift type, '\(type)'"))
        #expect(finding.location.start.line == 7)
    }

    @Test func tellsPropertiesOfTwoSchemasApart() throws {
        let output = try emit(
            "{ type: intersection, of: [{ type: object, properties: { user_id: string } }, "
                + "{ type: object, properties: { userId: { type: object, properties: { a: string } } } }] }"
        )
        let text = output.files.map(\.text).joined()
        #expect(text.contains("self.userId = both.0.userId\n"))
        #expect(text.contains("self.userId2 = both.1.userId\n"))
        #expect(text.contains("Second.UserId"))
    }

    @Test func hidesNoNamedType() throws {
        let output = try emit(
            "{ type: object, properties: { home: Address } }",
            types: "types: { Address: { type: object, properties: { street: string } } }"
        )
        #expect(output.files.contains { $0.text.contains("struct AddressValue") })
    }
}
