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

/// The value of eight decimal digits, the first in the lowest byte: neighbours are joined three times.
@inline(__always)
private func decimalValue(of digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ digits >> 8
    let hundreds = (pairs & 0xFF_0000_00FF) &* (100 + 1_000_000 << 32)
    let ones = (pairs >> 16 & 0xFF_0000_00FF) &* (1 + 10_000 << 32)
    return (hundreds &+ ones) >> 32
}

extension JSONReader {
    /// Takes a number whose first byte is the next one.
    mutating func scanNumber() -> JSONNumber? { scanShortNumber() ?? scanAnyNumber() }

    /// Takes a number that ends within the next eight bytes and has no exponent, which is most of them. Leaves all others
    /// where they are.
    ///
    /// All bytes are looked at together: a loop that ends after so many digits, now two, now five, is what processors
    /// predict worst.
    @inline(__always)
    mutating func scanShortNumber() -> JSONNumber? {
        let isNegative = position.pointee == UInt8(ascii: "-")
        let first = isNegative ? position + 1 : position
        guard end - first >= 8 else { return nil }
        let word = UInt64(littleEndian: UnsafeRawPointer(first).loadUnaligned(as: UInt64.self))
        var digits = word ^ 0x3030_3030_3030_3030
        // The top bit of each byte that is no digit. A carry can only come from one that is not ASCII.
        let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
        func byte(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: index &* 8)) }

        let integerCount = others.trailingZeroBitCount &>> 3
        guard integerCount > 0, integerCount < 8, integerCount == 1 || byte(0) != UInt8(ascii: "0") else { return nil }
        var (length, fractionCount) = (integerCount, 0)
        if byte(integerCount) == UInt8(ascii: ".") {
            length = (others & (others &- 1)).trailingZeroBitCount &>> 3
            fractionCount = length &- integerCount &- 1
            guard length < 8, fractionCount > 0 else { return nil }
            let integer: UInt64 = 1 &<< UInt64(truncatingIfNeeded: integerCount &* 8) &- 1
            digits = digits & integer | digits &>> 8 & ~integer
        }
        guard byte(length) | 0x20 != UInt8(ascii: "e") else { return nil }
        let count = fractionCount > 0 ? length &- 1 : length
        let significand = decimalValue(of: digits &<< UInt64(truncatingIfNeeded: 64 &- count &* 8))

        if fractionCount == 0 {
            guard !isNegative || significand != 0 else { return nil }
            position = first + length
            let magnitude = Int(truncatingIfNeeded: significand)
            return .integer(isNegative ? 0 &- magnitude : magnitude)
        }
        // Both operands are exact, so that the division rounds once (Clinger, 1990).
        guard let power = exactPowerOfTen(UInt(truncatingIfNeeded: fractionCount)) else { return nil }
        position = first + length
        let magnitude = Double(significand) / power
        return .double(isNegative ? -magnitude : magnitude)
    }

    /// Takes a number of any form.
    @inline(never)
    mutating func scanAnyNumber() -> JSONNumber? {
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
