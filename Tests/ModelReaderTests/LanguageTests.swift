import PatternCompiler
import Testing
import ToolModel

@testable import ModelReader

/// What schemas mean: all types, and all that may be said of them.
@Suite struct LanguageTests {
    @Test(arguments: [
        ("any", "any"), ("unknown", "unknown"), ("json", "json"), ("null", "null"), ("~", "null"),
        ("'null[]'", "[null]"),
        ("{ type: null, optional: true }", "null?"), ("never", "never"), ("undefined", "undefined"),
        ("stringbool", "stringbool - -"),
        (
            "{ type: stringbool, truthy: [y, 1], falsy: [n], case: sensitive }",
            "stringbool y|1 n sensitive"
        ),
        ("{ type: stringbool, case: insensitive }", "stringbool - -"),
        ("{ type: string, coerce: true, min: 1 }", "~string min(1)"),
        ("{ type: string, format: uuid, as: uuid }", "string as(uuid) format(uuid)"),
        ("{ type: number, coerce: true }", "~number"),
        ("{ type: number, int: true, safe: { message: m } }", "number integer integer'm'"),
        ("{ type: number, format: float32 }", "number format(ToolValidation.NumberFormat.float32)"),
        ("{ type: integer, format: uint32, coerce: true, max: 9 }", "~integer uint32 max(9)"),
        ("{ type: integer, format: int64 }", "integer int64"),
        ("{ type: boolean, coerce: true }", "~boolean"),
        ("{ type: boolean, coerce: false }", "boolean"),
        ("{ type: string, includes: { value: a, position: 3, message: m } }", "string includes(a, from: 3)'m'"),
        (
            "{ type: string, format: { value: email, pattern: '^a@b$', message: m } }",
            "string email(/^a@b$/)'m'"
        ),
        (
            "{ type: string, format: { value: email, pattern: { pattern: '^a@b$', flags: i } } }",
            "string email(/^a@b$/i)"
        ),
        ("{ type: array, items: string, unique: true }", "[string] unique"),
        ("{ type: tuple, items: [] }", "()"),
        ("{ type: tuple, items: [string, 'integer?'], rest: boolean }", "(string, integer?, ...boolean)"),
        ("{ type: record, values: string }", "{[string]: string}"),
        (
            "{ type: record, keys: { type: string, min: 1 }, values: 'any?', mode: loose, min: 1, max: 3 }",
            "{[string min(1)]: any?} loose min(1) max(3)"
        ),
        ("{ type: record, keys: { type: enum, values: [a] }, values: any, mode: partial }", "{[enum a]: any} partial"),
        ("{ type: set, items: string, nonempty: true, length: 2 }", "set(string) min(1) length(2)"),
        ("{ type: map, keys: string, values: [integer], max: 2 }", "map(string: [integer]) max(2)"),
        ("{ type: union, of: [string, integer, null] }", "(string | integer | null)"),
        ("{ type: union, of: [string, integer], exclusive: true }", "(string ^ integer)"),
        (
            """
            { type: union, discriminator: k, fallback: true, of: [{ type: object, properties: { k: { type: literal, value: a } } }] }
            """,
            #"(k: {k: literal "a"}) fallback"#
        ),
        ("{ type: intersection, of: [string, any, unknown] }", "((string & any) & unknown)"),
        (
            "{ type: object, properties: { b: any, 10: any, 2: any, 02: any, a: any }, unknownKeys: reject }",
            "{2: any, 10: any, b: any, 02: any, a: any} reject"
        ),
        ("{ type: object, properties: {}, unknownKeys: keep }", "{} keep"),
        ("{ type: object, properties: {}, unknownKeys: strip }", "{}"),
        ("{ type: object, properties: {}, unknownKeys: string }", "{} others(string)"),
        (
            """
            { type: object, properties: { a: any }, rules: [{ check: a < 1, message: m, path: a.b }, { check: has(a) }] }
            """,
            "{a: any} rule(a < 1 'm' .a.b) rule(has(a)  )"
        ),
    ])
    func readsTypes(yaml: String, outline: String) throws {
        #expect(try schema(yaml).outline == outline)
    }

    @Test(arguments: [
        ("{ type: string, optional: true, min: 1, max: 2 }", "string min(1) max(2)?"),
        ("{ nullable: true, min: 1, type: number, optional: true, max: 2 }", "number min(1) max(2) nullable?"),
        ("{ type: number, refine: isFree, optional: true, max: 2 }", "number refine(isFree) then max(2)?"),
        ("{ type: string, min: 1, refine: isFree, max: 2 }", "string min(1) refine(isFree) then max(2)"),
        ("{ type: number, min: 1, refine: isFree, max: 2 }", "number min(1) refine(isFree) then max(2)"),
        ("{ type: set, items: any, min: 1, nullable: true, max: 2 }", "set(any) min(1) max(2) nullable"),
        ("{ type: string, nullish: true }", "string nullable?"),
        ("{ type: string, nullable: false, optional: false }", "string"),
        ("{ type: string, exactOptional: true, nonoptional: true }", "string?!"),
        ("{ type: 'string?', nullable: true }", "string nullable?"),
        ("{ type: 'string?', default: a }", #"string default("a")"#),
        ("{ type: 'string?', optional: true, nullable: true }", "string? nullable"),
        ("{ type: string, readonly: true, brand: UserID }", "string readonly brand(UserID)"),
        ("{ type: string, readOnly: true }", "string readonly"),
        ("{ type: string, prefault: a, catch: b }", #"string prefault("a") catch("b")"#),
        (
            "{ type: string, default: a, preprocess: [trim, emptyToAbsent] }",
            #"string default("a") preprocess(emptyToAbsent) preprocess(trim)"#
        ),
        ("{ type: string, preprocess: trim }", "string preprocess(trim)"),
        (
            """
            { type: string, checks: [{ min: 1 }, { refine: isA }, { overwrite: fix }, { superRefine: look }, { max: 3 }, { refine: isB }] }
            """,
            "string min(1) refine(isA) overwrite(fix) superRefine(look) then max(3) refine(isB)"
        ),
        ("{ type: boolean, checks: [{ refine: isA }] }", "boolean refine(isA)"),
        (
            """
            { type: string, refine: { name: isA, message: m, path: [a, 0, b.c], params: { n: [1] }, abort: true, when: always } }
            """,
            #"string refine(isA 'm' .a[0].b.c {"n":[1]} abort always)"#
        ),
        ("{ type: string, refine: { name: isA, path: a.1.b } }", "string refine(isA .a[1].b)"),
        (
            "{ type: string, transform: { name: count, to: integer }, refine: isA }",
            "string transform(count: integer) refine(isA)"
        ),
        ("{ type: string, pipe: { type: string, min: 1 } }", "string pipe(string min(1))"),
        ("{ type: string, header: Region }", "string header(Region)"),
        ("{ type: string, sensitive: true }", "string sensitive"),
        ("{ type: 'string?', bind: principal.client }", "string? bind(client)"),
    ])
    func keepsTheOrderOfSteps(yaml: String, outline: String) throws {
        #expect(try schema(yaml).outline == outline)
    }

    /// zod's own expressions, from its `toJSONSchema`.
    @Test(arguments: [
        ("[{ type: number }, { type: enum, values: [px, em, '%'] }]", #"^-?\d+(?:\.\d+)?(px|em|%)$"#),
        ("['[', { type: string }, ']']", #"^\[[\s\S]{0,}\]$"#),
        ("[{ type: string, min: 2, max: 3 }, '!']", #"^[\s\S]{2,3}!$"#),
        ("[a, { type: literal, value: b, optional: true }, c]", "^a((b))?c$"),
        ("[{ type: number, nullable: true }, x]", #"^(-?\d+(?:\.\d+)?|null)x$"#),
        ("[is-, { type: boolean }]", "^is-(?:true|false)$"),
        (
            "['mailto:', { type: string, format: email }]",
            #"^mailto:(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$"#
        ),
        ("['a.b*(', { type: number }, ')$']", #"^a\.b\*\(-?\d+(?:\.\d+)?\)\$$"#),
        ("[user_, { type: integer }]", #"^user_-?\d+$"#),
        ("[{ type: number, int: true }]", #"^-?\d+$"#),
        ("[1.0, { type: 'null' }]", #"^1\.0null$"#),
        ("[{ type: literal, values: [1, true, a+] }]", #"^(1|true|a\+)$"#),
        ("[a/b, { type: string, regex: '^[a/]+/$' }]", #"^a\/b[a/]+\/$"#),
        ("[{ type: union, of: [{ type: integer }, { type: literal, value: x }] }]", #"^(-?\d+|(x))$"#),
        ("[{ type: template, parts: [a, { type: integer }] }, b]", #"^a-?\d+b$"#),
        ("[{ type: string, startsWith: a, refine: isA, lowercase: true }]", "^[^A-Z]*$"),
        ("[{ type: string, includes: { value: a., position: 2 } }]", #"^.{2}a\.$"#),
        ("[{ type: string, trim: true, min: 1, brand: A, length: 4 }]", #"^[\s\S]{4,4}$"#),
    ])
    func makesPatternsOfTemplates(parts: String, pattern: String) throws {
        guard case .template(_, let compiled) = try schema("{ type: template, parts: \(parts) }").type else {
            throw NoSchema()
        }
        #expect(compiled.source == pattern)
    }
}
