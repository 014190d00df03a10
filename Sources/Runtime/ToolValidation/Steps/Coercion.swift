extension JSONReader {
    /// Reads any value as a text, as JavaScript's `String(value)` makes one of it.
    ///
    /// - Returns: The text, also where it breaks a rule, which is then reported; `nil` where there is no value.
    public mutating func readCoercedString(_ rules: StringRules, _ issues: inout Issues) -> String? {
        guard nextByte() != UInt8(ascii: "\"") || isAbsent else { return readString(rules, &issues) }
        guard let value = readCoercible() else { return nil }
        guard var text = value.javaScriptString else {
            issues.appendInvalidType(expected: "string", received: value.type, message: rules.storage.message)
            return nil
        }
        return text.withUTF8 { rules.storage.checked($0, &issues) }
    }

    /// Reads any value as a number, as JavaScript's `Number(value)` makes one of it.
    ///
    /// - Returns: The number, also where it breaks a rule, which is then reported; `nil` where it is none.
    public mutating func readCoercedNumber(_ rules: NumberRules, _ issues: inout Issues) -> Double? {
        guard let value = coercedNumber(rules, &issues) else { return nil }
        rules.storage.check(value, &issues)
        return value
    }

    /// Reads any value as a whole number, as JavaScript's `Number(value)` makes one of it.
    ///
    /// - Returns: The number, also where it breaks a rule, which is then reported; `nil` where it is none.
    public mutating func readCoercedInteger(
        _ rules: NumberRules,
        width: IntegerWidth = .safe,
        _ issues: inout Issues
    ) -> Int? {
        guard let value = coercedNumber(rules, &issues) else { return nil }
        return rules.storage.integer(value, width, &issues)
    }

    /// Reads any value as a truth value, as JavaScript's `Boolean(value)` makes one of it: "false" is true.
    ///
    /// - Returns: The truth value.
    public mutating func readCoercedBoolean(_ issues: inout Issues) -> Bool? {
        guard let value = readCoercible() else { return nil }
        return switch value {
        case .absent, .value(.null): false
        case .value(.bool(let value)): value
        case .value(.number(let number)): number != 0 && !number.isNaN
        case .value(.string(let text)): !text.isEmpty
        case .value(.array), .value(.object): true
        }
    }

    /// What JavaScript converts.
    private enum Coercible {
        case absent
        case value(JSONValue)

        var javaScriptString: String? {
            if case .value(let value) = self { value.javaScriptString } else { "undefined" }
        }

        var type: ReceivedType {
            if case .value(.array) = self { .array } else { .object }
        }
    }

    private mutating func readCoercible() -> Coercible? {
        takeAbsent() ? .absent : parseValue().map { .value($0) }
    }

    private mutating func coercedNumber(_ rules: NumberRules, _ issues: inout Issues) -> Double? {
        guard !takeAbsent() else {
            issues.appendInvalidType(expected: "number", received: .notANumber, message: rules.storage.message)
            return nil
        }
        if nextType() == .number { return takeNumber(rules, &issues)?.double }
        guard let value = parseValue() else { return nil }
        guard let number = value.javaScriptNumber else {
            let received: ReceivedType = if case .array = value { .array } else { .object }
            issues.appendInvalidType(expected: "number", received: received, message: rules.storage.message)
            return nil
        }
        guard number.isFinite else {
            let received: ReceivedType = number.isNaN ? .notANumber : number > 0 ? .infinity : .negativeInfinity
            issues.appendInvalidType(expected: "number", received: received, message: rules.storage.message)
            return nil
        }
        return number
    }
}

extension JSONValue {
    /// What JavaScript's `String(value)` gives (ECMA-262, 7.1.17); nothing where it throws, since the object has a
    /// `toString` that is no function.
    fileprivate var javaScriptString: String? {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): javaScriptText(of: number)
        case .string(let text): text
        case .array(let elements): Self.joined(elements)
        case .object(let object): object["toString"] == nil ? "[object Object]" : nil
        }
    }

    private static func joined(_ elements: [JSONValue]) -> String? {
        let texts = elements.compactMap { $0 == .null ? "" : $0.javaScriptString }
        return texts.count == elements.count ? texts.joined(separator: ",") : nil
    }

    /// What JavaScript's `Number(value)` gives (ECMA-262, 7.1.4); nothing where it throws.
    fileprivate var javaScriptNumber: Double? {
        switch self {
        case .null: 0
        case .bool(let value): value ? 1 : 0
        case .number(let number): number
        case .string(let text): javaScriptNumber(of: text)
        case .array: javaScriptString.map(javaScriptNumber)
        case .object: javaScriptString.map { _ in .nan }
        }
    }

    /// ECMA-262, 7.1.4.1.1, StringToNumber.
    private func javaScriptNumber(of text: String) -> Double {
        let text = TextRewrite.trim.apply(to: text)
        guard !text.isEmpty else { return 0 }
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0"), let radix = radix(bytes[1] | 0x20) {
            var value = 0.0
            var isExact = true
            for byte in bytes[2...] {
                guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, digit < radix else { return .nan }
                value = value * Double(radix) + Double(digit)
                isExact = isExact && value < 9_007_199_254_740_992
            }
            // Beyond 2^53 one rounding of the whole decides, not one a digit.
            return isExact ? value : UInt64(text.dropFirst(2), radix: radix).map { Double($0) } ?? value
        }
        switch text {
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: break
        }
        // Swift reads hexadecimal, "nan" and "inf", too.
        let digits = bytes.allSatisfy { byte in
            byte &- UInt8(ascii: "0") <= 9 || [".", "e", "E", "+", "-"].contains { UInt8(ascii: $0) == byte }
        }
        guard digits else { return .nan }
        if let value = Double(text) { return value }
        // JavaScript takes "5." and ".5" for numbers.
        var padded = text
        if padded.hasSuffix(".") { padded += "0" }
        padded = padded.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
        if padded.hasPrefix(".") { padded = "0" + padded }
        for sign in ["+", "-"] where padded.hasPrefix("\(sign).") { padded = "\(sign)0" + padded.dropFirst() }
        // A dot alone is none.
        guard bytes.contains(where: { $0 &- UInt8(ascii: "0") <= 9 }) else { return .nan }
        return Double(padded) ?? .nan
    }

    private func radix(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }
}
