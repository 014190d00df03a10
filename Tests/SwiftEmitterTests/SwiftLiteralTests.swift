import Testing

@testable import SwiftEmitter

@Suite struct SwiftLiteralTests {
    @Test(arguments: [
        ("plain", #""plain""#),
        ("", #""""#),
        ("say \"hi\"", ##"#"say "hi""#"##),
        (#"^\d+$"#, ##"#"^\d+$"#"##),
        (##"a "# b"##, ###"##"a "# b"##"###),
        (#"\(name)"#, ##"#"\(name)"#"##),
        (##"\#(name)"##, ###"##"\#(name)"##"###),
        ("two\nlines", #""two\nlines""#),
        ("\"\\\n", #""\"\\\n""#),
        ("tab\tbell\u{7}", #""tab\tbell\u{7}""#),
        ("left\u{202E}right", #""left\u{202E}right""#),
        ("\u{FEFF}bom", #""\u{FEFF}bom""#),
        ("\"\"\"", ##"#"""""#"##),
        ("é💩", #""é💩""#),
    ])
    func writesTextsThatComeOutAsThemselves(text: String, literal: String) {
        #expect(SwiftLiteral.string(text) == literal)
    }

    @Test(arguments: [
        ("one", ["one"]), ("*/ */ /// code", ["*/ */ /// code"]), ("a\nb", ["a", "b"]), ("a\r\nb\rc", ["a", "b", "c"]),
        ("a\n\nb\n", ["a", "", "b"]), ("trailing  \nnext", ["trailing", "next"]), ("a\u{2028}b", ["a\u{FFFD}b"]),
        ("a\u{0}b", ["a\u{FFFD}b"]), ("", []),
    ])
    func breaksDocumentationAtEveryLineBreak(text: String, lines: [String]) {
        #expect(SwiftLiteral.documentation(text) == lines)
    }

    @Test(arguments: [
        (0, "0"), (512, "512"), (1024, "1_024"), (-1024, "-1_024"), (4_194_304, "4_194_304"), (100_000, "100_000"),
    ])
    func groupsDigits(value: Int, literal: String) {
        #expect(SwiftLiteral.grouped(value) == literal)
    }
}
