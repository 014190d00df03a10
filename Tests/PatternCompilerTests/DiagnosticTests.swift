import PatternCompiler
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var pattern: String
        var flags: String
        var kind: PatternError.Kind
        var offset: Int
        var message: String
        var note: String?

        init(
            _ pattern: String,
            _ flags: String = "",
            _ kind: PatternError.Kind = .syntax,
            at offset: Int,
            _ message: String,
            _ note: String? = nil
        ) {
            self.pattern = pattern
            self.flags = flags
            self.kind = kind
            self.offset = offset
            self.message = message
            self.note = note
        }

        var testDescription: String { "/\(pattern)/\(flags)" }
    }

    static let groups = [
        Fault(#"^[\d\s+$"#, at: 1, "unterminated character class", "this '[' is never closed"),
        Fault("😀[", at: 1, "unterminated character class", "this '[' is never closed"),
        Fault(#"[a\"#, at: 0, "unterminated character class", "this '[' is never closed"),
        Fault("a(b", at: 1, "unterminated group", "this '(' is never closed"),
        Fault("a(?", at: 1, "unterminated group", "this '(' is never closed"),
        Fault("a)", at: 1, "unmatched ')'", #"no group is open here; write '\)' for the character"#),
        Fault("a(?P<n>b)", at: 1, "unknown kind of group '(?P'", "a named group is written '(?<name>...)'"),
        Fault("(?>a)", at: 0, "unknown kind of group '(?>'", "groups are (...), (?:...) and (?<name>...)"),
        Fault("(?<n>a)(?<n>b)", at: 10, "duplicate group name 'n'", "an earlier group has this name"),
        Fault("(?<>a)", at: 3, "invalid group name", "a name is needed between '<' and '>'"),
        Fault("(?<n", at: 3, "invalid group name", "this name is never closed by '>'"),
        Fault("(?<n-m>a)", at: 4, "invalid group name", "'-' cannot stand here in a name"),
        Fault("(?<1>a)", at: 3, "invalid group name", "'1' cannot stand here in a name"),
        Fault(#"(?<n>a)\k<m>"#, at: 7, "there is no group named 'm'"),
        Fault(#"(?<n>a)\k"#, at: 7, "invalid named reference", #"a named reference is written '\k<name>'"#),
        Fault(#"(?<n>a)[\k]"#, at: 8, "invalid named reference", "a class cannot hold a reference"),
        Fault(#"(a)\2"#, "u", at: 3, "there is no group 2", "the pattern has 1"),
    ]

    static let quantifiers = [
        Fault("a**", at: 2, "nothing to repeat", "'*' needs something before it to repeat"),
        Fault("(|+)", at: 2, "nothing to repeat", "'+' needs something before it to repeat"),
        Fault("{1}", at: 0, "nothing to repeat", "'{' needs something before it to repeat"),
        Fault("^*", at: 1, "nothing to repeat", "an assertion cannot be repeated"),
        Fault(#"\b+"#, at: 2, "nothing to repeat", "an assertion cannot be repeated"),
        Fault("(?<=a)*", at: 6, "nothing to repeat", "an assertion cannot be repeated"),
        Fault("(?=a)*", "u", at: 5, "nothing to repeat", "an assertion cannot be repeated"),
        Fault("a{2,1}", at: 1, "numbers out of order in a quantifier", "1 is less than 2"),
        Fault(
            "a{",
            "u",
            at: 1,
            "incomplete quantifier",
            #"with flag u, write '{n}', '{n,}' or '{n,m}', or '\{' for the character"#
        ),
        Fault("{", "u", at: 0, "lone '{'", #"with flag u, write '\{' for the character"#),
        Fault("a]", "u", at: 1, "lone ']'", #"with flag u, write '\]' for the character"#),
    ]

    static let escapes = [
        Fault(#"a\"#, at: 1, #"'\' at the end of the pattern"#, #"write '\\' for a backslash"#),
        Fault(#"^\a"#, "u", at: 1, "invalid escape", #"'\a' means nothing with flag u"#),
        Fault(#"a\-b"#, "u", at: 1, "invalid escape", "with flag u, write '-'"),
        Fault(#"\x4"#, "u", at: 0, "invalid escape", #"'\x' needs two hexadecimal digits"#),
        Fault(
            #"\u{110000}"#,
            "u",
            at: 0,
            "invalid escape",
            #"write '\u' and four digits, or '\u{...}' up to 10FFFF"#
        ),
        Fault(#"\c1"#, "u", at: 0, "invalid escape", #"'\c' needs a letter"#),
        Fault(#"\01"#, "u", at: 0, "invalid escape", #"only '\0' is an escape in digits here"#),
        Fault(#"\pL"#, "u", at: 0, "invalid property", #"a property is written '\p{Lu}'"#),
        Fault(#"\p{sc=}"#, "u", at: 0, "invalid property", #"a property is written '\p{Lu}' or '\p{sc=Greek}'"#),
        Fault("x[z-a]", at: 2, "range out of order in a character class", "'z' comes after 'a'"),
        Fault(#"[\n-\t]"#, at: 1, "range out of order in a character class", "'U+000A' comes after 'U+0009'"),
        Fault(
            #"[\w-.]"#,
            "u",
            at: 1,
            "invalid range in a character class",
            #"a set cannot bound a range; with flag u, write '\-' for the character"#
        ),
    ]

    static let unsupported = [
        Fault(
            "a(?=b)",
            "",
            .unsupported,
            at: 1,
            "lookahead is not supported",
            "write the alternatives out, or use two patterns"
        ),
        Fault(
            "a(?!b)",
            "",
            .unsupported,
            at: 1,
            "lookahead is not supported",
            "write the alternatives out, or use two patterns"
        ),
        Fault(
            "(?<=a)b",
            "",
            .unsupported,
            at: 0,
            "lookbehind is not supported",
            "match what comes before as part of the expression"
        ),
        Fault(
            "(?<!a)b",
            "",
            .unsupported,
            at: 0,
            "lookbehind is not supported",
            "match what comes before as part of the expression"
        ),
        Fault(
            #"(a)\1"#,
            "",
            .unsupported,
            at: 3,
            "backreferences are not supported",
            "no automaton can compare two captures"
        ),
        Fault(
            #"\k<n>(?<n>a)"#,
            "",
            .unsupported,
            at: 0,
            "backreferences are not supported",
            "no automaton can compare two captures"
        ),
        Fault(
            #"^\p{L}"#,
            "u",
            .unsupported,
            at: 1,
            "Unicode properties are not supported",
            "write the ranges, such as [A-Za-z]"
        ),
        Fault(
            #"[a\P{sc=Greek}]"#,
            "u",
            .unsupported,
            at: 2,
            "Unicode properties are not supported",
            "write the ranges, such as [A-Za-z]"
        ),
        Fault(
            "(?i:a)",
            "",
            .unsupported,
            at: 0,
            "flags in a group are not supported",
            "put the flags beside the pattern"
        ),
        // A syntax error is the more urgent news, wherever it stands.
        Fault("(?=a)b)", "i", .syntax, at: 6, "unmatched ')'", #"no group is open here; write '\)' for the character"#),
    ]

    static let tooLarge = [
        Fault(
            "(a{1000}){1000}",
            "",
            .tooLarge,
            at: 9,
            "the count is too large",
            "written out, it has more than 10000 positions; use a length rule"
        ),
        Fault(
            String(repeating: "(", count: 101),
            "",
            .tooLarge,
            at: 100,
            "groups nest too deeply",
            "at most 100 groups may be open at once"
        ),
        Fault(
            ".*a.{20}",
            "",
            .tooLarge,
            at: 4,
            "the pattern is too complex",
            "its automaton is too large; anchor it, or replace large counts by a length rule"
        ),
        Fault(
            "^.{1,2000}$",
            "",
            .tooLarge,
            at: 2,
            "the pattern is too large",
            "its automaton needs more than 4094 states; replace large counts by a length rule"
        ),
    ]

    @Test(arguments: groups + quantifiers + escapes + unsupported + tooLarge)
    func reports(_ fault: Fault) {
        let error = #expect(throws: PatternError.self) {
            _ = try PatternCompiler.compile(fault.pattern, flags: fault.flags)
        }
        #expect(error?.kind == fault.kind)
        #expect(error?.message == fault.message)
        #expect(error?.note == fault.note)
        #expect(error?.offset == fault.offset)
        #expect(error?.part == .source)
    }

    static let flags = [
        Fault("a", "sx", at: 1, "unknown flag 'x'", "the flags are d, g, i, m, s, u, v and y"),
        Fault("a", "susm", at: 2, "flag 's' is given twice"),
        Fault("a", "uv", at: 1, "flags u and v exclude each other", "'v' includes 'u'"),
        Fault("a", "si", .unsupported, at: 1, "flag 'i' is not supported", "write both cases, such as [Aa]"),
        Fault("a", "y", .unsupported, at: 0, "flag 'y' is not supported", "begin the expression with '^'"),
        Fault("a", "g", .unsupported, at: 0, "flag 'g' is not supported", "it changes no verdict: remove it"),
        Fault(
            "[(]",
            "v",
            .unsupported,
            at: 0,
            "flag 'v' is not supported",
            "flag u has properties and code points, without set operations"
        ),
    ]

    @Test(arguments: flags)
    func reportsFlags(_ fault: Fault) {
        let error = #expect(throws: PatternError.self) {
            _ = try PatternCompiler.compile(fault.pattern, flags: fault.flags)
        }
        #expect(error?.kind == fault.kind)
        #expect(error?.message == fault.message)
        #expect(error?.note == fault.note)
        #expect(error?.offset == fault.offset)
        #expect(error?.part == .flags)
    }
}
