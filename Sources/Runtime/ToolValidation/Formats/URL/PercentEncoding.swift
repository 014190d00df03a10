/// The sets of bytes that are percent-encoded in the parts of a URL (URL Standard, section 1.3).
///
/// The standard of today has the circumflex in the set of paths, too; node 20 leaves it there.
enum PercentEncodeSet {
    case control, fragment, query, specialQuery, path, userinfo

    private func contains(_ byte: UInt8) -> Bool {
        guard 0x20...0x7E ~= byte else { return true }
        guard !isASCIILetter(byte), !isASCIIDigit(byte) else { return false }
        let scalar = Unicode.Scalar(byte)
        return switch self {
        case .control: false
        case .fragment: " \"<>`".unicodeScalars.contains(scalar)
        case .query: " \"#<>".unicodeScalars.contains(scalar)
        case .specialQuery: " \"#<>'".unicodeScalars.contains(scalar)
        case .path: " \"#<>?`{}".unicodeScalars.contains(scalar)
        case .userinfo: " \"#<>?`{}/:;=@[\\]^|".unicodeScalars.contains(scalar)
        }
    }

    /// The bytes as text, those of the set as `%` and two digits.
    func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            if contains(byte) {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// The bytes with each `%` and two hexadecimal digits as the byte that they stand for.
func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2, let high = hexadecimalValue(of: rest[rest.startIndex]),
            let low = hexadecimalValue(of: rest[rest.startIndex + 1])
        {
            result.append(high << 4 | low)
            rest = rest.dropFirst(2)
        } else {
            result.append(byte)
        }
    }
    return result
}
