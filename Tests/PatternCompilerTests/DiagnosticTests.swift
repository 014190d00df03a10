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

    static let unknown = [
        Fault("(?i:a)", at: 0, "flags in a group are not supported", "put the flags beside the pattern"),
        Fault(#"\p{latin}"#, "u", at: 0, "unknown property 'latin'", "did you mean 'Script=Latin'?"),
        Fault(#"\p{RGI_Emoji}"#, "u", at: 0, "'RGI_Emoji' is a property of strings", "it needs flag v"),
        Fault(
            #"[^\p{RGI_Emoji}]"#,
            "v",
            at: 0,
            "a negated class cannot hold strings",
            "only a class of single characters has a complement"
        ),
    ]

    static let sets = [
        Fault(
            "[a&&b--c]",
            "v",
            at: 5,
            "operators mixed in a character class",
            "put the operands that belong together into brackets of their own"
        ),
        Fault(
            "[ab&&c]",
            "v",
            at: 3,
            "operators mixed in a character class",
            "put the operands that belong together into brackets of their own"
        ),
        Fault(
            "[a&&bc]",
            "v",
            at: 5,
            "operators mixed in a character class",
            "put the operands that belong together into brackets of their own"
        ),
        Fault("[&&a]", "v", at: 1, "an operand is missing before '&&'"),
        Fault("[a-z&&b]", "v", at: 4, "a range cannot be an operand", "put it into brackets of its own"),
        Fault("[a&&&b]", "v", at: 2, "invalid operator in a character class", "an intersection is written '&&'"),
        Fault(
            "[a-]",
            "v",
            at: 3,
            "']' cannot stand in a character class",
            #"with flag v, write '\]' for the character"#
        ),
        Fault(
            "[(]",
            "v",
            at: 1,
            "'(' cannot stand in a character class",
            #"with flag v, write '\(' for the character"#
        ),
        Fault("[a!!]", "v", at: 2, "'!!' is reserved", #"with flag v, write '\!' for each of the characters"#),
        Fault("[z-a]", "v", at: 1, "range out of order in a character class", "'z' comes after 'a'"),
        Fault(
            #"[\d-z]"#,
            "v",
            at: 1,
            "invalid range in a character class",
            #"a set cannot bound a range; write '\-' for the character"#
        ),
        Fault("[a[b]", "v", at: 0, "unterminated character class", "this '[' is never closed"),
        Fault(
            #"[\q{ab]"#,
            "v",
            at: 6,
            "']' cannot stand in a character class",
            #"with flag v, write '\]' for the character"#
        ),
        Fault(
            #"[^\q{ab}]"#,
            "v",
            at: 0,
            "a negated class cannot hold strings",
            "only a class of single characters has a complement"
        ),
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
    ]

    @Test(arguments: groups + quantifiers + escapes + unknown + sets + tooLarge)
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
