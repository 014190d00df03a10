import Diagnostics
import Testing
import YAMLReader

/// A file is UTF-8 text without control characters.
struct EncodingTests {
    private func report(_ bytes: [UInt8]) -> String {
        YAMLReaderTests.report(YAMLReader.read(path: "f.yaml", bytes: bytes).diagnostics)
    }

    @Test(
        arguments: [
            (
                [0x61, 0x3A, 0x20, 0xFF],
                "1:4: error: the byte 0xFF is not UTF-8: save the file as UTF-8 [invalid-encoding]"
            ),
            ([0x61, 0x0A, 0xC3], "2:1: error: the byte 0xC3 is not UTF-8: save the file as UTF-8 [invalid-encoding]"),
            // Overlong, a surrogate, beyond Unicode, a stray continuation.
            ([0xC0, 0x80], "1:1: error: the byte 0xC0 is not UTF-8: save the file as UTF-8 [invalid-encoding]"),
            ([0xE0, 0x80, 0x80], "1:1: error: the byte 0xE0 is not UTF-8: save the file as UTF-8 [invalid-encoding]"),
            ([0xED, 0xA0, 0x80], "1:1: error: the byte 0xED is not UTF-8: save the file as UTF-8 [invalid-encoding]"),
            (
                [0xF4, 0x90, 0x80, 0x80],
                "1:1: error: the byte 0xF4 is not UTF-8: save the file as UTF-8 [invalid-encoding]"
            ),
            ([0x80], "1:1: error: the byte 0x80 is not UTF-8: save the file as UTF-8 [invalid-encoding]"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1: error: the file is UTF-16: save it as UTF-8 [invalid-encoding]"),
        ] as [([UInt8], String)]
    )
    func refusesBytes(_ bytes: [UInt8], _ expected: String) {
        #expect(report(bytes) == expected)
    }

    @Test(arguments: [
        (
            "a: b\u{0}",
            "1:5: error: the character U+0000 is not allowed: remove it, or write `\\x00` in double quotes [invalid-encoding]"
        ),
        (
            "é: \u{1B}",
            "1:4: error: the character U+001B is not allowed: remove it, or write `\\x1B` in double quotes [invalid-encoding]"
        ),
        (
            "a: \u{7F}",
            "1:4: error: the character U+007F is not allowed: remove it, or write `\\x7F` in double quotes [invalid-encoding]"
        ),
        (
            "a: \u{FFFE}",
            "1:4: error: the character U+FFFE is not allowed: remove it, or write `\\uFFFE` in double quotes [invalid-encoding]"
        ),
        (
            "a: \u{2028}",
            "1:4: error: the invisible line break U+2028 is not allowed: remove it, or write `\\L` in double quotes "
                + "[invalid-encoding]"
        ),
        (
            "a: \u{85}",
            "1:4: error: the invisible line break U+0085 is not allowed: remove it, or write `\\N` in double quotes "
                + "[invalid-encoding]"
        ),
        (
            "a: 1\n\u{FEFF}b: 2",
            "2:1: error: a byte order mark (U+FEFF) is allowed at the beginning of the file only: remove it "
                + "[invalid-encoding]"
        ),
    ])
    func refusesCharacters(_ text: String, _ expected: String) {
        #expect(report(Array(text.utf8)) == expected)
    }

    @Test func aByteOrderMarkAtTheBeginningIsSkipped() throws {
        let document = read("\u{FEFF}a: 0o1\n")
        #expect(document.root?.mapping?.entries.first?.key.location.text == "1:1-1:2")
        #expect(document.diagnostics.first?.location.text == "1:4-1:7")
        #expect(document.source.line(1) == "a: 0o1")
    }

    @Test func lineBreaksOfAllSystemsAreRead() throws {
        for lineBreak in ["\n", "\r\n", "\r"] {
            let text = ["a: 1", "b:", "  - x", "  - 'y", "    z'", "a: 2", ""].joined(separator: lineBreak)
            let document = read(text)
            #expect(document.root?.outline == "{a: 1, b: [x, y z]}")
            #expect(
                report(Array(text.utf8))
                    == "6:1: error: duplicate key 'a' [duplicate-key]\n1:1: note: 'a' is first defined here"
            )
            #expect(document.source.line(5) == "    z'")
        }
    }

    @Test func columnsCountUnicodeScalars() {
        #expect(report(Array("日本: {é: 👍, é: 2}\n".utf8)).hasPrefix("1:12: error: duplicate key 'é'"))
    }
}
