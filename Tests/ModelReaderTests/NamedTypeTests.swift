import Diagnostics
import Testing
import ToolModel

@testable import ModelReader

/// The types of `types:`, and the objects that are derived from them.
@Suite struct NamedTypeTests {
    /// The types of files without faults, by name.
    private func types(_ yaml: String, _ others: String...) throws -> [String: String] {
        let files = ["server: { name: s, version: 1 }\ntypes:\n\(yaml)"] + others
        let (server, diagnostics) = ModelReader.read(documents(files))
        try #require(diagnostics.isEmpty, "\(diagnostics.map(\.line))")
        let types = try #require(server).types.map { ($0.name, $0.schema.outline) }
        return Dictionary(uniqueKeysWithValues: types)
    }

    @Test func namesStandForTypesOfAllFiles() throws {
        let types = try types(
            """
              Person: { type: object, properties: { home: Address, other: 'Address?', all: 'Address[]', list: [Address] } }
              Same: Person
              Tree: { type: object, properties: { children: 'Tree[]', next: 'Tree?' } }
            """,
            "types:\n  Address: { type: Zip, nullable: true }\n  Zip: { type: string, length: 5 }"
        )
        #expect(types["Person"] == "{home: @Address, other: @Address?, all: [@Address], list: [@Address]}")
        #expect(types["Same"] == "@Person")
        #expect(types["Tree"] == "{children: [@Tree], next: @Tree?}")
        #expect(types["Address"] == "@Zip nullable")
    }

    @Test func keepsTypesWithTheirFilesAndPlaces() throws {
        let files = ["server: { name: s, version: 1 }\ntypes: { B: string, A: B }", "types: { C: any }"]
        let server = try #require(ModelReader.read(documents(files)).0)
        #expect(server.files.map { $0.types.map(\.name) } == [["B", "A"], ["C"]])
        #expect(server.types.map(\.location.text) == ["tools.yaml:2:10", "tools.yaml:2:21", "2.tools.yaml:1:10"])
    }

    @Test(arguments: [
        ("{ extends: Base }", "{a: string?, b: integer}"),
        ("{ properties: { b: string, c: any }, extends: Base }", "{a: string?, b: string, c: any}"),
        ("{ extends: Strict, properties: { y: any } }", "{x: any, y: any} reject"),
        ("{ extends: Strict, unknownKeys: keep }", "{x: any} keep"),
        ("{ extends: Base, merge: Strict }", "{a: string?, b: integer, x: any} reject"),
        ("{ extends: Strict, merge: Base }", "{x: any, a: string?, b: integer}"),
        ("{ extends: Base, pick: [b] }", "{b: integer}"),
        ("{ extends: Base, omit: [b] }", "{a: string?}"),
        ("{ extends: Base, partial: true }", "{a: string??, b: integer?}"),
        ("{ extends: Base, partial: [b] }", "{a: string?, b: integer?}"),
        ("{ extends: Base, partial: false }", "{a: string?, b: integer}"),
        ("{ extends: Base, required: true }", "{a: string?!, b: integer!}"),
        ("{ extends: Base, required: [a] }", "{a: string?!, b: integer}"),
        ("{ extends: Base, partial: true, properties: { c: any } }", "{a: string??, b: integer?, c: any}"),
        ("{ extends: Base, properties: { c: any }, partial: true }", "{a: string??, b: integer?, c: any?}"),
        ("{ properties: { c: any }, partial: true }", "{c: any?}"),
        ("{ extends: Derived, properties: { 1: any } }", "{1: any, b: integer}"),
        ("{ extends: Alias, pick: [a] }", "{a: string?}"),
        ("{ extends: Refined, properties: { y: any } }", "{x: any, y: any} refine(isX) error(e)"),
        ("{ extends: Refined, required: true, refine: isY }", "{x: any!} refine(isX) refine(isY) error(e)"),
        ("{ extends: Refined, error: f }", "{x: any} refine(isX) error(f)"),
        (
            "{ extends: Ruled, properties: { y: any }, rules: [{ check: has(y) }] }",
            "{x: any, y: any} rule(has(x)  ) rule(has(y)  )"
        ),
        ("{ extends: Base, merge: Refined }", "{a: string?, b: integer, x: any} refine(isX)"),
    ])
    func derivesObjects(yaml: String, outline: String) throws {
        let types = try types(
            """
              Result: { type: object, \(yaml.dropFirst(2))
              Base: { type: object, properties: { a: 'string?', b: integer } }
              Strict: { type: object, properties: { x: any }, unknownKeys: reject }
              Derived: { type: object, extends: Base, omit: [a] }
              Alias: Base
              Refined: { type: object, properties: { x: any }, refine: isX, error: e }
              Ruled: { type: object, properties: { x: any }, rules: [{ check: has(x) }] }
            """
        )
        #expect(types["Result"] == outline)
    }

    @Test func takesTheKeysOfAnObject() throws {
        let types = try types(
            "  Key: { type: enum, keysOf: Base }\n  Base: { type: object, properties: { b: any, 1: any } }"
        )
        #expect(types["Key"] == "enum 1|b")
    }

    @Test func takesThePatternOfANamedType() throws {
        let types = try types(
            "  Id: { type: template, parts: [id-, { type: Digits }] }\n  Digits: { type: string, regex: '^\\d+$' }"
        )
        #expect(types["Id"] == #"template 2 /^id-\d+$/"#)
    }
}
