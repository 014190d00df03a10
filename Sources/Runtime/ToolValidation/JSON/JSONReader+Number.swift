/// A JSON number as it was read.
enum JSONNumber {
    /// Written without fraction and exponent, with at most 18 digits.
    case integer(Int)
    /// Any other: the nearest double, infinite where the number overflows.
    case double(Double)

    /// The nearest double.
    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        }
    }
}

/// The powers of ten that a double holds exactly. The compiler makes a constant table of this, where an array would be
/// set up at run time.
private func exactPowerOfTen(_ exponent: UInt) -> Double? {
    switch exponent {
    case 0: 1e0
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    case 15: 1e15
    case 16: 1e16
    case 17: 1e17
    case 18: 1e18
    case 19: 1e19
    case 20: 1e20
    case 21: 1e21
    case 22: 1e22
    default: nil
    }
}

extension JSONReader {
    /// Takes a number whose first byte is the next one.
    mutating func scanNumber() -> JSONNumber? {
        let first = position
        let isNegative = position.pointee == UInt8(ascii: "-")
        if isNegative { position += 1 }

        var significand: UInt64 = 0
        var digits = 0
        var exponent = 0
        guard scanDigits(&significand, &digits) else { return failAtNumber() }
        let integerDigits = digits
        let leading = isNegative ? first + 1 : first
        if integerDigits > 1, leading.pointee == UInt8(ascii: "0") {
            position = leading + 1
            return failAtNumber()
        }
        var isPlainInteger = true
        if position < end, position.pointee == UInt8(ascii: ".") {
            isPlainInteger = false
            position += 1
            guard scanDigits(&significand, &digits) else { return failAtNumber() }
            exponent = integerDigits - digits
        }
        if position < end, position.pointee | 0x20 == UInt8(ascii: "e") {
            isPlainInteger = false
            guard let written = scanExponent() else { return failAtNumber() }
            exponent += written
        }

        if digits <= 18 {
            if isPlainInteger, !(isNegative && significand == 0) {
                return .integer(isNegative ? -Int(significand) : Int(significand))
            }
            // Both operands are exact, so that one multiplication or division rounds once (Clinger, 1990).
            if significand <= 1 << 53, let power = exactPowerOfTen(exponent.magnitude) {
                let magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
                return .double(isNegative ? -magnitude : magnitude)
            }
        }
        let text = String(decoding: UnsafeBufferPointer(start: first, count: position - first), as: UTF8.self)
        return Double(text).map { .double($0) } ?? failAtNumber()
    }

    /// Takes one or more digits; the significand is right as long as there are at most 18.
    @inline(__always)
    private mutating func scanDigits(_ significand: inout UInt64, _ count: inout Int) -> Bool {
        let first = position
        var next = first
        while next < end {
            let digit = next.pointee &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            next += 1
        }
        position = next
        count += next - first
        return next > first
    }

    /// Takes the exponent, limited to what still matters to a double.
    private mutating func scanExponent() -> Int? {
        position += 1
        var isNegative = false
        if position < end, position.pointee == UInt8(ascii: "-") || position.pointee == UInt8(ascii: "+") {
            isNegative = position.pointee == UInt8(ascii: "-")
            position += 1
        }
        let first = position
        var value = 0
        while position < end {
            let digit = position.pointee &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = min(value * 10 + Int(digit), 1_000_000)
            position += 1
        }
        guard position > first else { return nil }
        return isNegative ? -value : value
    }

    private mutating func failAtNumber() -> JSONNumber? {
        fail(position < end ? .invalidNumber : .unexpectedEnd)
        return nil
    }
}
