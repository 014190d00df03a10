import Testing

@testable import PatternCompiler

@Suite("Unicode")
struct UnicodeTests {
    private func set(_ name: String, _ value: String? = nil) throws -> CodeUnitSet {
        try #require(UnicodeProperty.codePoints(name: name, value: value))
    }

    @Test("A category is known by all its names, alone and with its property")
    func categories() throws {
        for name in ["Lu", "Uppercase_Letter"] {
            #expect(try set(name) == set("gc", "Lu"))
            #expect(try set("General_Category", name) == set("Lu"))
        }
        #expect(try set("Cc").intervals == CodeUnitSet(0...0x1F, 0x7F...0x9F).intervals)
        #expect(try set("Cs") == CodeUnitSet(0xD800...0xDFFF))
        #expect(try set("Co") == CodeUnitSet(0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD))
        #expect(try set("Assigned") == set("Cn").complement(upTo: 0x10FFFF))
        #expect(try set("Any") == CodeUnitSet(0...0x10FFFF))
    }

    @Test("The categories cover each code point once")
    func partition() throws {
        let all = try GeneralCategory.synonyms.map { $0[0] }.filter { $0.count == 2 && $0 != "LC" }
            .flatMap { try set($0).intervals }.sorted { $0.lower < $1.lower }
        #expect(all.first?.lower == 0)
        #expect(all.last?.upper == 0x10FFFF)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.upper + 1 == $1.lower })
    }

    @Test("Binary properties hold outside the planes of characters, too")
    func binary() throws {
        #expect(try set("Noncharacter_Code_Point").intervals.count == 18)
        #expect(try set("NChar").contains(0x10FFFF))
        #expect(try set("DI").contains(0xE0FFF))
        #expect(try set("AHex") == CodeUnitSet(0x30...0x39, 0x41...0x46, 0x61...0x66))
        #expect(try set("RI") == CodeUnitSet(0x1F1E6...0x1F1FF))
    }

    @Test("Extensions take a character from its script and give it to others")
    func scripts() throws {
        // U+0951 is inherited, and used in Devanagari.
        #expect(try set("sc", "Zinh").contains(0x951))
        #expect(try !set("scx", "Zinh").contains(0x951))
        #expect(try !set("sc", "Deva").contains(0x951))
        #expect(try set("scx", "Devanagari").contains(0x951))
        #expect(try set("sc", "Coptic") == set("Script", "Qaac"))
        #expect(try set("sc", "Zzzz").contains(0xD800))
    }

    @Test("Emoji are as many as Unicode publishes")
    func emoji() throws {
        func counts(_ name: String) throws -> [Int] {
            let members = try #require(UnicodeProperty.strings(name: name))
            return [
                members.codePoints.intervals.reduce(0) { $0 + Int($1.upper - $1.lower) + 1 }, members.strings.count,
            ]
        }
        #expect(try counts("Basic_Emoji") == [1193, 207])
        #expect(try counts("Emoji_Keycap_Sequence") == [0, 12])
        #expect(try counts("RGI_Emoji_Modifier_Sequence") == [0, 665])
        #expect(try counts("RGI_Emoji_Flag_Sequence") == [0, 259])
        #expect(try counts("RGI_Emoji_Tag_Sequence") == [0, 3])
        #expect(try counts("RGI_Emoji_ZWJ_Sequence") == [0, 1614])
        // emoji-test.txt 17.0: 3,944 fully qualified and 9 components.
        #expect(try counts("RGI_Emoji") == [1193, 3944 + 9 - 1193])
        #expect(UnicodeProperty.strings(name: "Emoji") == nil)
        let family: [UInt32] = [0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467, 0x200D, 0x1F466]
        #expect(try #require(UnicodeProperty.strings(name: "RGI_Emoji")).strings.contains(family))
    }

    @Test(
        "A wrong name gets the nearest as advice",
        arguments: [
            ("lu", nil, "Lu"), ("Alphabetc", nil, "Alphabetic"), ("uppercase letter", nil, "Uppercase_Letter"),
            ("Greek", nil, "Script=Greek"), ("IsGreek", nil, "Script=Greek"), ("RGI_Emojis", nil, "RGI_Emoji"),
            ("script", "greek", "Script=Greek"), ("sc", "Cyrilic", "sc=Cyrillic"), ("gc", "Leter", "gc=Letter"),
            ("Alphabetic", "Yes", "Alphabetic"), ("Nonsense", nil, nil), ("sc", "Nonsense", nil), ("", nil, nil),
        ] as [(String, String?, String?)]
    )
    func suggestion(_ name: String, _ value: String?, _ expected: String?) {
        #expect(UnicodeProperty.suggestion(name: name, value: value) == expected)
    }

    @Test(
        "Flag i makes other elements equal with flag u than without",
        arguments: [
            ("k", [0x4B, 0x6B], [0x4B, 0x6B, 0x212A]), ("\u{17F}", [0x17F], [0x53, 0x73, 0x17F]),
            ("ß", [0xDF], [0xDF, 0x1E9E]), ("µ", [0xB5, 0x39C, 0x3BC], [0xB5, 0x39C, 0x3BC]), ("1", [0x31], [0x31]),
            ("Ω", [0x3A9, 0x3C9], [0x3A9, 0x3C9, 0x2126]), ("\u{2126}", [0x2126], [0x3A9, 0x3C9, 0x2126]),
            ("İ", [0x130], [0x130]), ("\u{13A0}", [0x13A0, 0xAB70], [0x13A0, 0xAB70]),
            ("\u{10400}", [0x10400], [0x10400, 0x10428]), ("\u{1F88}", [0x1F88], [0x1F80, 0x1F88]),
        ] as [(Unicode.Scalar, [UInt32], [UInt32])]
    )
    func equivalents(_ scalar: Unicode.Scalar, _ units: [UInt32], _ points: [UInt32]) {
        for (expected, isUnicode) in [(units, false), (points, true)] {
            #expect(CaseFolding.equivalents(of: scalar.value, isUnicode: isUnicode) == expected)
            let closure = CaseFolding.closure(of: .element(scalar.value), isUnicode: isUnicode)
            #expect(closure == CodeUnitSet(unordered: expected.map { .init(lower: $0, upper: $0) }))
        }
    }

    @Test("The closure of a set holds what equals any of its members, and nothing else")
    func closure() throws {
        let word = CaseFolding.closure(of: .asciiWordCharacters, isUnicode: true)
        #expect(
            word.intervals == CodeUnitSet.asciiWordCharacters.intervals + [
                .init(lower: 0x17F, upper: 0x17F), .init(lower: 0x212A, upper: 0x212A),
            ]
        )
        #expect(CaseFolding.closure(of: .asciiWordCharacters, isUnicode: false) == .asciiWordCharacters)
        let all = CodeUnitSet(0...0x10FFFF)
        #expect(CaseFolding.closure(of: all, isUnicode: true) == all)
        #expect(CaseFolding.closure(of: CodeUnitSet(), isUnicode: true) == CodeUnitSet())
    }

    @Test("Folding keeps one element of each class")
    func folding() throws {
        #expect(CaseFolding.folded(CodeUnitSet(0x40...0x5B)) == CodeUnitSet(0x40...0x40, 0x5B...0x5B, 0x61...0x7A))
        for (element, folded) in [
            (0x212A, 0x6B), (0x1E9E, 0xDF), (0xAB70, 0x13A0), (0x13F8, 0x13F0), (0x1FD3, 0x390), (0x1FE3, 0x3B0),
            (0xFB05, 0xFB06), (0x345, 0x3B9), (0x1F88, 0x1F80), (0x130, 0x130), (0x3C2, 0x3C3),
        ] as [(UInt32, UInt32)] {
            #expect(CaseFolding.folded(.element(element)) == .element(folded))
        }
        let canonical = CaseFolding.folded(CodeUnitSet(0...0x10FFFF))
        #expect(CaseFolding.folded(canonical) == canonical)
        #expect(CaseFolding.closure(of: canonical, isUnicode: true) == CodeUnitSet(0...0x10FFFF))
        #expect(!canonical.contains(0x41))
    }
}
