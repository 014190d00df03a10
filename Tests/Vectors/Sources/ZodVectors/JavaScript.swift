internal import ToolValidation

/// What JavaScript makes of values where the named functions of the vectors need it. Nothing stands for `undefined`.
enum JavaScript {
    /// `String(value)`
    static func text(of value: JSONValue?) -> String {
        switch value {
        case nil: "undefined"
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): text(of: number)
        case .string(let text): text
        case .array(let elements): elements.map { $0 == .null ? "" : text(of: $0) }.joined(separator: ",")
        case .object: "[object Object]"
        }
    }

    /// A number as JavaScript prints it.
    static func text(of number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        return JSONValue.number(number).jsonText
    }

    /// `Number(value)`
    static func number(of value: JSONValue?) -> Double {
        switch value {
        case nil, .object: .nan
        case .null: 0
        case .bool(let bool): bool ? 1 : 0
        case .number(let number): number
        case .string(let text): number(ofText: text)
        case .array: number(ofText: text(of: value))
        }
    }

    /// `parseFloat(text)`: the longest beginning that is a decimal number.
    static func parseFloat(_ text: String) -> Double {
        var bytes = Array(TextRewrite.trim.apply(to: text).utf8)
        while !bytes.isEmpty {
            if let number = decimal(bytes) { return number }
            bytes.removeLast()
        }
        return .nan
    }

    private static func number(ofText text: String) -> Double {
        let text = TextRewrite.trim.apply(to: text)
        guard !text.isEmpty else { return 0 }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.lowercased().hasPrefix(prefix) {
            let digits = text.dropFirst(2).utf8.map { Character(Unicode.Scalar($0)).hexDigitValue ?? .max }
            guard !digits.isEmpty, digits.allSatisfy({ $0 < radix }) else { return .nan }
            return digits.reduce(0) { $0 * Double(radix) + Double($1) }
        }
        return decimal(Array(text.utf8)) ?? .nan
    }

    /// StrDecimalLiteral of ECMA-262, 7.1.4.1.
    private static func decimal(_ bytes: [UInt8]) -> Double? {
        let text = String(decoding: bytes, as: UTF8.self)
        let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        if unsigned == "Infinity" { return text.first == "-" ? -.infinity : .infinity }
        let parts = unsigned.lowercased().split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard mantissa.allSatisfy(isDigits), mantissa.contains(where: { !$0.isEmpty }) else { return nil }
        var exponent = "0"
        if parts.count > 1 {
            let digits = parts[1].first == "+" || parts[1].first == "-" ? parts[1].dropFirst() : parts[1][...]
            guard !digits.isEmpty, isDigits(digits) else { return nil }
            exponent = String(parts[1])
        }
        let fraction = mantissa.count > 1 && !mantissa[1].isEmpty ? mantissa[1] : "0"
        let sign = text.first == "-" ? "-" : ""
        return Double("\(sign)\(mantissa[0].isEmpty ? "0" : mantissa[0]).\(fraction)e\(exponent)")
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
