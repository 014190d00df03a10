import Digests
import Testing

@Suite struct HMACSHA256Tests {
    /// Cases 1 to 7 of RFC 4231, section 4. Of case 5 it has the first half of the code alone.
    @Test(
        arguments: [
            (
                repeated(0x0b, 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                repeated(0xaa, 20), repeated(0xdd, 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(0x01...0x19), repeated(0xcd, 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (repeated(0x0c, 20), Array("Test With Truncation".utf8), "a3b6167473100ee06e0c796c2955552b"),
            (
                repeated(0xaa, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                repeated(0xaa, 131),
                Array(
                    """
                    This is a test using a larger than block-size key and a larger than block-size data. The key needs to be \
                    hashed before being used by the HMAC algorithm.
                    """.utf8
                ), "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ] as [([UInt8], [UInt8], String)]
    )
    func authenticatesTheExamplesOfTheStandard(_ key: [UInt8], _ text: [UInt8], _ code: String) {
        #expect(Hexadecimal.text(HMACSHA256.code(of: text, key: key)).hasPrefix(code))
    }

    /// A key of one block stands for itself, a longer one for its digest.
    @Test func keysOfEveryLengthDiffer() {
        let codes = (1...130).map { HMACSHA256.code(of: [1], key: repeated(1, $0)) }
        #expect(Set(codes).count == 130)
        #expect(
            HMACSHA256.code(of: [], key: repeated(1, 65)) == HMACSHA256.code(of: [], key: SHA256.hash(repeated(1, 65)))
        )
    }
}

@Suite struct Base64Tests {
    /// The examples of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\u{FB}\u{F0}>?", "w7vDsD4/"),
    ])
    func readsAndWritesTheExamplesOfTheStandard(_ text: String, _ digits: String) {
        #expect(Base64.text(Array(text.utf8)) == digits)
        #expect(Base64.bytes(digits) == Array(text.utf8))
    }

    /// One text alone stands for some bytes, so that a changed one stands for others.
    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Zm9v=", "Z g=", "Zm-_", "====", "=", "Zm9v\n"])
    func refusesOtherTextsForTheSameBytes(_ digits: String) { #expect(Base64.bytes(digits) == nil) }
}

private func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] { Array(repeating: byte, count: count) }
