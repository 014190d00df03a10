/// What proves that a text comes from somebody who knows a key: HMAC (RFC 2104) with SHA-256.
public enum HMACSHA256 {
    private static let blockSize = 64

    /// The code of a text, of ``SHA256/byteCount`` bytes.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - key: The key. One of more than 64 bytes stands for its digest.
    /// - Returns: The code.
    public static func code(of text: [UInt8], key: [UInt8]) -> [UInt8] {
        let short = key.count > blockSize ? SHA256.hash(key) : key
        let block = short + repeatElement(0, count: blockSize - short.count)
        return SHA256.hash(block.map { $0 ^ 0x5C } + SHA256.hash(block.map { $0 ^ 0x36 } + text))
    }
}
