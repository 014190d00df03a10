/// Why a text is not acceptable JSON, and where.
public struct JSONFault: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// The text ends inside a value.
        case unexpectedEnd
        /// Something follows the value.
        case trailingBytes
        /// The text is not UTF-8.
        case invalidUTF8
        /// An escape in a string that JSON does not have, or that stands for half a surrogate pair.
        case invalidEscape
        /// A control character that should have been escaped.
        case controlCharacter
        /// A number that is not written as JSON writes numbers.
        case invalidNumber
        /// A key that the same object already has.
        case duplicateKey
        /// Deeper nesting than ``JSONReader/maximumDepth``.
        case tooDeep
        /// Alternatives inside alternatives, which would have to be read more often than a server can afford.
        case tooManyAttempts
    }

    /// What is wrong.
    public var reason: Reason
    /// How many bytes stand before the place of the fault.
    public var offset: Int

    /// The fault in words, such as `unexpected "}" at byte 17`.
    public var description: String {
        "\(reasonText) at byte \(offset)"
    }

    private var reasonText: String {
        switch reason {
        case .unexpectedByte(let byte) where byte > 0x20 && byte < 0x7F:
            "unexpected \"\(Character(UnicodeScalar(byte)))\""
        case .unexpectedByte(let byte): "unexpected byte \(byte)"
        case .unexpectedEnd: "unexpected end of the text"
        case .trailingBytes: "unexpected text behind the value"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidEscape: "invalid escape sequence"
        case .controlCharacter: "unescaped control character in a string"
        case .invalidNumber: "malformed number"
        case .duplicateKey: "an object with the same key twice, ending"
        case .tooManyAttempts: "too many alternatives to try"
        case .tooDeep: "more than \(JSONReader.maximumDepth) levels of nesting"
        }
    }
}
