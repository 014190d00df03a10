/// JSON as the vectors hold it, read here by hand: the reader under test must not judge itself.
///
/// Only well-formed text is given to it, so that nothing is checked.
enum VectorJSON {
    struct Member {
        var key: String
        var value: VectorJSON
    }

    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([VectorJSON])
    case object([Member])

    init(_ text: String) {
        var parser = Parser(units: Array(text.utf16))
        self = parser.value()
    }

    subscript(key: String) -> VectorJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    var elements: [VectorJSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// Whether an object in it has a key twice.
    var hasDuplicateKey: Bool {
        switch self {
        case .array(let elements): elements.contains { $0.hasDuplicateKey }
        case .object(let members):
            Set(members.map { Array($0.key.utf8) }).count < members.count
                || members.contains { $0.value.hasDuplicateKey }
        default: false
        }
    }

    /// Whether a text or key in it has half a surrogate pair, which reads as U+FFFD.
    var hasLoneSurrogate: Bool {
        switch self {
        case .string(let text): text.unicodeScalars.contains("\u{FFFD}")
        case .array(let elements): elements.contains { $0.hasLoneSurrogate }
        case .object(let members):
            members.contains { $0.key.unicodeScalars.contains("\u{FFFD}") || $0.value.hasLoneSurrogate }
        default: false
        }
    }

    private struct Parser {
        let units: [UInt16]
        var index = 0

        mutating func value() -> VectorJSON {
            skipSpace()
            switch units[index] {
            case unit("n"):
                index += 4
                return .null
            case unit("t"):
                index += 4
                return .bool(true)
            case unit("f"):
                index += 5
                return .bool(false)
            case unit("\""): return .string(string())
            case unit("["):
                var elements: [VectorJSON] = []
                while !closes("]") { elements.append(value()) }
                return .array(elements)
            case unit("{"):
                var members: [Member] = []
                while !closes("}") {
                    skipSpace()
                    let key = string()
                    skipSpace()
                    index += 1
                    members.append(Member(key: key, value: value()))
                }
                return .object(members)
            default:
                let start = index
                while index < units.count, "+-.eE0123456789".utf16.contains(units[index]) { index += 1 }
                return .number(Double(String(decoding: units[start..<index], as: UTF16.self)) ?? .nan)
            }
        }

        /// Steps over the opening bracket or a comma, and over the closing bracket if it follows.
        private mutating func closes(_ bracket: Unicode.Scalar) -> Bool {
            skipSpace()
            if units[index] != unit(bracket) { index += 1 }
            skipSpace()
            guard units[index] == unit(bracket) else { return false }
            index += 1
            return true
        }

        private func unit(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }

        private mutating func skipSpace() {
            while units[index] <= 0x20 { index += 1 }
        }

        private mutating func string() -> String {
            index += 1
            var content: [UInt16] = []
            while units[index] != unit("\"") {
                guard units[index] == unit("\\") else {
                    content.append(units[index])
                    index += 1
                    continue
                }
                let letter = units[index + 1]
                index += 2
                switch letter {
                case unit("u"):
                    content.append(UInt16(String(decoding: units[index..<index + 4], as: UTF16.self), radix: 16) ?? 0)
                    index += 4
                case unit("b"): content.append(8)
                case unit("f"): content.append(12)
                case unit("n"): content.append(10)
                case unit("r"): content.append(13)
                case unit("t"): content.append(9)
                default: content.append(letter)
                }
            }
            index += 1
            return String(decoding: content, as: UTF16.self)
        }
    }
}
