/// The text form of a JSON web token (RFC 7519), as far as zod looks at it: its header, read as JavaScript's `atob` does.
enum JWTText {
    static func admits(_ text: UnsafeBufferPointer<UInt8>, algorithm: String?) -> Bool {
        let dot = UInt8(ascii: ".")
        guard text.count(where: { $0 == dot }) == 2, let end = text.firstIndex(of: dot), end > 0,
            let bytes = Base64.forgivingDecode(text[..<end])
        else { return false }
        // `atob` gives a character a byte, which `JSON.parse` then reads.
        let json = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        guard case .object(let header) = try? JSONValue.read(json.utf8) else { return false }
        if let type = header["typ"], type != "JWT" { return false }
        guard let value = header["alg"], isTruthy(value) else { return false }
        return algorithm.map { value == .string($0) } ?? true
    }

    /// What counts as true in JavaScript.
    private static func isTruthy(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool(let value): value
        case .number(let number): number != 0
        case .string(let text): !text.isEmpty
        case .array, .object: true
        }
    }
}
