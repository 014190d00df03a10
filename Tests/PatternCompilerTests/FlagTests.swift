import PatternCompiler
import Testing
import ToolValidation

/// What flags change, and what annex B takes without flag u; the verdicts are node's.
@Suite("Flags")
struct FlagTests {
    @Test(
        arguments: [
            (#"\P{Lu}"#, "iu", "A", true),
            (#"\P{Lu}"#, "iv", "A", false),
            (#"^[A-Z]$"#, "v", "A", true),
            (#"^[A-Z]$"#, "v", "a", false),
            (#"^[^a]$"#, "iv", "A", false),
            (#"[^\P{Lu}]"#, "iu", "a", false),
            (#"[^\P{Lu}]"#, "iv", "a", true),
            (#"^[\0-\ufffe]$"#, "", "\u{FFFF}", false),
            (#"^[\0-\u{10fffe}]$"#, "u", "\u{10FFFF}", false),
            (#"^[\w--\d]+$"#, "v", "ab_", true),
            (#"^[\w--\d]+$"#, "v", "a1", false),
            (#"^[\w&&\d]+$"#, "v", "12", true),
            (#"^[\w&&\d]+$"#, "v", "a", false),
            (#"^[\q{abc|d|}x]$"#, "v", "abc", true),
            (#"^[\q{abc|d|}x]$"#, "v", "", true),
            (#"^[\q{abc|d|}x]$"#, "v", "ab", false),
            (#"^[\q{ABC}]$"#, "iv", "aBc", true),
            (#"^[[a-z]--[aeiou]]$"#, "v", "e", false),
            (#"^[[a-z]--[aeiou]]$"#, "v", "f", true),
            (#"^[\p{RGI_Emoji}--\q{👍🏽}]$"#, "v", "👍🏽", false),
            (#"^[\p{RGI_Emoji}--\q{👍🏽}]$"#, "v", "👍🏿", true),
            (#"^[\p{RGI_Emoji}&&\q{👍🏽|a}]$"#, "v", "👍🏽", true),
            (#"^\w$"#, "iu", "ſ", true),
            (#"^\w$"#, "i", "ſ", false),
            (#"^\W$"#, "iu", "ſ", false),
            (#"\bſ"#, "iu", "ſ", true),
            (#"\bſ"#, "i", "ſ", false),
            (#"^ß$"#, "i", "ẞ", false),
            (#"^ß$"#, "iu", "ẞ", true),
            (#"^[^ß]$"#, "iu", "ẞ", false),
            (#"b"#, "y", "ab", false),
            (#"b"#, "y", "ba", true),
            (#"(?<=a)b"#, "y", "b", false),
            (#"^b"#, "my", "a\u{A}b", false),
            (#"^b"#, "m", "a\u{A}b", true),
            (#"a"#, "dg", "ba", true),
            (#"^\ud83d[\udc00-\udc10\ude00-\ude20]$"#, "", "\u{1F618}", true),
            (#"^\ud83d[\udc00-\udc10\ude00-\ude20]$"#, "", "\u{1F418}", false), (#"^.$"#, "s", "\u{2028}", true),
            (#"^.$"#, "", "\u{2028}", false),
            (#"^\u{1F600}$"#, "u", "😀", true),
            (#"^\u{2}$"#, "", "uu", true),
            (#"^\cJ$"#, "", "\u{A}", true),
            (#"^[\c_]$"#, "", "\u{1F}", true),
            (#"^[\c]$"#, "", "\\", true),
            (#"^\07$"#, "", "\u{7}", true),
            (#"^\8$"#, "", "8", true),
            (#"^[\b]$"#, "", "\u{8}", true),
            (#"^\k<a>$"#, "", "k<a>", true),
            (#"^{$"#, "", "{", true),
            (#"^a{,2}$"#, "", "a{,2}", true),
            (#"^]$"#, "", "]", true),
            (#"^(?=a)*a$"#, "", "a", true),
            (#"^[\d-z]+$"#, "", "-z1", true),
        ]
    )
    func verdicts(_ source: String, _ flags: String, _ text: String, _ isMatch: Bool) throws {
        #expect(Pattern(try PatternCompiler.compile(source, flags: flags)).matches(text) == isMatch)
    }
}
