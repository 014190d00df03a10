internal import Diagnostics

/// Finds what is not UTF-8 text before libyaml sees it, which would not say where on the line it is.
enum EncodingCheck {
    static func firstFault(in source: SourceText) -> Diagnostic? {
        let bytes = source.bytes
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return fault(in: source, at: 0, "the file is UTF-16: save it as UTF-8")
        }
        guard let offset = bytes.withUnsafeBufferPointer(firstUnusual) else { return nil }
        return fault(in: source, at: offset, message(for: Array(bytes[offset..<min(offset + 4, bytes.count)])))
    }

    private static func fault(in source: SourceText, at offset: Int, _ message: String) -> Diagnostic {
        let location = SourceLocation(path: source.path, start: source.position(atByteOffset: offset))
        return Diagnostic(.error, at: location, rule: .invalidEncoding, message)
    }

    private static func message(for bytes: [UInt8]) -> String {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
            return "the byte 0x\(hexadecimal(UInt32(bytes[0]), digits: 2)) is not UTF-8: save the file as UTF-8"
        }
        let name = "U+\(hexadecimal(scalar.value, digits: 4))"
        switch scalar.value {
        case 0x85, 0x2028, 0x2029:
            let escape = scalar.value == 0x85 ? "\\N" : scalar.value == 0x2028 ? "\\L" : "\\P"
            return "the invisible line break \(name) is not allowed: remove it, or write `\(escape)` in double quotes"
        case 0xFEFF:
            return "a byte order mark (U+FEFF) is allowed at the beginning of the file only: remove it"
        default:
            let escape = scalar.value <= 0xFF ? "\\x\(hexadecimal(scalar.value, digits: 2))" : "\\u\(name.dropFirst(2))"
            return "the character \(name) is not allowed: remove it, or write `\(escape)` in double quotes"
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The offset of the first byte that begins neither a printable character of YAML 1.2 nor a line break.
    ///
    /// Bare pointers and overflow operators: they are inlined in debug builds too.
    private static func firstUnusual(in buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        let count = buffer.count
        var index = 0
        while index < count {
            let byte = base[index]
            if byte < 0x80 {
                guard byte >= 0x20 ? byte != 0x7F : byte == 0x0A || byte == 0x0D || byte == 0x09 else { return index }
                index = index &+ 1
                continue
            }
            guard let length = lengthOfCharacter(at: base + index, available: count &- index) else { return index }
            index = index &+ length
        }
        return nil
    }

    /// The length in bytes of a printable character beyond ASCII.
    private static func lengthOfCharacter(at bytes: UnsafePointer<UInt8>, available: Int) -> Int? {
        let first = bytes[0]
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard length <= available else { return nil }
        var index = 1
        while index < length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
            index += 1
        }
        switch value {
        case 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: break
        default: return nil
        }
        // Overlong forms decode to less than their length can hold.
        guard length == 2 || value >= (length == 3 ? 0x800 : 0x1_0000) else { return nil }
        return length
    }
}
