/// Where the content of a JSON string stands in the text.
@usableFromInline
struct StringToken {
    /// The first byte behind the opening quote, counted from the start of the text.
    var offset: Int
    /// How many bytes stand between the quotes.
    var count: Int
    /// Whether escape sequences must be decoded.
    var hasEscapes: Bool
    /// Whether all bytes between the quotes are ASCII. Escape sequences may stand for other characters.
    var isASCII: Bool
}

extension JSONReader {
    /// Takes a string whose opening quote is the next byte, checking its escapes and its UTF-8.
    @inline(__always)
    mutating func scanString() -> StringToken? {
        let first = position + 1
        position = first
        skipPlainBytes()
        guard position < end, position.pointee == UInt8(ascii: "\"") else { return scanRest(of: first) }
        let token = StringToken(offset: first - start, count: position - first, hasEscapes: false, isASCII: true)
        position += 1
        return token
    }

    /// Takes what follows on the first plain bytes of a string.
    @inline(never)
    private mutating func scanRest(of first: UnsafePointer<UInt8>) -> StringToken? {
        var (hasEscapes, isASCII) = (false, true)
        while true {
            guard position < end else {
                fail(.unexpectedEnd)
                return nil
            }
            switch position.pointee {
            case UInt8(ascii: "\""):
                let count = position - first
                position += 1
                return StringToken(offset: first - start, count: count, hasEscapes: hasEscapes, isASCII: isASCII)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard scanEscape() else { return nil }
            case 0x80...:
                isASCII = false
                guard scanMultibyteScalar() else {
                    fail(.invalidUTF8)
                    return nil
                }
            default:
                fail(.controlCharacter)
                return nil
            }
            skipPlainBytes()
        }
    }

    /// Moves to the next byte that ends a run of plain ASCII: a quote, a backslash, a control or a non-ASCII byte.
    ///
    /// Eight bytes are tested at a time. Subtracting 1 or 0x20 from each byte borrows into its top bit where the byte
    /// was smaller; a borrow can only spread to bytes behind one that already ends the run.
    @inline(__always)
    private mutating func skipPlainBytes() {
        var position = position
        defer { self.position = position }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        while end - position >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(position).loadUnaligned(as: UInt64.self))
            let quotes = (word ^ (ones &* 0x22)) &- ones
            let backslashes = (word ^ (ones &* 0x5C)) &- ones
            let controls = word &- (ones &* 0x20)
            let stops = (quotes | backslashes | controls | word) & highBits
            if stops != 0 {
                position += stops.trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
        while position < end {
            let byte = position.pointee
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
            position += 1
        }
    }

    /// Takes an escape sequence, a surrogate pair being one.
    private mutating func scanEscape() -> Bool {
        guard end - position >= 2 else {
            position = end
            fail(.unexpectedEnd)
            return false
        }
        switch position[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
            return true
        case UInt8(ascii: "u"):
            guard let unit = codeUnit(at: position) else {
                fail(.invalidEscape)
                return false
            }
            if unit & 0xF800 != 0xD800 {
                position += 6
                return true
            }
            guard unit < 0xDC00, let low = codeUnit(at: position + 6), low & 0xFC00 == 0xDC00 else {
                fail(.invalidEscape)
                return false
            }
            position += 12
            return true
        default:
            fail(.invalidEscape)
            return false
        }
    }

    /// The UTF-16 code unit of the escape `\uXXXX` at a place, if one stands there.
    private func codeUnit(at place: UnsafePointer<UInt8>) -> UInt32? {
        guard end - place >= 6, place[0] == UInt8(ascii: "\\"), place[1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for index in 2..<6 {
            guard let digit = hexadecimalValue(of: place[index]) else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// Takes one scalar of two to four bytes, as the table of well-formed sequences in the Unicode Standard
    /// (chapter 3, D92) has them.
    private mutating func scanMultibyteScalar() -> Bool {
        let left = end - position
        let first = position[0]
        func isContinuation(_ index: Int) -> Bool { position[index] & 0xC0 == 0x80 }
        switch first {
        case 0xC2...0xDF:
            guard left >= 2, isContinuation(1) else { return false }
            position += 2
        case 0xE0...0xEF:
            guard left >= 3, isContinuation(1), isContinuation(2) else { return false }
            let second = position[1]
            guard !(first == 0xE0 && second < 0xA0), !(first == 0xED && second >= 0xA0) else { return false }
            position += 3
        case 0xF0...0xF4:
            guard left >= 4, isContinuation(1), isContinuation(2), isContinuation(3) else { return false }
            let second = position[1]
            guard !(first == 0xF0 && second < 0x90), !(first == 0xF4 && second >= 0x90) else { return false }
            position += 4
        default:
            return false
        }
        return true
    }

    /// The decoded content of a string.
    func text(of token: StringToken) -> String {
        guard !token.hasEscapes else { return withContent(of: token) { String(decoding: $0, as: UTF8.self) } }
        return String(wellFormed: content(of: token), isASCII: token.isASCII)
    }

    /// The content of a string as it is written.
    @inline(__always)
    func content(of token: StringToken) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start + token.offset, count: token.count)
    }

    /// Calls a function with the decoded content of a string.
    @inline(__always)
    func withContent<Result>(of token: StringToken, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let raw = content(of: token)
        guard token.hasEscapes else { return body(raw) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: token.count) { buffer in
            body(UnsafeBufferPointer(rebasing: buffer[..<decodeEscapes(in: raw, to: buffer)]))
        }
    }
}

/// Writes a string's content with its escapes decoded; they were checked when it was scanned.
///
/// - Returns: How many bytes were written: never more than were read.
func decodeEscapes(in raw: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var read = 0
    var written = 0
    func codeUnit(at index: Int) -> UInt32 {
        (index..<index + 4).reduce(0) { $0 << 4 | UInt32(hexadecimalValue(of: raw[$1]) ?? 0) }
    }
    while read < raw.count {
        let byte = raw[read]
        guard byte == UInt8(ascii: "\\"), read + 1 < raw.count else {
            target[written] = byte
            read += 1
            written += 1
            continue
        }
        let letter = raw[read + 1]
        guard letter == UInt8(ascii: "u"), read + 6 <= raw.count else {
            target[written] = unescaped(letter)
            read += 2
            written += 1
            continue
        }
        var value = codeUnit(at: read + 2)
        read += 6
        if value & 0xFC00 == 0xD800, read + 6 <= raw.count {
            value = 0x10000 + (value & 0x3FF) << 10 + codeUnit(at: read + 2) & 0x3FF
            read += 6
        }
        for unit in UTF8.encode(UnicodeScalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            target[written] = unit
            written += 1
        }
    }
    return written
}

private func unescaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
}

func hexadecimalValue(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

extension String {
    /// Makes a string of bytes that were found to be well-formed UTF-8, which are not checked again.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - isASCII: Whether all of them are known to be ASCII.
    @inline(__always)
    init(wellFormed bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
        if #available(macOS 26, *) {
            self.init(copying: unsafe UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
        } else {
            self.init(decoding: bytes, as: UTF8.self)
        }
    }
}
