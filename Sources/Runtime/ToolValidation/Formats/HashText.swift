/// A digest in text form: so many characters of an alphabet, and padding.
struct HashText {
    private let digits: Int
    private let padding: Int
    private let encoding: StringFormat.HashEncoding

    init(_ algorithm: StringFormat.HashAlgorithm, _ encoding: StringFormat.HashEncoding) {
        let bytes =
            switch algorithm {
            case .md5: 16
            case .sha1: 20
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        self.encoding = encoding
        digits = encoding == .hex ? bytes * 2 : (bytes * 8 + 5) / 6
        padding = encoding == .base64 ? (3 - bytes % 3) % 3 : 0
    }

    var pattern: String {
        let alphabet =
            switch encoding {
            case .hex: "0-9a-fA-F"
            case .base64: "A-Za-z0-9+/"
            case .base64url: "A-Za-z0-9_-"
            }
        return "^[\(alphabet)]{\(digits)}\(String(repeating: "=", count: padding))$"
    }

    func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == digits + padding else { return false }
        return text[..<digits].allSatisfy(isDigit) && text[digits...].allSatisfy { $0 == UInt8(ascii: "=") }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        switch encoding {
        case .hex: hexadecimalValue(of: byte) != nil
        case .base64: Base64.value(of: byte) != nil
        case .base64url:
            isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
    }
}
