import Digests
import Testing

@Suite struct DigestsTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func hashesTheExamplesOfTheStandard(_ text: String, _ digest: String) {
        #expect(Hexadecimal.text(SHA256.hash(text.utf8)) == digest)
    }

    @Test func hashesAMillionLetters() {
        let digest = Hexadecimal.text(SHA256.hash(repeatElement(UInt8(ascii: "a"), count: 1_000_000)))
        #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// The padding takes another block from 56 bytes on. What is expected was made with Python's hashlib.
    @Test func hashesEveryLengthAroundABlock() {
        let digests = (0...130).flatMap { SHA256.hash(repeatElement(UInt8(truncatingIfNeeded: $0), count: $0)) }
        let expected = "fca3495a3fbc30990f59b06285f40a03acec6c606df73c6d666a554854cd1573"
        #expect(Hexadecimal.text(SHA256.hash(digests)) == expected)
    }

    @Test func comparesToTheLastByte() {
        #expect(isEqualInConstantTime([1, 2, 3], [1, 2, 3]))
        #expect(!isEqualInConstantTime([1, 2, 3], [1, 2, 4]))
        #expect(!isEqualInConstantTime([1, 2, 3], [0, 2, 3]))
        #expect(!isEqualInConstantTime([1, 2, 3], [1, 2]))
        #expect(isEqualInConstantTime([], []))
    }

    @Test func readsDigitsInEitherCase() {
        #expect(Hexadecimal.bytes("00fFA9") == [0, 255, 169])
        #expect(Hexadecimal.bytes("") == [])
        #expect(Hexadecimal.bytes("0") == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
        #expect(Hexadecimal.bytes("+1") == nil)
    }
}
