/// Reads a text from its start, byte by byte.
struct ByteScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    /// The next byte, or zero at the end.
    var next: UInt8 { position < text.count ? text[position] : 0 }

    /// Takes a byte if it is the next one.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard !isAtEnd, UInt8(ascii: byte) == next else { return false }
        position += 1
        return true
    }

    /// Takes exactly so many decimal digits and answers their value.
    mutating func takeNumber(digits: Int) -> Int? {
        guard text.count - position >= digits else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = next &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    /// Takes all decimal digits that follow and answers how many they were.
    mutating func takeDigits() -> Int {
        let first = position
        while next &- UInt8(ascii: "0") <= 9, !isAtEnd { position += 1 }
        return position - first
    }
}
