import Testing
import YAMLReader

/// Plain scalars resolve by the core schema of YAML 1.2, and text is always at hand.
struct CoreSchemaTests {
    private func scalar(_ text: String) throws -> YAMLScalar {
        try #require(read("- \(text)\n").root?.sequence?.elements.first?.scalar)
    }

    @Test(arguments: [
        ("null", YAMLScalar.Value.null), ("Null", .null), ("NULL", .null), ("~", .null), ("", .null),
        ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)),
        ("false", .bool(false)), ("False", .bool(false)), ("FALSE", .bool(false)),
        ("0", .integer(0)), ("-0", .integer(0)), ("+12", .integer(12)), ("-19", .integer(-19)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .float(9_223_372_036_854_775_808)),
        ("0.5", .float(0.5)), (".5", .float(0.5)), ("1.", .float(1)), ("+1.0", .float(1)), ("-1e3", .float(-1000)),
        ("12e03", .float(12000)), ("1E-2", .float(0.01)), ("1e400", .float(.infinity)),
        (".inf", .float(.infinity)), ("+.INF", .float(.infinity)), ("-.Inf", .float(-.infinity)),
    ])
    func resolves(_ text: String, _ value: YAMLScalar.Value) throws {
        let scalar = try scalar(text)
        #expect(scalar.value == value)
        #expect(scalar.text == text)
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "017", "-017", "1:30", "nUll", "tRUE", "inf", "nan", "+.nan", ".", "+", "1e",
        "e1", "1_000", "0b11", "0xzz", "0o8", "1.2.3", "1e1.5", "- 1x", "2026-07-28", "..5", "'true'", "\"1\"", "''",
    ])
    func staysText(_ text: String) throws {
        #expect(try scalar(text.hasPrefix("- ") ? String(text.dropFirst(2)) : text).value == .text)
    }

    @Test func notANumberIsAFloat() throws {
        for text in [".nan", ".NaN", ".NAN"] {
            #expect(try scalar(text).double?.isNaN == true)
        }
    }

    @Test func aPlainNullIsNotEmpty() throws {
        #expect(try !scalar("null").isEmpty)
        #expect(try !scalar("''").isEmpty)
        #expect(try scalar("").isEmpty)
        #expect(try scalar("&a").isEmpty)
    }

    @Test func typedValuesAreThereForTheirTypeOnly() throws {
        #expect(try scalar("true").bool == true)
        #expect(try scalar("'true'").bool == nil)
        #expect(try scalar("7").integer == 7)
        #expect(try scalar("7").double == 7)
        #expect(try scalar("7.0").integer == nil)
        #expect(try scalar("seven").double == nil)
    }

    @Test(arguments: [
        ("x", "text"), ("'1'", "text"), ("1", "an integer"), ("1.5", "a number"), ("true", "a boolean"),
        ("null", "null"), ("", "nothing"), ("[]", "a list"), ("{}", "a mapping"),
    ])
    func kindsHaveNamesForMessages(_ text: String, _ kind: String) throws {
        #expect(try #require(read("k: \(text)\n").root?.mapping?["k"]).kind == kind)
    }
}
