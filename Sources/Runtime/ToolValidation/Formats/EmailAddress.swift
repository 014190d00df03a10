/// zod's idea of an email address: ASCII letters, digits and `_'+-.` before the at sign, a dotted domain behind it.
enum EmailAddress {
    static let pattern =
        #"^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$"#

    static func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let at = text.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return isLocalPart(text[..<at]) && isDomain(text[(at + 1)...])
    }

    private static func isLocalPart(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = text.first, let last = text.last, first != UInt8(ascii: "."), last != UInt8(ascii: "."),
            last != UInt8(ascii: "'")
        else { return false }
        var previous: UInt8 = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "."): if previous == byte { return false }
            case UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "+"), UInt8(ascii: "-"): break
            default: guard isASCIILetter(byte) || isASCIIDigit(byte) else { return false }
            }
            previous = byte
        }
        return true
    }

    /// Labels of letters, digits and hyphens that begin with no hyphen; the last is of two or more letters.
    private static func isDomain(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var labelCount = 0
        var labelLength = 0
        var isAllLetters = true
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard labelLength > 0 else { return false }
                labelCount += 1
                labelLength = 0
                isAllLetters = true
                continue
            }
            let isLetter = isASCIILetter(byte)
            guard isLetter || isASCIIDigit(byte) || (byte == UInt8(ascii: "-") && labelLength > 0) else { return false }
            isAllLetters = isAllLetters && isLetter
            labelLength += 1
        }
        return labelCount > 0 && labelLength >= 2 && isAllLetters
    }
}

func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26
}

func isASCIIDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") <= 9
}
