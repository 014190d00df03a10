#if JWT
import Testing

@testable import MCPServerJWT

@Suite("Base 64 for URLs")
struct Base64URLTests {
    @Test("Bytes have one text only")
    func texts() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(Base64URL.decode(base64URL(bytes).utf8) == bytes)
        }
        #expect(Base64URL.decode("-w".utf8) == [0xFB])
        // Left-over bits, padding, digits of other alphabets, and a number of digits that no bytes have.
        for text in ["-_", "AAB", "AA==", "+/", "A A", "A", "AAAAA", "ä"] {
            #expect(Base64URL.decode(text.utf8) == nil, "\(text)")
        }
    }
}
#endif
