import Testing

@testable import ToolValidation

@Suite struct DomainNameTests {
    /// The samples of RFC 3492, section 7.1, and edges of the encoding.
    @Test(
        arguments: [
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"), ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"), ("bücher", "bcher-kva"),
            ("ü", "tda"), ("üü", "tdaa"), ("a-ü", "a--yka"), ("𐀀𐀀a😀", "a-v10ia9103w"),
        ]
    )
    func punycodeGoesThereAndBack(label: String, encoded: String) {
        let points = label.unicodeScalars.map(\.value)
        #expect(Punycode.encode(points).map { String(decoding: $0, as: UTF8.self) } == encoded)
        #expect(Punycode.decode(ArraySlice(encoded.utf8.map { UInt32($0) })) == points)
    }

    @Test(arguments: ["0", "99999999", "-tda", "tda_", "é", "a-é", "é-a", "999999999999999999a"])
    func refusesWhatIsNoPunycode(text: String) {
        #expect(Punycode.decode(ArraySlice(text.unicodeScalars.map(\.value))) == nil)
    }

    @Test func randomLabelsGoThereAndBack() {
        var numbers = SplitMix(state: 11)
        for _ in 0..<2_000 {
            let label = (0..<Int.random(in: 1..<40, using: &numbers)).map { _ in
                UInt32.random(in: 0...0x10FFFF, using: &numbers) >> UInt32.random(in: 0...14, using: &numbers)
            }
            let encoded = Punycode.encode(label)?.map { UInt32($0) }
            #expect(encoded.flatMap { Punycode.decode($0[...]) } == label)
        }
        let long = (0..<100_000).map { UInt32(0xE0 + $0 % 16) }
        #expect(Punycode.encode(long).flatMap { Punycode.decode($0.map { UInt32($0) }[...]) } == long)
    }

    /// RFC 5892, appendix A, and RFC 5893, section 2.
    @Test(
        arguments: [
            ("क्\u{200D}ष", nil), ("क\u{200D}ष", .joiner), ("क्\u{200C}ष", nil), ("\u{200C}ب", .joiner),
            ("ب\u{64E}\u{200C}\u{64E}ب", nil), ("ب\u{200C}x", .joiner), ("x\u{200C}ب", .joiner),
            ("ا\u{200C}ب", .joiner),
            ("אב", nil), ("א1", nil), ("א1\u{5B0}", nil), ("1א", .direction), ("אa", .direction), ("aא", .direction),
            ("א-", .direction), ("ا1", nil), ("ا1٣", .direction), ("a-.א", .direction), ("1.a", nil),
            ("1.א", .direction),
            ("a.א", nil), ("א.", nil), ("\u{301}a", .mark), ("\u{903}a", .mark), ("\u{E000}", .disallowed),
            ("xn--\u{FC}", .encoding), ("xn--", .encoding), ("xn--é.a", .encoding), ("xn--4xa.xn--4XA", nil),
            ("xn--bcher-KVA", nil), ("xn--wca", .encoding), ("xn--e-xbb", .encoding), ("xn--72g", .encoding),
        ] as [(String, DomainName.Fault?)]
    )
    func labelsKeepTheRulesOfTheirCharacters(domain: String, fault: DomainName.Fault?) {
        var found: DomainName.Fault?
        do throws(DomainName.Fault) {
            _ = try DomainName.ascii(Array(domain.utf8))
        } catch {
            found = error
        }
        #expect(found == fault)
    }
}
