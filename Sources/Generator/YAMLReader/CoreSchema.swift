/// The YAML 1.2 core schema, section 10.3.2, for plain scalars. Octal and hexadecimal numbers are refused elsewhere.
enum CoreSchema {
    static func resolve(_ text: String) -> YAMLScalar.Value {
        // The first byte tells most text apart, which keeps the reading of a large file fast in debug builds.
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "~"): return text == "~" ? .null : .text
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            return text == "null" || text == "Null" || text == "NULL" ? .null : .text
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            return text == "true" || text == "True" || text == "TRUE" ? .bool(true) : .text
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            return text == "false" || text == "False" || text == "FALSE" ? .bool(false) : .text
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return resolveNumber(text)
        default: return .text
        }
    }

    private static func resolveNumber(_ text: String) -> YAMLScalar.Value {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        default: break
        }
        switch NumberShape(Array(text.utf8)) {
        case .none: return .text
        case .integer: return Int(text).map { .integer($0) } ?? Double(text).map { .float($0) } ?? .text
        case .float: return Double(text).map { .float($0) } ?? .text
        }
    }

    /// What a text is by its form: `[-+]? [0-9]+`
    /// or `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
    private enum NumberShape {
        case none, integer, float

        init(_ bytes: [UInt8]) {
            var index = 0
            func skipDigits() -> Int {
                let start = index
                while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
                return index - start
            }
            func skip(_ first: Unicode.Scalar, or second: Unicode.Scalar) -> Bool {
                guard index < bytes.count, bytes[index] == UInt8(ascii: first) || bytes[index] == UInt8(ascii: second)
                else { return false }
                index += 1
                return true
            }
            _ = skip("-", or: "+")
            var isInteger = true
            var digits = skipDigits()
            if digits > 1, bytes[index - digits] == UInt8(ascii: "0"), index == bytes.count {
                // `017` is an integer to the core schema and octal to YAML 1.1: text, as tools-yaml says.
                self = .none
                return
            }
            if skip(".", or: ".") {
                isInteger = false
                digits += skipDigits()
            }
            guard digits > 0 else {
                self = .none
                return
            }
            if skip("e", or: "E") {
                isInteger = false
                _ = skip("-", or: "+")
                guard skipDigits() > 0 else {
                    self = .none
                    return
                }
            }
            self = index < bytes.count ? .none : isInteger ? .integer : .float
        }
    }
}
