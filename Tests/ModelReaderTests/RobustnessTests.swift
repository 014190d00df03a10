import Diagnostics
import Testing
import ToolModel
import YAMLReader

@testable import ModelReader

@Suite struct RobustnessTests {
    /// A file that uses all that is read.
    private static let sample = #"""
        server: { name: s, version: 1.0.0, title: S, instructions: I, implementation: App, strict: false }
        http:
          host: $HOST ?? "::1"
          port: $PORT ?? 3000
          maxBodySize: 4MiB
          maxSessions: 100
          readTimeout: $READ_TIMEOUT ?? 30s
          routes:
            /mcp:
              kind: mcp
              middleware:
                - correlation
                - requestLog: {}
                - cors: { origins: '$ORIGINS ?? http://a,https://b:8443', credentials: $C ?? false }
                - originGuard: { allow: [https://example.com, 'http://[::1]:3000'] }
                - custom: A.B
            /healthz: { kind: health, middleware: [correlation, custom: A] }
        types:
          Address: { type: object, properties: { street: string, zip: { type: string, length: 5 } }, unknownKeys: reject }
          Moved: { type: object, extends: Address, pick: [zip], properties: { since: Day }, partial: [zip], required: true }
          Both: { type: object, extends: Address, merge: Moved, omit: [since], error: No address }
          Day: { type: string, format: date, as: date, brand: Day }
          Key: { type: enum, keysOf: Address }
          Shape:
            type: union
            discriminator: kind
            fallback: true
            of:
              - { type: object, properties: { kind: { type: literal, value: circle }, radius: number } }
              - { type: object, properties: { kind: { type: literal, value: group }, shapes: 'Shape[]' } }
          Code: { type: template, parts: [code-, { type: integer }, '/', { type: Key, optional: true }] }
        tools:
          - name: one
            title: One
            deprecated: true
            icons: [https://a.b/c.png, { src: 'data:,x', mimeType: image/png, sizes: [any, 48x48] }]
            rules: [{ check: a < b, message: No, path: [a, 0] }, { check: not has(a), path: a.b }]
            examples: [{ input: { a: x }, output: { readings: [1] } }]
            description: The first
            swiftName: First
            annotations: { readOnly: true, openWorld: false }
            input:
              a: string
              b: { type: string, min: 1, max: { value: 9, message: m, abort: true }, regex: '^\d+$' }
              c: { type: enum, values: [x, y], default: x }
              d: [integer]
              e: { type: object, properties: { f: 'number[]?', g: { type: literal, value: null } } }
              i: { type: union, exclusive: true, of: [Code, integer, null, { type: intersection, of: [Address, Both, any] }] }
              j: { type: tuple, items: [string, 'integer?'], rest: { type: record, keys: Key, values: Day, mode: partial } }
              k: { type: map, keys: string, values: { type: set, items: json, min: 1 }, nonempty: true }
              l: { type: stringbool, truthy: [y], falsy: [n], case: sensitive, default: true, catch: false }
              m: { type: string, coerce: true, preprocess: [trim, lowercase], prefault: a, nullish: true, readOnly: true }
              n: { type: string, transform: { name: count, to: { type: integer, format: int32 } }, pipe: { type: number, int: true } }
              o: { type: string, refine: { name: isA, message: m, path: a.0, params: { p: [1] }, abort: true, when: always } }
              p: { type: array, items: any, unique: true, checks: [{ superRefine: look }, { overwrite: fix }, { max: 9 }] }
              q: { type: string, header: Region, includes: { value: a, position: 2 }, format: { value: email, pattern: '^.+@b$' } }
              r: { type: string, bind: principal.subject }
              s: { type: string, sensitive: true, exactOptional: true, nonoptional: true }
              h: { type: string, format: { value: datetime, offset: true }, checks: [{ startsWith: a }, { length: 3 }] }
            output: { readings: { type: array, items: { type: number, positive: true, multipleOf: 0.5 }, nonempty: true } }
        """#

    @Test func theSampleIsWithoutFaults() throws {
        #expect(report([Self.sample]) == "")
    }

    @Test func mutatedFilesNeverCrash() {
        var generator = SplitMix(state: 42)
        let pieces = "[ ] { } : - ' \" &a *a ~ ? [] \n # 1e999".split(separator: " ").map { "\($0) " }
        let bytes = Array(Self.sample.utf8)
        for _ in 0..<1500 {
            var mutated = bytes
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: 0..<mutated.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: mutated.remove(at: place)
                case 1: mutated[place] = UInt8.random(in: 0x20..<0x7F, using: &generator)
                case 2:
                    let piece = pieces.randomElement(using: &generator) ?? ""
                    mutated.insert(contentsOf: piece.utf8, at: place)
                default:
                    let end = min(mutated.count, place + Int.random(in: 1...20, using: &generator))
                    mutated.replaceSubrange(place..<end, with: [])
                }
            }
            let document = YAMLReader.read(path: "f.yaml", bytes: mutated)
            let (_, diagnostics) = ModelReader.read([document])
            #expect(diagnostics.count == Set(diagnostics).count)
        }
    }

    @Test func aLongLineOfFaultsTakesNoQuadraticTime() {
        let element = "{ name: a b, zebra: 1, description: d, input: { x: strin, y: { type: string, min: -1 } } }, "
        let text = "server: { name: s, version: 1 }\ntools: [" + String(repeating: element, count: 2000) + "]"
        let (_, diagnostics) = ModelReader.read([YAMLReader.read(path: "f.yaml", bytes: Array(text.utf8))])
        #expect(diagnostics.count == 8000)
    }

    /// Schemas and where the fault is, if there is one.
    private static let deepSchemas: [(schema: String, place: String?)] = [
        (nested(in: "[", count: 63, "string", "]"), nil),
        (nested(in: "[", count: 64, "string", "]"), "6:74"),
        (shortForm(depth: 63), nil),
        (shortForm(depth: 64), "6:10"),
        (shortForm(depth: 200_000), "6:10"),
        (nested(in: "{ type: object, properties: { a: ", count: 32, shortForm(depth: 32), " } }"), "6:1066"),
        (nested(in: "{ type: object, properties: { a: ", count: 60, "string", " } }"), nil),
    ]

    @Test(arguments: deepSchemas)
    func schemasAreAsDeepAsJSONMayBe(schema: String, place: String?) {
        let message = "arrays and objects are nested more than 64 levels deep, which JSON is refused for"
        let expected = place.map { "tools.yaml:\($0): error: \(message) [schema-depth]" }
        #expect(report([toolFile(schema)]) == expected ?? "")
    }

    private static func nested(in start: String, count: Int, _ inner: String, _ end: String) -> String {
        String(repeating: start, count: count) + inner + String(repeating: end, count: count)
    }

    private static func shortForm(depth: Int) -> String {
        "'string\(String(repeating: "[]", count: depth))'"
    }

    @Test func everyRuleHasAnExample() throws {
        let tables = [
            FileDiagnosticsTests.examples, ToolDiagnosticsTests.examples, SchemaDiagnosticsTests.examples,
            RuleDiagnosticsTests.examples, PatternDiagnosticsTests.examples, HTTPDiagnosticsTests.examples,
            StageDiagnosticsTests.examples, TypeDiagnosticsTests.examples, LanguageDiagnosticsTests.examples,
            UseDiagnosticsTests.examples, GuardDiagnosticsTests.examples, CallerDiagnosticsTests.examples,
        ]
        let reports = tables.joined().map(\.report).joined() + StageOrderTests.rules.map(\.text).joined()
        let rules: [RuleID] = [
            .wrongKind, .emptyValue, .unknownKey, .missingKey, .conflictingKeys, .notSupported, .missingServer,
            .duplicateServer, .toolName, .duplicateTool, .missingDescription, .swiftName, .inputObject, .unknownType,
            .unknownFormat, .misplacedRule, .misplacedOptional, .invalidLength, .invalidStep, .numberRange,
            .unsatisfiable, .duplicateValue, .emptyEnum, .patternSyntax, .patternTooLarge, .patternEscape,
            .patternAlwaysMatches, .patternUnanchored, .patternBackreference, .patternSize, .schemaAsProperties,
            .commentCutsText, .misplacedSection, .settingSyntax, .settingValue, .routePath, .unknownKind, .mcpRoute,
            .unknownStage, .duplicateStage, .stageOrder, .openServer, .uncheckedHost, .manyTools, .iconSource,
            .typeName, .duplicateType, .endlessType, .notAnObject, .unknownProperty, .refinedObject, .propertyName,
            .unknownWord, .templatePart, .recordKeys, .discriminator, .unreachableMember, .stepOrder, .recursiveInput,
            .outputConversion, .header, .binding, .plainSecret, .insecureAlgorithm, .unreachedLimit,
            .missingAuthentication, .unlimitedGuessing, .guardedHealth, .misplacedKey, .unsignedWebhook,
        ]
        for rule in rules {
            #expect(reports.contains("[\(rule)]"), "\(rule)")
        }
    }
}

/// Numbers that look random and are the same in every run (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
