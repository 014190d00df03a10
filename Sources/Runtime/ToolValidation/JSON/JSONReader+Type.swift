extension JSONReader {
    /// Reports that the next value is of another type than expected, and passes over it.
    mutating func reportMismatch(expected: String, message: String?, _ issues: inout Issues) {
        guard let received = nextType() else {
            failAtUnexpectedByte()
            return
        }
        var word = received
        if received == .number {
            // JavaScript calls what no double can hold by its name.
            if let number = scanNumber()?.double, number.isInfinite {
                word = number > 0 ? .infinity : .negativeInfinity
            }
        } else {
            skipValue()
        }
        guard fault == nil else { return }
        issues.appendInvalidType(expected: expected, received: word, message: message)
    }

    /// What the next value is, or `nil` where none stands.
    mutating func nextType() -> ReceivedType? {
        guard resumption == nil else { return .absent }
        return switch nextByte() {
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "N") where isIntermediate: .notANumber
        case UInt8(ascii: "u") where isIntermediate: .absent
        default: nil
        }
    }
}
