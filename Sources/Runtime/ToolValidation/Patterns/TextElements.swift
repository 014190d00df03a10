/// A text as ECMAScript sees it, code points or UTF-16 code units, over its bytes in UTF-8.
///
/// Places are offsets in bytes. The place between the two code units of a code point of four bytes is after its second
/// byte. No place and no step lies outside the text, whatever its bytes are.
struct TextElements {
    let bytes: UnsafeBufferPointer<UInt8>
    let isUnicode: Bool

    var count: Int { bytes.count }

    /// The element after a place that is not the end, and the place after it.
    func next(_ place: Int) -> (element: UInt32, place: Int) {
        let byte = bytes[place]
        if byte < 0x80 { return (UInt32(byte), place + 1) }
        if byte < 0xC0, !isUnicode, place >= 2 {
            return (low(scalar(place - 2, 4)), min(place + 2, count))
        }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard place + length <= count else { return (0xFFFD, place + 1) }
        let value = scalar(place, length)
        return length == 4 && !isUnicode ? (high(value), place + 2) : (value, place + length)
    }

    /// The element before a place that is not the start, and the place before it.
    func previous(_ place: Int) -> (element: UInt32, place: Int) {
        let byte = bytes[place - 1]
        if byte < 0x80 { return (UInt32(byte), place - 1) }
        if !isUnicode, place >= 2, place < count, bytes[place] & 0xC0 == 0x80 {
            return (high(scalar(place - 2, 4)), place - 2)
        }
        var start = place - 1
        while start > 0, place - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let value = scalar(start, place - start)
        return place - start == 4 && !isUnicode ? (low(value), place - 2) : (value, start)
    }

    private func scalar(_ place: Int, _ length: Int) -> UInt32 {
        var value = UInt32(bytes[place]) & (length == 1 ? 0x7F : 0x7F >> UInt32(length))
        for index in place + 1..<min(place + length, count) { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return min(value, 0x10FFFF)
    }

    private func high(_ scalar: UInt32) -> UInt32 { 0xD800 | (scalar &- 0x10000) >> 10 & 0x3FF }

    private func low(_ scalar: UInt32) -> UInt32 { 0xDC00 | scalar & 0x3FF }
}
