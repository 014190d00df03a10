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

/// The powers of ten that a double holds exactly.
private let exactPowersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

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
            if significand <= 1 << 53, exponent.magnitude <= 22 {
                let power = exactPowersOfTen[Int(exponent.magnitude)]
                let magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
                return .double(isNegative ? -magnitude : magnitude)
            }
        }
        let text = String(decoding: UnsafeBufferPointer(start: first, count: position - first), as: UTF8.self)
        return Double(text).map { .double($0) } ?? failAtNumber()
    }

    /// Takes one or more digits; the significand is right as long as there are at most 18.
    private mutating func scanDigits(_ significand: inout UInt64, _ count: inout Int) -> Bool {
        let first = position
        while position < end {
            let digit = position.pointee &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            position += 1
        }
        count += position - first
        return position > first
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
